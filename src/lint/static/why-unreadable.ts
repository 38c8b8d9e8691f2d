// Files that are no text, or too much of it: they are told so once rather than in ten thousand findings.
import type { Range } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';

/** Nothing that a person wrote is longer; beyond this a file is not read at all, and says so. In UTF-16 code units. */
export const longestText = 5_000_000;

/** Undefined: it can be read, as far as what is `within` shows; everything else is known to be text. */
export function whyUnreadable(text: string, within: Range = { start: 0, end: text.length }): Problem | undefined {
  if (text.length > longestText) {
    const size = (text.length / 1e6).toFixed(1);
    return {
      code: 'file-too-large',
      severity: 'error',
      range: { start: 0, end: Math.min(1, text.length) },
      message: `This file holds ${size} million characters; a persona of more than ${longestText / 1e6} million is not read.`,
    };
  }
  // As a class: looking for this one character alone, engines stop at the empty half of every Latin letter.
  const found = text.slice(within.start, within.end).search(/[\0\uffff]/);
  const nul = found < 0 ? -1 : text.indexOf('\u0000', within.start + found);
  if (nul < 0 || nul >= within.end) return undefined;
  return {
    code: 'not-text',
    severity: 'error',
    range: { start: nul, end: nul + 1 },
    message: 'This file is not text: it holds a zero byte here. It is not read.',
  };
}
