// Words of another program as tokens: what `proseOf` makes of each. Text in, tokens out.
import type { Token } from './patch-text.ts';

/** @param start where the text begins in what the tokens are placed in. @param written what else becomes of words. */
export function plainTokens(text: string, start: number, written = (words: string) => words): readonly Token[] {
  return [...text.matchAll(/\r\n?|[\p{L}\p{M}\p{N}_]+|./gsu)].map(({ 0: found, index }) => {
    const from = start + index;
    return { from, to: from + found.length, images: imagesOf(found, written) };
  });
}

/** White space at an end of the text or of a line is nothing, a tab before a line four spaces, and on one line all of it is one. */
function imagesOf(found: string, written: (words: string) => string): readonly string[] {
  if (found === '\t') return ['    ', '\t', ' ', ''];
  if (/^[\r\n]+$/u.test(found)) return ['\n', ' ', ''];
  return /^\s$/u.test(found) ? [found, ' ', ''] : [written(found)];
}
