// What a projection may look at beside a talk: the persona's file and what stands beside it. In: the persona, where files are found, texts. Out: the context; files of a cast
// are read when a talk first names them, each once.
import { nameKey } from '../lang/name.ts';
import type { Persona } from '../lang/persona.ts';
import { readPersona } from '../lang/read-persona.ts';
import type { Source } from '../lang/source.ts';
import { readMemoryFile } from '../play/memory/memory-file.ts';
import type { DataContext } from './format.ts';

export interface Beside {
  readonly persona: Persona;
  readonly source: Source;
  /** Personas of simulated users. */
  readonly askers: readonly Persona[];
  /** Text of `NAME.memories.jsonl`; undefined: there is none. */
  readonly memories: string | undefined;
  readonly takeUnfit: boolean;
}

export function dataContext({ persona, source, askers, memories, takeUnfit }: Beside): DataContext {
  const known = new Map<string, Persona | undefined>();
  return {
    persona,
    takeUnfit,
    asker: (name) => askers.find((one) => nameKey(one.name) === nameKey(name)),
    cast(uri) {
      if (!known.has(uri)) {
        const read = source.read(pathFrom(persona.uri, uri), persona.uri);
        known.set(uri, read.ok ? readPersona(read.text, read.uri, source) : undefined);
      }
      return known.get(uri);
    },
    ...(memories === undefined ? {} : { memories: readMemoryFile(memories) }),
  };
}

/** From one file to another as a persona names it; the uri itself where there is no way, which no source reads. */
function pathFrom(from: string, to: string): string {
  const [start, end] = [from, to].map((uri) => /^([a-z][\w.+-]*:\/\/[^/]*)(\/.*)$/iu.exec(uri));
  if (!start || !end || start[1] !== end[1]) return to;
  const [folders, parts] = [start, end].map((found) => (found[2] ?? '').split('/').map(decoded));
  if (!folders || !parts) return to;
  folders.pop();
  const shared = folders.findIndex((folder, at) => folder !== parts[at]);
  const common = shared < 0 ? folders.length : shared;
  const up = folders.length - common;
  return [...(up === 0 ? ['.'] : Array.from({ length: up }, () => '..')), ...parts.slice(common)].join('/');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
