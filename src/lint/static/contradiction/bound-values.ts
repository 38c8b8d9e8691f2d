// What the `let:` lines of a rule bind, for comparing two rules: a value bound in one is not the value of that name in another.
import { nameKey } from '../../../lang/name.ts';
import type { CheckedRule } from '../../../rules/rule-book.ts';

/** Whether a `let:` of the rule binds the value at `path`. */
export function isBound({ clauses }: CheckedRule, path: string): boolean {
  const key = nameKey(path.split('.')[0] ?? '');
  return clauses.some(({ binding }) => binding?.key === key);
}

/** The `let:` lines of a rule: values of two rules are the same only where these are. */
export function boundLines({ clauses }: CheckedRule): string {
  return clauses
    .filter(({ clause }) => clause.kind === 'let')
    .map(({ clause }) => clause.text.value.trim())
    .join('\n');
}
