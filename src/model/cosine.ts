// The cosine of two vectors: Salton, Wong, Yang, "A vector space model for automatic indexing", CACM 18 (1975). Pure.

/** -1 to 1. Vectors of different lengths are compared as far as both go; one without a length is like nothing: 0. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const size = Math.sqrt(squareA * squareB);
  return size === 0 ? 0 : Math.max(-1, Math.min(1, dot / size));
}
