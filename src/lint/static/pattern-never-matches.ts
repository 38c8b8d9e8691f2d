// A pattern that no text can match: something stands behind its `$` or before its `^`, or a class excludes every character.
import type { Problem } from '../../lang/problems.ts';
import { type RegexToken, regexTokens } from './regex-tokens.ts';
import type { LintContext, LintRule } from './rule.ts';
import { rulePatterns } from './rule-patterns.ts';

export const patternNeverMatches: LintRule = {
  id: 'pattern-never-matches',
  severity: 'warning',
  summary: 'A pattern that no text can match.',
  phase: 'save',
  check: (context: LintContext): readonly Problem[] =>
    rulePatterns(context).flatMap(({ pattern, place }) => {
      const spot = impossible(pattern.regex, pattern.flags);
      if (!spot) return [];
      return [
        {
          code: 'pattern-never-matches',
          severity: 'warning',
          range: place(spot.start, spot.end),
          message: spot.message,
        },
      ];
    }),
};

function impossible(regex: string, flags: string): { start: number; end: number; message: string } | undefined {
  // Flags set inside the pattern could turn `m` on half way; then nothing is claimed.
  if (/\(\?[a-zA-Z-]*m/.test(regex)) return undefined;
  const tokens = regexTokens(regex);
  // With groups and alternatives neighbours alone prove nothing.
  if (tokens.some((token) => token.kind === 'or' || token.kind === 'open')) return undefined;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (!next || flags.includes('m')) break;
    const { start, end } = { start: token.start, end: next.end };
    if (token.kind === 'end' && takesText(next))
      return { start, end, message: '`$` is the very end of the text: nothing can follow it. `\\$` is a dollar sign.' };
    if (next.kind === 'start' && takesText(token))
      return {
        start,
        end,
        message: '`^` is the very start of the text: nothing can stand before it. `\\^` is a caret.',
      };
  }
  return emptyClass(regex, tokens);
}

function takesText(token: RegexToken): boolean {
  if (token.optional) return false;
  return (
    token.kind === 'char' ||
    token.kind === 'class' ||
    token.kind === 'any' ||
    (token.kind === 'escape' && /[wWdDsSntrfv]/.test(token.letter))
  );
}

function emptyClass(
  regex: string,
  tokens: readonly RegexToken[],
): { start: number; end: number; message: string } | undefined {
  const empty = tokens.find(
    (token) =>
      token.kind === 'class' &&
      !token.optional &&
      /^\[\^(?:\\s\\S|\\S\\s|\\w\\W|\\W\\w|\\d\\D|\\D\\d)\]/.test(regex.slice(token.start)),
  );
  return (
    empty && {
      start: empty.start,
      end: empty.end,
      message: 'This class leaves out every character, so it matches none.',
    }
  );
}
