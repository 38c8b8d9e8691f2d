// Where to put a threshold on scores, from cases of which it is known whether they are good. In: scores. Out: coverage and accuracy by threshold,
// correlation. Pure; picks no threshold that was not asked for.

export interface Scored {
  readonly score: number;
  readonly good: boolean;
}

export interface ThresholdRow {
  readonly threshold: number;
  /** Share of cases with at least this score. */
  readonly coverage: number;
  /** Share of good ones among these; undefined where there is none. */
  readonly accuracy: number | undefined;
}

export function thresholdTable(cases: readonly Scored[], thresholds: readonly number[]): readonly ThresholdRow[] {
  return thresholds.map((threshold) => {
    const covered = cases.filter(({ score }) => score >= threshold);
    const good = covered.filter((one) => one.good).length;
    return {
      threshold,
      coverage: cases.length === 0 ? 0 : covered.length / cases.length,
      accuracy: covered.length === 0 ? undefined : good / covered.length,
    };
  });
}

/** The lowest threshold, among the scores themselves, that reaches an accuracy: it covers the most. Undefined where none does. */
export function thresholdFor(cases: readonly Scored[], accuracy: number): ThresholdRow | undefined {
  const scores = [...new Set(cases.map(({ score }) => score))].sort((a, b) => a - b);
  return thresholdTable(cases, scores).find((row) => (row.accuracy ?? 0) >= accuracy);
}

/** Pearson's r; undefined for fewer than two pairs, or where one side never varies. */
export function pearson(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  let both = 0;
  let first = 0;
  let second = 0;
  for (const [x, y] of pairs) {
    both += (x - a) * (y - b);
    first += (x - a) ** 2;
    second += (y - b) ** 2;
  }
  const spread = Math.sqrt(first * second);
  return pairs.length < 2 || spread === 0 ? undefined : both / spread;
}
