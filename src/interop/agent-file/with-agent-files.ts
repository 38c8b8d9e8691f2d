// A source whose agent files come with the persona that they are. Their reader is large and waits until one is there: who asks before gets no
// persona yet, and the caller hears of it. Reads through the source below alone, so what confines that confines this.
import type { Persona } from '../../lang/persona.ts';
import type { Source } from '../../lang/source.ts';
import { kindOfFile } from './kind-of-file.ts';

export type MakePersona = (text: string, uri: string) => Persona;

/** The maker, once it is loaded; asking for it, for the sake of a file, may be what loads it. */
export type AgentFileReader = (uri: string) => MakePersona | undefined;

export function withAgentFiles(below: Source, reader: AgentFileReader): Source {
  return {
    ...below,
    read(path, from, revision) {
      const found = below.read(path, from, revision);
      if (!found.ok || kindOfFile(found.uri) === undefined) return found;
      return { ...found, persona: () => reader(found.uri)?.(found.text, found.uri) };
    },
  };
}

/** How many are kept: a persona that is being written asks for the same ones with each key. */
const mostKept = 16;

/** The same persona as long as the text is the same. */
export function keeping(make: MakePersona): MakePersona {
  const kept = new Map<string, { readonly text: string; readonly persona: Persona }>();
  return (text, uri) => {
    const known = kept.get(uri);
    if (known?.text === text) return known.persona;
    const persona = make(text, uri);
    kept.delete(uri);
    kept.set(uri, { text, persona });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return persona;
  };
}
