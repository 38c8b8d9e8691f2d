// The hash of a persona's prompt under the values of a case, worked out once for equal values.
import { compile } from '../lang/compile.ts';
import { personaHash } from '../lang/hash.ts';
import type { Persona } from '../lang/persona.ts';
import type { Values } from '../lang/value.ts';

/** What `CaseResult.prompt` holds. */
export function promptHashes(persona: Persona): (values: Values) => string {
  const known = new Map<string, string>();
  return (values) => {
    const key = JSON.stringify(values);
    const hash = known.get(key) ?? personaHash(compile(persona, { values }));
    known.set(key, hash);
    return hash;
  };
}
