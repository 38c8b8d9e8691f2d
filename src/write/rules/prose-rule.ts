// The rule that is to be made checkable. In: a persona, what was said of it (a name, a finding on its line). Out: the rule, or in words why there
// is none to choose. Asks nobody.
import { nameKey } from '../../lang/name.ts';
import type { Rule } from '../../lang/persona.ts';
import type { WriteInput } from '../offer.ts';

/** A rule of the file that no program checks: the one that is named, the one a finding stands on, or the only one. */
export function proseRule({
  persona,
  words,
  troubles,
}: Pick<WriteInput, 'persona' | 'words' | 'troubles'>): Rule | string {
  const own = persona.rules.filter(({ origin, severity }) => origin.uri === persona.uri && severity !== 'off');
  const wanted = nameKey(words.trim());
  const named = wanted === '' ? undefined : own.find(({ key, id }) => key === wanted || nameKey(id) === wanted);
  if (wanted !== '' && !named) return `There is no rule “${words.trim()}” in this file.`;
  if (named) return isChecked(named) ? `A program checks the rule “${named.id}” already.` : named;
  const prose = own.filter((rule) => !isChecked(rule));
  const found = prose.find(({ origin: { range } }) =>
    troubles.some(({ origin }) => origin && range.start <= origin.range.start && origin.range.start <= range.end),
  );
  if (found) return found;
  const [first, second] = prose;
  if (!first) return 'Every rule of this file has a check already.';
  if (second) return `Which rule? ${prose.map(({ id }) => `“${id}”`).join(', ')} have no check.`;
  return first;
}

/** Whether a line of it is decided by a program. */
export function isChecked({ clauses }: Rule): boolean {
  return clauses.some(({ kind }) => kind === 'must' || kind === 'never' || kind === 'user must');
}
