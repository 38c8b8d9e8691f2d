// A pattern that matches every text, the empty one among them, so that a check on it decides nothing: `/x*/`, `/(a|)/`.
import { compilePattern, fillPattern, matches } from '../../lang/pattern.ts';
import type { Problem } from '../../lang/problems.ts';
import type { LintContext, LintRule } from './rule.ts';
import { rulePatterns } from './rule-patterns.ts';

// Texts that have nothing in common: a pattern that finds something, or "nothing", in each of them finds it in every text.
const probes = ['', 'q', '7', '\u{1f9ea}', '\n', '~\u0001', 'Ж ж'];

export const patternAlwaysMatches: LintRule = {
  id: 'pattern-always-matches',
  severity: 'warning',
  summary: 'A pattern that matches every text, even the empty one.',
  phase: 'save',
  check: (context: LintContext): readonly Problem[] =>
    rulePatterns(context)
      .filter(
        ({ checked, pattern, where }) => !checked.binding && !where && alwaysMatches(pattern.regex, pattern.flags),
      )
      .map(({ range }) => ({
        code: 'pattern-always-matches',
        severity: 'warning',
        range,
        message:
          'This pattern matches every text, even an empty one, so it decides nothing. A `+` for a `*`, or `^` and `$` around it, may be meant.',
      })),
};

function alwaysMatches(regex: string, flags: string): boolean {
  const compiled = compilePattern(fillPattern(regex, () => ['\u0002value']) ?? regex, flags);
  if (!compiled.ok) return false;
  return probes.every((probe) => matches(compiled, probe));
}
