// A persona that a source has ready in, a parent's draft out: of a file in another format what it is to hand down, and that is its
// instructions. Its bullets that state rules are not inherited: which of them are to be checked the child says.
import type { Persona } from '../persona.ts';
import type { Draft } from './draft.ts';

/** What a child takes over from a persona of another format: all that the persona has, but for what is each file's own. */
export function draftOf(persona: Persona): Draft {
  const own = { title: undefined, kind: undefined, extends: [], without: [], rules: [], scenes: [], tests: [] };
  return { ...persona, ...own };
}
