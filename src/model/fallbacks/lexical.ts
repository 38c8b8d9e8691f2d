// How alike texts are by the words they share, where there are no embeddings. Label: `lexical`. Pure, deterministic, costs nothing.
// Cosine of the two vectors of word counts: Salton, Wong, Yang, "A vector space model for automatic indexing", CACM 18 (1975).
import { wordsIn } from '../../lang/words-in.ts';
import type { Similarity } from '../port.ts';

/** 0 (no word in common) to 1 (the same words as often). Two texts without a word are alike (1), one without is not (0). */
export function lexicalCosine(a: string, b: string): number {
  return cosine(wordCounts(a), wordCounts(b));
}

/** The `Similarity` for every model without embeddings. */
export const lexicalSimilarity: Similarity = {
  label: 'lexical',
  compare(a, others) {
    const counts = wordCounts(a);
    return Promise.resolve(others.map((other) => cosine(counts, wordCounts(other))));
  },
};

/** The model's own similarity where it has one, else the lexical one: its label travels with each result. */
export function similarityOf(own: Similarity | undefined): Similarity {
  return own ?? lexicalSimilarity;
}

/** Counts of the texts compared last: a long talk is compared anew with each line, and cutting words is the costly part. */
const known = new Map<string, ReadonlyMap<string, number>>();
/** Distinct words of all texts kept; beyond it all are forgotten. */
const mostWords = 400_000;
let words = 0;

function wordCounts(text: string): ReadonlyMap<string, number> {
  const before = known.get(text);
  if (before) return before;
  const counts = countWords(text);
  words += counts.size + 1;
  if (words > mostWords) {
    known.clear();
    words = counts.size + 1;
  }
  known.set(text, counts);
  return counts;
}

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  let dot = 0;
  for (const [word, count] of a) dot += count * (b.get(word) ?? 0);
  return Math.min(1, dot / Math.sqrt(square(a) * square(b)));
}

function square(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}
