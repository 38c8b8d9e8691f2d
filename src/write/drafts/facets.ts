// The five dimensions of character and the six facets of each, and their averages over several readings. In: readings of 0 or 1. Out: levels. Pure.
// Facets as the International Personality Item Pool names them (Goldberg et al., 2006), which is in the public domain.

export const dimensions = {
  openness: ['imagination', 'artistic interests', 'emotionality', 'adventurousness', 'intellect', 'liberalism'],
  conscientiousness: [
    'self-efficacy',
    'orderliness',
    'dutifulness',
    'achievement-striving',
    'self-discipline',
    'cautiousness',
  ],
  extraversion: [
    'friendliness',
    'gregariousness',
    'assertiveness',
    'activity level',
    'excitement-seeking',
    'cheerfulness',
  ],
  agreeableness: ['trust', 'morality', 'altruism', 'cooperation', 'modesty', 'sympathy'],
  neuroticism: ['anxiety', 'anger', 'depression', 'self-consciousness', 'immoderation', 'vulnerability'],
} as const;

export type Dimension = keyof typeof dimensions;

export const facetNames: readonly string[] = Object.values(dimensions).flat();

/** Facet by name: whether these posts show it. One that nobody could read is not in it, which is no zero. */
export type Reading = ReadonlyMap<string, 0 | 1>;

export interface DimensionLevel {
  readonly dimension: Dimension;
  /** The sum of its facets' averages, 0 to 6. One that is not known counts as the mean of those that are; undefined: none is. */
  readonly sum: number | undefined;
  /** 0 to 1 each, over the readings that have it; undefined: none has. */
  readonly facets: readonly { readonly name: string; readonly level: number | undefined }[];
}

/** Posts in chunks of `size`; the last holds what is left. */
export function chunksOf<T>(posts: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(posts.length / size) }, (_, at) => posts.slice(at * size, (at + 1) * size));
}

export function levelsOf(readings: readonly Reading[]): readonly DimensionLevel[] {
  return (Object.keys(dimensions) as Dimension[]).map((dimension) => {
    const facets = dimensions[dimension].map((name) => {
      const values = readings.flatMap((reading) => reading.get(name) ?? []);
      return { name, level: mean(values) };
    });
    const known = mean(facets.flatMap(({ level }) => level ?? []));
    return { dimension, sum: known === undefined ? undefined : known * facets.length, facets };
  });
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0) / values.length;
}
