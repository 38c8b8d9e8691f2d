// `\b`, `\w` and `\d` know ASCII alone in RE2: beside another letter they never see a word's edge, and the check is dead.
import type { Fix, Problem } from '../../lang/problems.ts';
import { type RegexToken, regexTokens } from './regex-tokens.ts';
import type { LintContext, LintRule } from './rule.ts';
import { type RulePattern, rulePatterns } from './rule-patterns.ts';

export const asciiOnlyPattern: LintRule = {
  id: 'ascii-only-pattern',
  severity: 'warning',
  summary: '`\\b`, `\\B`, `\\w` or `\\W` beside a letter that is not ASCII, where RE2 sees no letter.',
  phase: 'save',
  check: (context: LintContext): readonly Problem[] =>
    rulePatterns(context).flatMap((found) => {
      const tokens = regexTokens(found.pattern.regex);
      return tokens.flatMap((token, index) => {
        if (token.kind !== 'escape' || !/[bBwW]/.test(token.letter)) return [];
        const [before, after] = [tokens[index - 1], tokens[index + 1]];
        if (!isForeign(before) && !isForeign(after)) return [];
        return [problem(found, token, isForeign(after), isForeign(before))];
      });
    }),
};

function isForeign(token: RegexToken | undefined): boolean {
  return token?.kind === 'char' && /[\p{L}\p{M}\p{N}]/u.test(token.char) && token.char > '\u007f';
}

function problem(found: RulePattern, token: RegexToken & { kind: 'escape' }, opens: boolean, closes: boolean): Problem {
  const range = found.place(token.start, token.end);
  const { letter } = token;
  const way =
    letter === 'b'
      ? 'Here it sees no edge of a word.'
      : 'Here it leaves out such letters: `[\\pL\\pM\\pN_]` takes them in.';
  return {
    code: 'ascii-only-pattern',
    severity: 'warning',
    range,
    message: `\`\\${letter}\` knows ASCII letters alone. ${way}`,
    fixes: fixes(found, token, opens, closes),
  };
}

function fixes(
  found: RulePattern,
  token: RegexToken & { kind: 'escape' },
  opens: boolean,
  closes: boolean,
): readonly Fix[] {
  const word = /^\\b([\p{L}\p{M}\p{N}]+)\\b$/u.exec(found.pattern.regex)?.[1];
  if (word !== undefined && found.pattern.flags === 'i')
    return [
      {
        title: `Say it as a word: word "${word}"`,
        edits: [{ range: found.range, text: `word "${word}"` }],
        preferred: true,
      },
    ];
  const edge = opens && !closes ? '(?:^|[^\\pL\\pM\\pN_])' : closes && !opens ? '(?:$|[^\\pL\\pM\\pN_])' : undefined;
  const text = token.letter === 'b' ? edge : token.letter === 'w' ? '[\\pL\\pM\\pN_]' : undefined;
  if (text === undefined) return [];
  const quantifier = found.pattern.regex.slice(token.start + 2, token.end);
  const range = found.place(token.start, token.end);
  return [
    { title: 'Use a form that knows every script', edits: [{ range, text: text + quantifier }], preferred: true },
  ];
}
