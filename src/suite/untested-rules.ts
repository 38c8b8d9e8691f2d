// Rules that no test speaks of, by the text of the file alone: nothing is run. What runs have challenged is `coverage`'s.
import { nameKey } from '../lang/name.ts';
import type { Persona, Rule } from '../lang/persona.ts';

export interface UntestedRules {
  /** Rules that are not switched off. */
  readonly all: number;
  /** Of these, those that no `keeps:` or `breaks:` of a test names, in the order of the persona. */
  readonly untested: readonly Rule[];
}

export function untestedRules(persona: Persona): UntestedRules {
  const named = new Set(
    persona.tests.flatMap(({ expectations }) =>
      expectations.filter(({ kind }) => kind === 'keeps' || kind === 'breaks').map(({ text }) => nameKey(text.value)),
    ),
  );
  const rules = persona.rules.filter(({ severity }) => severity !== 'off');
  return { all: rules.length, untested: rules.filter(({ key }) => !named.has(key)) };
}
