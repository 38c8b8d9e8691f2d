// The example, scene or test that stands at an offset of a persona's file, and the offset of its end. Pure.
import type { Example, Persona } from '../../lang/persona.ts';

/** The dialogue around `offset`; undefined where the offset stands in none. Only the file's own, not inherited ones. */
export function dialogueAt(persona: Persona, offset: number): Example | undefined {
  const own = [...persona.examples, ...persona.scenes, ...persona.tests].filter(
    ({ origin }) => origin.uri === persona.uri,
  );
  return own.find(({ origin }) => origin.range.start <= offset && offset <= origin.range.end);
}
