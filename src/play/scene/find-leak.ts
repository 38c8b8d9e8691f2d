// Whether a line gives a hidden text away: to the letter (case, space and punctuation apart), or nearly: one of its sentences has most of
// the text's telling words. Deterministic; what is put in quite other words is not found, and the documentation says so.
import type { Range } from '../../base/range.ts';

/** The share of telling words that a sentence needs, and how few tell nothing. */
const nearEnough = 0.8;
const fewest = 3;

const words = new Intl.Segmenter('und', { granularity: 'word' });
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

export interface Leak {
  readonly literal: boolean;
  readonly span: Range;
}

/** The first place in `line` that gives `hidden` away. */
export function findLeak(line: string, hidden: string): Leak | undefined {
  const wanted = wordsOf(hidden);
  if (wanted.length === 0) return undefined;
  const all = wordsOf(line);
  for (let at = 0; at + wanted.length <= all.length; at++) {
    if (!wanted.every((word, i) => all[at + i]?.key === word.key)) continue;
    const [first, last] = [all[at], all[at + wanted.length - 1]];
    if (first && last) return { literal: true, span: { start: first.start, end: last.end } };
  }
  const telling = new Set(wanted.map(({ key }) => key).filter((key) => key.length > 3));
  if (telling.size < fewest) return undefined;
  for (const { segment, index } of sentences.segment(line)) {
    const found = wordsOf(segment).filter(({ key }) => telling.has(key));
    if (new Set(found.map(({ key }) => key)).size / telling.size < nearEnough) continue;
    const [first, last] = [found[0], found.at(-1)];
    if (first && last) return { literal: false, span: { start: index + first.start, end: index + last.end } };
  }
  return undefined;
}

function wordsOf(text: string): { key: string; start: number; end: number }[] {
  return [...words.segment(text)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ key: segment.normalize('NFKC').toLowerCase(), start: index, end: index + segment.length }] : [],
  );
}
