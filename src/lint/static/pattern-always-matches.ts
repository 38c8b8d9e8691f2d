// A pattern that matches the empty text anywhere, so that it holds for every message: `/x*/`, `/(a|)/`.
import { compilePattern, fillPattern, findFirst } from '../../lang/pattern.ts';
import type { Problem } from '../../lang/problems.ts';
import type { LintContext, LintRule } from './rule.ts';
import { rulePatterns } from './rule-patterns.ts';

// Texts that have nothing in common: a pattern that finds "nothing" in each of them finds it in every text.
const probes = ['', 'q', '7', '\u{1f9ea}', '\n', '~\u0001', 'Ж ж'];

export const patternAlwaysMatches: LintRule = {
  id: 'pattern-always-matches',
  severity: 'warning',
  summary: 'A pattern that matches the empty text, and so every text.',
  phase: 'save',
  check: (context: LintContext): readonly Problem[] =>
    rulePatterns(context)
      .filter(({ pattern }) => alwaysMatches(pattern.regex, pattern.flags))
      .map(({ range }) => ({
        code: 'pattern-always-matches',
        severity: 'warning',
        range,
        message:
          'This pattern also matches nothing at all, so it holds for every text. A `+` for a `*`, or `^` and `$` around it, may be meant.',
      })),
};

function alwaysMatches(regex: string, flags: string): boolean {
  const compiled = compilePattern(fillPattern(regex, () => ['\u0002value']) ?? regex, flags);
  if (!compiled.ok) return false;
  return probes.every((probe) => {
    const match = findFirst(compiled, probe);
    return match !== undefined && match.start === match.end;
  });
}
