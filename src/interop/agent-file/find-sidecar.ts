// Where what is added to a file is written. In: its uri, and the source of its folder. Out: which file that is, or what stands in the way. A file of
// another tool stays as it is, and a persona is taken for the one beside it only where it extends the file. Writes nothing.
import { readPersona } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import { sidecarNames } from './file-names.ts';

/** A name beside the file, never a path. */
export type FoundSidecar =
  /** It extends the file already. */
  | { readonly kind: 'there'; readonly name: string }
  /** There is none yet, and this name is free. */
  | { readonly kind: 'free'; readonly name: string }
  /** A file of this name is there, and nobody can say what it is. */
  | { readonly kind: 'unreadable'; readonly name: string }
  /** Each of its names is that of another persona. */
  | { readonly kind: 'taken' };

/** Whether two uris mean one file: programs write the same place in more than one way. */
export type SameFile = (one: string, other: string) => boolean;

/** The first of its names that extends the file or is free. */
export function findSidecar(agent: string, source: Source, same: SameFile): FoundSidecar {
  for (const name of sidecarNames(agent)) {
    const found = source.read(`./${name}`, agent);
    if (!found.ok && found.reason === 'missing') return { kind: 'free', name };
    if (!found.ok) return { kind: 'unreadable', name };
    const { files } = readPersona(found.text, found.uri, source);
    if (files.some((file) => same(file, agent))) return { kind: 'there', name };
  }
  return { kind: 'taken' };
}
