// The tokens of check phrases and of patterns: words of the language, quoted texts, amounts, what a pattern is made of. Values and
// speakers are names and found elsewhere. What cannot be read as a pattern has no token.
import { readPattern } from '../../../lang/pattern.ts';
import type { SourceText } from '../../../lang/source-text.ts';
import { type RegexToken, regexTokens } from '../../../lint/static/regex-tokens.ts';
import { languages } from '../../../rules/languages.ts';
import { phraseWords } from '../../../rules/phrase-words.ts';
import type { TokenModifier } from './legend.ts';
import type { Tokens } from './tokens.ts';

const words = new Set(phraseWords());
const languageNames = new Set(languages.map(({ name }) => name.toLowerCase()));

const pieces =
  /"(?:[^"\\]|\\[\s\S])*"?|[“„«][^”“»]*[”“»]?|\{\{[^{}]*\}\}|\/|-?\d+(?:\.\d+)?(?![\p{L}\p{N}])|[\p{L}\p{N}_'’-]+|=/gu;

/** The text of `must:`, `when:`, `let:` and the like. */
export function phraseTokens(tokens: Tokens, text: SourceText): void {
  const { value } = text;
  pieces.lastIndex = 0;
  for (let found = pieces.exec(value); found; found = pieces.exec(value)) {
    const [piece] = found;
    const start = found.index;
    const end = start + piece.length;
    if (piece === '/') pieces.lastIndex = patternTokens(tokens, text, start) ?? value.length;
    else if (piece.startsWith('{{')) continue;
    else if (/^["“„«]/.test(piece)) quotedTokens(tokens, text, start, end);
    else if (/^-?\d/.test(piece)) tokens.addIn(text, start, end, 'number');
    else if (piece === '=') tokens.addIn(text, start, end, 'operator');
    else if (words.has(piece)) tokens.addIn(text, start, end, 'function', 'defaultLibrary');
    else if (languageNames.has(piece.toLowerCase()) && /\bin\s+$/i.test(value.slice(0, start)))
      tokens.addIn(text, start, end, 'enumMember');
  }
}

/** Texts and patterns of a list, as `keys:` has them. */
export function keyTokens(tokens: Tokens, text: SourceText): void {
  const starts = /(?:^|[,，、،\n])\s*\//gu;
  for (let found = starts.exec(text.value); found; found = starts.exec(text.value)) {
    const end = patternTokens(tokens, text, found.index + found[0].length - 1);
    if (end !== undefined) starts.lastIndex = end;
  }
}

/** A text in quotes; the values in it are left out. */
function quotedTokens(tokens: Tokens, text: SourceText, start: number, end: number): void {
  let from = start;
  for (const value of text.value.slice(start, end).matchAll(/\{\{[^{}]*\}\}/g)) {
    tokens.addIn(text, from, start + value.index, 'string');
    from = start + value.index + value[0].length;
  }
  tokens.addIn(text, from, end, 'string');
}

/** @returns the offset behind the pattern that begins at `at`; undefined where there is none. */
function patternTokens(tokens: Tokens, text: SourceText, at: number): number | undefined {
  const read = readPattern(text.value, at);
  if (!read.ok) return undefined;
  tokens.addIn(text, read.start, read.regexStart, 'regexp');
  let plain = read.regexStart;
  const upTo = (end: number) => {
    tokens.addIn(text, plain, end, 'regexp');
    plain = end;
  };
  for (const token of regexTokens(read.regex)) {
    const start = read.regexStart + token.start;
    const end = read.regexStart + token.end;
    const body = read.regexStart + token.bodyEnd;
    const value = text.value.startsWith('{{', start);
    const modifier = value ? undefined : partOf(token);
    if (value || modifier) {
      upTo(start);
      if (modifier) tokens.addIn(text, start, body, 'regexp', modifier);
      plain = body;
    }
    if (body < end) {
      upTo(body);
      tokens.addIn(text, body, end, 'regexp', 'quantifier');
      plain = end;
    }
  }
  upTo(read.regexEnd);
  tokens.addIn(text, read.regexEnd, read.regexEnd + 1, 'regexp');
  tokens.addIn(text, read.regexEnd + 1, read.end, 'regexp', 'flags');
  return read.end;
}

/** What a token of a pattern is, other than a character that stands for itself. */
function partOf(token: RegexToken): TokenModifier | undefined {
  switch (token.kind) {
    case 'start':
    case 'end':
      return 'anchor';
    case 'open':
    case 'close':
    case 'or':
      return 'group';
    case 'any':
    case 'class':
      return 'characterClass';
    case 'escape':
      return /[bBAz]/.test(token.letter) ? 'anchor' : 'characterClass';
    case 'char':
      return token.bodyEnd - token.start > token.char.length ? 'escape' : undefined;
  }
}
