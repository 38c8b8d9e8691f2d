// Text with a cursor in it, `<|>`, as a persona and an offset.
import type { Persona } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from './memory-source.ts';

export interface Marked {
  readonly persona: Persona;
  readonly text: string;
  readonly offset: number;
}

const cursor = '<|>';

/** The file is `/p/it.persona`. @throws where there is not exactly one cursor. */
export function marked(text: string, files: Readonly<Record<string, string>> = {}): Marked {
  const offset = text.indexOf(cursor);
  if (offset < 0 || text.indexOf(cursor, offset + 1) >= 0) throw new Error('one <|> is needed');
  const clean = text.slice(0, offset) + text.slice(offset + cursor.length);
  return { persona: readPersona(clean, '/p/it.persona', memorySource(files)), text: clean, offset };
}
