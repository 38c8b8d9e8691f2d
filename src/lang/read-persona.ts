// Text of a persona file in, persona out: parse and resolve in one step, for whoever has a text and a source, or what a source gave.
import { parse } from './parse.ts';
import type { Persona } from './persona.ts';
import { type ResolveOptions, resolve } from './resolve.ts';
import type { ReadResult, Source } from './source.ts';

/** Reads a whole persona. Never throws on text: what is wrong is in `problems`. */
export function readPersona(text: string, uri: string, source: Source, options: ResolveOptions = {}): Persona {
  return resolve(parse(text, uri), source, options);
}

/** The persona that a file is: as its source gave it, where it is in another format; else as its text says. One that cannot be told yet says nothing. */
export function personaIn(
  file: Extract<ReadResult, { readonly ok: true }>,
  source: Source,
  options: ResolveOptions = {},
): Persona {
  if (!file.persona) return resolve(file.tree ?? parse(file.text, file.uri), source, options);
  return file.persona() ?? resolve(parse('', file.uri), source, options);
}
