// The answer out of what a model wrote, by a rule for its kind: a letter, a number, yes or no, a word. In: a reply, the kind. Out: the answer in one
// form, or undefined where there is none. Pure.

export type AnswerKind = 'letter' | 'number' | 'yes or no' | 'word';

/** The kind that an expected answer has. */
export function kindOfAnswer(expected: string): AnswerKind {
  const plain = expected.trim();
  if (/^\(?[A-Z]\)?$/u.test(plain)) return 'letter';
  if (/^(yes|no)\.?$/iu.test(plain)) return 'yes or no';
  return /^[-+$€£]?\d[\d,]*(\.\d+)?%?$/u.test(plain) ? 'number' : 'word';
}

/** `(C) 12` → `C`; `1,234.50 dollars` → `1234.5`; `No, it is not` → `no`; `It is "fnel."` → `fnel`. */
export function extractAnswer(text: string, kind: AnswerKind): string | undefined {
  switch (kind) {
    case 'letter':
      return /\(([A-Z])\)/u.exec(text)?.[1] ?? /(?<![\p{L}\p{N}])([A-Z])(?=[.):,]|\s*$)/u.exec(text)?.[1];
    case 'number': {
      const digits = /-?\d[\d,]*(?:\.\d+)?/u.exec(text)?.[0];
      return digits === undefined ? undefined : String(Number(digits.replaceAll(',', '')));
    }
    case 'yes or no':
      return /\b(yes|no)\b/iu.exec(text)?.[1]?.toLowerCase();
    case 'word': {
      const quoted = [...text.matchAll(/["“]([^"“”]+)["”]/gu)].at(-1)?.[1];
      const word = quoted ?? text.trim().split(/\s+/u).at(-1) ?? '';
      const bare = word.toLowerCase().replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
      return bare === '' ? undefined : bare;
    }
  }
}

/** In percent with at most two decimals: 136 of 254 is 53.54. */
export function percentOf(right: number, of: number): number {
  return of === 0 ? 0 : Number(((100 * right) / of).toFixed(2));
}
