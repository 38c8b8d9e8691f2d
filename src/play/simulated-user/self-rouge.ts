// How much texts repeat each other: ROUGE-L (Lin, "ROUGE: a package for automatic evaluation of summaries", 2004), its F-measure with
// precision and recall alike. In: texts. Out: 0..1. Pure.

import { wordsIn } from '../../lang/words-in.ts';

/** What is longer is compared by its beginning: time grows with the product of both lengths. */
const mostWords = 400;

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const word of wordsIn(text)) {
    if (words.push(word) === mostWords) break;
  }
  return words;
}

/** ROUGE-L F of two texts: 2·LCS over both lengths. Two texts without a word are alike (1), one without is not (0). */
export function rougeL(a: string, b: string): number {
  const left = wordsOf(a);
  const right = wordsOf(b);
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 1 : 0;
  return (2 * longestCommon(left, right)) / (left.length + right.length);
}

/** The mean over the texts of how alike each is to the one most like it. 0 where there are fewer than two. */
export function selfRougeL(texts: readonly string[]): number {
  if (texts.length < 2) return 0;
  const most = texts.map((text, index) =>
    Math.max(...texts.filter((_, at) => at !== index).map((other) => rougeL(text, other))),
  );
  return most.reduce((sum, one) => sum + one, 0) / texts.length;
}

/** The length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [at, other] of b.entries()) {
      next.push(word === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
