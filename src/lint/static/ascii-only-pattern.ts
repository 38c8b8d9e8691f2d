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
        const opens = besides(tokens, index, 1).some((beside) => isForeign(beside, found.pattern.regex));
        const closes = besides(tokens, index, -1).some((beside) => isForeign(beside, found.pattern.regex));
        return opens || closes ? [problem(found, token, opens, closes)] : [];
      });
    }),
};

/** What may stand beside a token on one side: its neighbour; where that is a group, the first of each alternative in it. */
function besides(tokens: readonly RegexToken[], index: number, step: 1 | -1): readonly RegexToken[] {
  const [into, outOf] = step === 1 ? (['open', 'close'] as const) : (['close', 'open'] as const);
  const next = tokens[index + step];
  if (next?.kind !== into) return next ? [next] : [];
  const found: RegexToken[] = [];
  let depth = 0;
  let edge = true;
  for (let at = index + step; at >= 0 && at < tokens.length; at += step) {
    const token = tokens[at] as RegexToken;
    if (token.kind === into) depth++;
    else if (token.kind === outOf) depth--;
    else if (token.kind === 'or' && depth === 1) edge = true;
    else if (edge) {
      found.push(token);
      edge = false;
    }
    if (depth === 0) break;
  }
  return found;
}

/** A letter that is not ASCII, or a class of such letters alone. */
function isForeign(token: RegexToken, regex: string): boolean {
  if (token.kind === 'char') return foreignLetter.test(token.char);
  if (token.kind !== 'class') return false;
  const written = /^\[(?!\^)([^\\[\]]+)\]/.exec(regex.slice(token.start, token.end))?.[1] ?? '';
  return foreignLetter.test(written) && !/[\w{}]/.test(written);
}

const foreignLetter = /(?=[^\0-\x7F])[\p{L}\p{M}\p{N}]/u;

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
