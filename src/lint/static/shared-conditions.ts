// Under which conditions a rule applies, so that two rules can be compared only where one surely applies with the other.
import type { CheckedRule } from '../../rules/rule-book.ts';

/** Whether whenever `b` applies `a` applies, too: `a` asks for nothing that `b` does not. */
export function appliesWith(a: CheckedRule, b: CheckedRule): boolean {
  const of = conditionKeys(b);
  return [...conditionKeys(a)].every((key) => of.has(key));
}

/** `when`, `unless` and `let` lines by what they say, spaces folded. */
export function conditionKeys(rule: CheckedRule): ReadonlySet<string> {
  return new Set(
    rule.clauses
      .filter(({ clause }) => clause.kind === 'when' || clause.kind === 'unless' || clause.kind === 'let')
      .map(({ clause }) => `${clause.kind}: ${clause.text.value.trim().replace(/\s+/g, ' ')}`),
  );
}
