// Text of a persona file in, persona out: parse and resolve in one step, for whoever has a text and a source.
import { parse } from './parse.ts';
import type { Persona } from './persona.ts';
import { type ResolveOptions, resolve } from './resolve.ts';
import type { Source } from './source.ts';

/** Reads a whole persona. Never throws on text: what is wrong is in `problems`. */
export function readPersona(text: string, uri: string, source: Source, options: ResolveOptions = {}): Persona {
  return resolve(parse(text, uri), source, options);
}
