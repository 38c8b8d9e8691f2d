// Every pattern that the persona's own rules hold, with the way back to the file. Lint rules about patterns share this.
import type { Range } from '../../base/range.ts';
import { sourceRange } from '../../lang/source-text.ts';
import type { CheckedClause, PatternOperand } from '../../rules/phrase.ts';
import type { LintContext } from './rule.ts';

export interface RulePattern {
  readonly checked: CheckedClause;
  readonly pattern: PatternOperand;
  /** Of the whole `/re/flags` in the file. */
  readonly range: Range;
  /** Range in the file of a range in the regex. */
  place(start: number, end: number): Range;
}

/** In the order of the text; patterns of inherited rules are told in their own file. */
export function rulePatterns({ persona, book }: LintContext): readonly RulePattern[] {
  const clauses = book.rules.flatMap((rule) => rule.clauses);
  return clauses
    .filter(({ clause }) => clause.origin.uri === persona.uri)
    .flatMap((checked) => patternsOf(checked).map((pattern) => placed(checked, pattern)));
}

function patternsOf({ phrases, binding }: CheckedClause): readonly PatternOperand[] {
  const tested = (phrases ?? []).flatMap((p) => ('test' in p && p.test.test === 'match' ? [p.test.pattern] : []));
  return binding?.pattern ? [...tested, binding.pattern] : tested;
}

function placed(checked: CheckedClause, pattern: PatternOperand): RulePattern {
  const { text } = checked.clause;
  const inside = pattern.range.start + 1;
  return {
    checked,
    pattern,
    range: sourceRange(text, pattern.range.start, pattern.range.end),
    place: (start, end) => sourceRange(text, inside + start, inside + end),
  };
}
