// Under which conditions a rule applies, so that two rules can be compared only where one surely applies with the other.
import type { CheckedRule } from '../../rules/rule-book.ts';

/** Whether whenever the second applies the first applies, too: it asks for nothing that the second does not. */
export function appliesWith(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  return first.isSubsetOf(second);
}

/** `when`, `unless` and `let` lines by what they say, spaces folded. */
export function conditionKeys(rule: CheckedRule): ReadonlySet<string> {
  return new Set(
    rule.clauses
      .filter(({ clause }) => clause.kind === 'when' || clause.kind === 'unless' || clause.kind === 'let')
      .map(({ clause }) => `${clause.kind}: ${clause.text.value.trim().replace(/\s+/g, ' ')}`),
  );
}
