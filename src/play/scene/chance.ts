// Chance that comes out the same for the same seed. Mulberry32 (Tommy Ettinger, public domain), begun with a hash of seed and place.

/** Numbers from 0 (included) to 1; the same `seed` and `place` always give the same row. */
export function chance(seed: number, place: number): () => number {
  let a = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((place | 0) + 1, 0x85ebca6b)) >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A new list in an order left to chance (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], next: () => number): readonly T[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last--) {
    const at = Math.floor(next() * (last + 1));
    const [a, b] = [all[last] as T, all[at] as T];
    all[last] = b;
    all[at] = a;
  }
  return all;
}
