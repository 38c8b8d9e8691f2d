// A persona's profile in two: what is always said of it, and aspects that come to mind one at a time. In: a persona and its side. Out: the
// persona with the first, and the aspects. The worry is the seeker's alone, and said, not picked.
import { nameKey } from '../../lang/name.ts';
import type { Fact, Named, Persona } from '../../lang/persona.ts';
import type { Aspect } from '../memory/aspects.ts';
import { filledText } from '../protocol/filled-text.ts';

export type Side = 'seeker' | 'supporter';

/** Who somebody is at first sight: sent always. Everything else that has a name is an aspect. */
const always = new Set(
  'name age gender pronouns region country city town place job work occupation profession career role personality tone'.split(
    ' ',
  ),
);
const worry = 'worry';

/** The persona as its system statement says it: no aspects; the worry for the seeker only. */
export function statementOf(persona: Persona, side: Side): Persona {
  const kept = (fact: Fact | Named) => !isAspect(fact) && (side === 'seeker' || fact.name?.key !== worry);
  return { ...persona, about: persona.about.filter(kept), knows: persona.knows.filter(kept) };
}

/** In the order of the file. */
export function aspectsOf(persona: Persona): readonly Aspect[] {
  const named = [...persona.about, ...persona.knows].filter(isAspect);
  const aspects = new Map<string, Aspect>();
  for (const { name, text } of named) {
    if (name && !aspects.has(name.key)) aspects.set(name.key, { id: name.text, text: filledText(persona, text) });
  }
  return [...aspects.values()];
}

/** What the seeker comes with; undefined where the persona has none. */
export function worryOf(persona: Persona): string | undefined {
  const found = [...persona.about, ...persona.knows].find(({ name, text }) => name?.key === worry && text.value !== '');
  return found && filledText(persona, found.text);
}

/** How a persona talks, as its file says; empty where it does not. */
export function toneOf({ voice, head }: Persona): string {
  const parts = [voice.register, voice.length, ...voice.items].map((text) => text?.value ?? '');
  const language = head.get('language');
  const said = parts.filter((text) => text !== '');
  return said.length === 0 ? '' : [...said, ...(language ? [`in ${language.value}`] : [])].join('; ');
}

/** A fact with a name that is neither said always nor waiting for keys of its own. */
function isAspect(fact: Fact | Named): boolean {
  const key = fact.name?.key;
  if (key === undefined || key === worry || fact.text.value === '') return false;
  if ('keys' in fact && fact.keys.length > 0) return false;
  return !always.has(nameKey(key));
}
