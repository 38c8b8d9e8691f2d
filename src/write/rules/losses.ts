// What a version of a file has lost against the one before it: rules, checks, values, tests. In: two personas. Out: each loss in words. A program
// decides; a model is believed in nothing here.
import type { Persona } from '../../lang/persona.ts';
import { placeholders } from '../../lang/values.ts';

/** Empty where nothing is lost. */
export function lossesOf(before: Persona, after: Persona): readonly string[] {
  return [
    ...rulesLost(before, after),
    ...lost(checksOf(before), checksOf(after)).map((one) => `the check \`${one}\``),
    ...lost(usesOf(before), usesOf(after)).map((one) => `the value {{${one}}}`),
    ...lost(keysOf(before.given), keysOf(after.given)).map((one) => `the given value “${one}”`),
    ...lost(titlesOf(before), titlesOf(after)).map((one) => `the test “${one}”`),
  ];
}

/** A rule without a name is called by its sentence, which may be said in other words: of those the number counts. */
function rulesLost(before: Persona, after: Persona): readonly string[] {
  const there = new Set(after.rules.map(({ key }) => key));
  const named = before.rules.filter(({ name, key }) => name && !there.has(key)).map(({ id }) => `the rule “${id}”`);
  const items = ({ rules }: Persona) => rules.filter(({ name }) => !name).length;
  const fewer = items(before) - items(after);
  return fewer > 0 ? [...named, `${fewer} of the rules without a name`] : named;
}

function checksOf({ rules }: Persona): readonly string[] {
  return rules.flatMap((rule) => [
    ...rule.clauses.map(({ kind, text }) => `${kind}: ${text.value.trim()}`),
    ...rule.through.map((disguise) => `through: ${disguise}`),
    ...(rule.severity === 'error' ? [`severity of ${rule.name?.text ?? 'a rule'}: error`] : []),
  ]);
}

/** Names of values that the file uses anywhere. */
function usesOf({ tree }: Persona): readonly string[] {
  return [...new Set(placeholders(tree.text).map(({ key }) => key))];
}

function keysOf(all: readonly { readonly name: { readonly key: string } }[]): readonly string[] {
  return all.map(({ name }) => name.key);
}

function titlesOf({ tests }: Persona): readonly string[] {
  return tests.map(({ title }) => title?.value ?? '');
}

function lost(old: readonly string[], now: readonly string[]): readonly string[] {
  const left = [...now];
  return old.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
