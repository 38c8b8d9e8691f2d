// A foil of the author's own choosing: another persona file, as a profile. In: what was typed, the files beside. Out: the profile, or in words why there is
// none. Reads through the source, which confines paths; asks nobody.
import type { Persona } from '../../lang/persona.ts';
import { personaIn } from '../../lang/read-persona.ts';
import type { WriteInput } from '../offer.ts';
import type { Profile } from './profile.ts';

/** `Mary Anning with ./ida.persona`, or the path on a line of its own. `path` undefined: none is named. */
export function namedFoil(words: string): { readonly rest: string; readonly path: string | undefined } {
  const text = words.trim();
  const [, rest, path] =
    /^([\s\S]*?)(?:[ \t]+with[ \t]+|[ \t]*\n[ \t]*(?:with[ \t]+)?)([^\n]+\.persona)$/iu.exec(text) ?? [];
  return rest === undefined ? { rest: text, path: undefined } : { rest: rest.trim(), path: path?.trim() };
}

/** The persona of that file, with its facts as `B1`, `B2` …; in words, what is missing. */
export function readFoil(path: string, { files, base }: Pick<WriteInput, 'files' | 'base'>): Profile | string {
  const read = files.read(/^\.{0,2}\//u.test(path) ? path : `./${path}`, base.uri);
  if (!read.ok) return `“${path}” is no persona beside this one: give its path, as in ./other.persona.`;
  const foil = profileOf(personaIn(read, files), 'B');
  return foil.claims.length > 0 ? foil : `${foil.name} in “${path}” knows nothing: a foil needs facts under \`knows\`.`;
}

/** What a file says of somebody, as claims: each fact under `knows`, without evidence, since the file is the author's word. */
export function profileOf(persona: Persona, letter: 'A' | 'B'): Profile {
  const one = (name: string) => persona.head.get(name)?.value.trim() ?? '';
  return {
    name: persona.name,
    role: one('role'),
    summary: one('summary'),
    voice: persona.voice.items.map(({ value }) => value.trim()),
    claims: persona.knows.map(({ text }, at) => ({ id: `${letter}${at + 1}`, text: text.value.trim(), evidence: [] })),
  };
}
