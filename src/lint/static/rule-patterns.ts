// Every pattern that the persona's own rules hold, with the way back to the file. Lint rules about patterns share this.
import type { Range } from '../../base/range.ts';
import { sourceRange } from '../../lang/source-text.ts';
import type { CheckedClause, PatternOperand } from '../../rules/phrase.ts';
import type { LintContext } from './rule.ts';

export interface RulePattern {
  readonly checked: CheckedClause;
  readonly pattern: PatternOperand;
  /** Whether a group of it is compared: then where it matches is not all that it says. */
  readonly where: boolean;
  /** Of the whole `/re/flags` in the file. */
  readonly range: Range;
  /** Range in the file of a range in the regex. */
  place(start: number, end: number): Range;
}

/** In the order of the text; patterns of inherited rules are told in their own file. */
export function rulePatterns({ persona, book }: LintContext): readonly RulePattern[] {
  const clauses = book.rules.flatMap((rule) => rule.clauses);
  return clauses.filter(({ clause }) => clause.origin.uri === persona.uri).flatMap((checked) => patternsOf(checked));
}

function patternsOf(checked: CheckedClause): readonly RulePattern[] {
  const { phrases, binding } = checked;
  const tested = (phrases ?? []).flatMap((phrase) => {
    if (!('test' in phrase) || phrase.test.test !== 'match') return [];
    return [placed(checked, phrase.test.pattern, phrase.test.where !== undefined)];
  });
  return binding?.pattern ? [...tested, placed(checked, binding.pattern, false)] : tested;
}

function placed(checked: CheckedClause, pattern: PatternOperand, where: boolean): RulePattern {
  const { text } = checked.clause;
  const inside = pattern.range.start + 1;
  return {
    checked,
    pattern,
    where,
    range: sourceRange(text, pattern.range.start, pattern.range.end),
    place: (start, end) => sourceRange(text, inside + start, inside + end),
  };
}
