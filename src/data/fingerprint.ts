// A short name for a value by what it says: equal values, equal names, wherever in a file they stand. Of personas: everything that decides rows (tests, examples,
// rules, scenes, consent), not only what a model is told.
import { fnv64 } from '../lang/hash.ts';
import type { Persona } from '../lang/persona.ts';

/** Where something stands, and the text it was read from: an edited comment changes no row. */
const places = new Set(['tree', 'origin', 'range', 'segments', 'uri', 'files', 'problems']);

/** Empty for undefined. */
export function fingerprint(value: object | undefined): string {
  if (value === undefined) return '';
  const said = (key: string, inner: unknown) => {
    if (places.has(key)) return undefined;
    return inner instanceof Map ? [...inner] : inner;
  };
  return fnv64(JSON.stringify(value, said));
}

/** Who stands beside a talk, by what was asked for: `cast URI`, `asker NAME`. */
export type OthersRead = Readonly<Record<string, string>>;

interface Others {
  readonly cast?: (uri: string) => Persona | undefined;
  readonly asker?: (name: string) => Persona | undefined;
}

/** The same, with a note of whom was asked for, and what they were. */
export function noted<T extends Others>(context: T, before: OthersRead): { readonly context: T; read(): OthersRead } {
  const found = new Map(Object.entries(before));
  const note = (key: string, persona: Persona | undefined) => {
    if (!found.has(key)) found.set(key, fingerprint(persona));
    return persona;
  };
  const { cast, asker } = context;
  return {
    context: {
      ...context,
      ...(cast && { cast: (uri: string) => note(`cast ${uri}`, cast(uri)) }),
      ...(asker && { asker: (name: string) => note(`asker ${name}`, asker(name)) }),
    },
    read: () => Object.fromEntries(found),
  };
}

/** Whether all of them are still what they were. */
export function areTheSame({ cast, asker }: Others, before: OthersRead): boolean {
  return Object.entries(before).every(([key, was]) => {
    const name = key.slice(key.indexOf(' ') + 1);
    return fingerprint(key.startsWith('cast ') ? cast?.(name) : asker?.(name)) === was;
  });
}
