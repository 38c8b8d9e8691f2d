// How many requests a round of a narrated scene takes. After the count of CharacterBox: beliefs 2 each, a synopsis, 7 for a deed that
// touches somebody, 4 for one that does not, and 2 for scene and plot. Pure arithmetic.

/**
 * @param n who plays. @param k deeds that touch somebody who had not acted yet, and so does not act any more.
 * @param j deeds that touch somebody who had.
 */
export function requestsOfRound(n: number, k: number, j: number): number {
  return 2 * n + 1 + 7 * (k + j) + 4 * (n - 2 * k - j) + 2;
}

/** The fewest and the most that one round can take; a person playing along spares their own two beliefs, deed and line. */
export function requestsPerRound(n: number, person: boolean): { readonly least: number; readonly most: number } {
  const spared = person ? 4 : 0;
  return {
    least: requestsOfRound(n, Math.floor(n / 2), 0) - spared,
    most: requestsOfRound(n, 0, Math.max(0, n - 1)) - spared,
  };
}
