// How typical each of several users is: the mean of its likeness to those nearest to it. Many are like a typical one; a rare one is like nobody. In: texts. Out:
// a density each, with the label of how likeness was found. After the sampling of majority and minority users in USP (Wang et al., 2025); the measure is ours.
import { likeness } from '../../model/fallbacks/likeness.ts';
import type { Similarity } from '../../model/port.ts';

/** Neighbours that count. */
export const neighbours = 3;

export interface Densities {
  /** -1..1, in the order of the texts. */
  readonly densities: readonly number[];
  /** Likeness of each to each; to itself 1. */
  readonly alike: readonly (readonly number[])[];
  /** `exact` embeddings, or `lexical`. */
  readonly label: string;
}

/** At least two texts. */
export async function densitiesOf(
  texts: readonly string[],
  similarity: Similarity | undefined,
  signal: AbortSignal,
): Promise<Densities> {
  const pairs = texts.map((text, at) => [text, texts.toSpliced(at, 1)] as const);
  const found = await likeness(similarity, pairs, signal);
  const densities = found.map(({ alike }) => {
    const nearest = alike.toSorted((a, b) => b - a).slice(0, neighbours);
    return nearest.reduce((sum, one) => sum + one, 0) / nearest.length;
  });
  const alike = found.map((one, at) => one.alike.toSpliced(at, 0, 1));
  return { densities, alike, label: found[0]?.label ?? '' };
}
