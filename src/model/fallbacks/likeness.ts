// How alike texts are, by embeddings where there are any, and by words in common where those fail: an endpoint that is down, or a budget that is spent,
// is no reason to lose a run. In: texts. Out: figures, with the label of how they were found. Never rejects.
import type { Similarity } from '../port.ts';
import { lexicalSimilarity } from './lexical.ts';

export interface Likeness {
  /** For each of the others, -1..1. */
  readonly alike: readonly number[];
  /** `exact` embeddings, or `lexical`. */
  readonly label: string;
}

/** All of them by the same measure. */
export async function likeness(
  own: Similarity | undefined,
  pairs: readonly (readonly [string, readonly string[]])[],
  signal: AbortSignal,
): Promise<readonly Likeness[]> {
  const by = (measure: Similarity) =>
    Promise.all(
      pairs.map(async ([text, others]) => ({
        alike: others.length === 0 ? [] : await measure.compare(text, others, signal),
        label: measure.label,
      })),
    );
  if (!own) return by(lexicalSimilarity);
  return by(own).catch(() => by(lexicalSimilarity));
}
