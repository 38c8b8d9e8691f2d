// How sure a share of so many tries is: Wilson's score interval. Numbers in, numbers out.
// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212, eq. for p.

/** Both ends lie in 0..1. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution: a two-sided interval of 95 %. */
export const z95 = 1.959963984540054;

/** `hits` of `tries`; undefined for no tries. Never leaves 0..1, and is not empty at 0 or 1 as the plain interval is. */
export function wilson(hits: number, tries: number, z = z95): Interval | undefined {
  if (!(tries > 0)) return undefined;
  const share = hits / tries;
  const square = (z * z) / tries;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / tries + square / (4 * tries));
  return {
    share,
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === tries ? 1 : Math.min(1, middle + half),
  };
}
