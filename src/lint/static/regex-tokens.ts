// A regex as flat tokens, enough to see what stands beside what. No grammar of RE2: that it compiles is known before.

export type RegexToken = {
  readonly start: number;
  /** Where a quantifier begins; `end` where there is none. */
  readonly bodyEnd: number;
  readonly end: number;
  /** `optional`: a quantifier behind it lets it match nothing. */
  readonly optional: boolean;
} & (
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'class' }
  | { readonly kind: 'escape'; readonly letter: string }
  | { readonly kind: 'start' | 'end' | 'open' | 'close' | 'or' | 'any' }
);

/** In the order they stand. Quantifiers are taken into the token they follow. `{{value}}` counts as a class. */
export function regexTokens(regex: string): readonly RegexToken[] {
  const tokens: RegexToken[] = [];
  let at = 0;
  while (at < regex.length) {
    const start = at;
    const { end, token } = tokenAt(regex, at);
    const quantifier = /^(?:[?*+]|\{\d*,?\d*\})[?+]?/.exec(regex.slice(end, end + 24))?.[0] ?? '';
    at = end + (token.kind === 'open' || token.kind === 'or' ? 0 : quantifier.length);
    tokens.push({
      ...token,
      start,
      bodyEnd: end,
      end: at,
      optional: /^(?:[?*]|\{0?,)/.test(quantifier) || quantifier === '{0}',
    } as RegexToken);
  }
  return tokens;
}

const single: Readonly<Record<string, 'start' | 'end' | 'close' | 'or' | 'any'>> = {
  '^': 'start',
  $: 'end',
  ')': 'close',
  '|': 'or',
  '.': 'any',
};

function tokenAt(
  regex: string,
  at: number,
): { end: number; token: { kind: RegexToken['kind']; char?: string; letter?: string } } {
  const char = String.fromCodePoint(regex.codePointAt(at) ?? 0);
  const rest = regex.slice(at);
  if (char === '\\') return escapeAt(regex, at);
  if (rest.startsWith('{{')) {
    const close = regex.indexOf('}}', at);
    if (close > 0) return { end: close + 2, token: { kind: 'class' } };
  }
  if (char === '[') return { end: classEnd(regex, at), token: { kind: 'class' } };
  if (char === '(')
    return { end: at + (/^\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/.exec(rest)?.[0].length ?? 1), token: { kind: 'open' } };
  const kind = single[char];
  return kind ? { end: at + 1, token: { kind } } : { end: at + char.length, token: { kind: 'char', char } };
}

function escapeAt(
  regex: string,
  at: number,
): { end: number; token: { kind: RegexToken['kind']; letter?: string; char?: string } } {
  const letter = regex[at + 1] ?? '';
  const long = /^\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|[0-9a-fA-F]{2})|Q[\s\S]*?(?:\\E|$))/.exec(regex.slice(at))?.[0];
  if (long) return { end: at + long.length, token: { kind: 'class' } };
  if (/[a-zA-Z0-9]/.test(letter)) return { end: at + 2, token: { kind: 'escape', letter } };
  return { end: at + 1 + Math.max(1, letter.length), token: { kind: 'char', char: letter } };
}

function classEnd(regex: string, at: number): number {
  let i = regex[at + 1] === '^' ? at + 2 : at + 1;
  if (regex[i] === ']') i++;
  for (; i < regex.length; i++) {
    if (regex[i] === '\\') i++;
    else if (regex.startsWith('[:', i) && regex.indexOf(':]', i) > 0) i = regex.indexOf(':]', i) + 1;
    else if (regex[i] === ']') return i + 1;
  }
  return regex.length;
}
