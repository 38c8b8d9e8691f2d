// Two texts in, where they differ out: one stretch of each, everything before and behind it equal. Compares stretches as whole
// strings, which engines do much faster than anybody can go along them.

export interface Change {
  readonly start: number;
  /** In the text before. */
  readonly endBefore: number;
  /** In the text after. */
  readonly endAfter: number;
}

export function changedRange(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  const start = longest(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const fromEnd = (text: string, from: number, to: number) => text.slice(text.length - to, text.length - from);
  const same = longest(shorter - start, (from, to) => fromEnd(before, from, to) === fromEnd(after, from, to));
  return { start, endBefore: before.length - same, endAfter: after.length - same };
}

/** How far everything is the same, up to `most`; `same` compares a stretch. No stretch that was the same is looked at again. */
function longest(most: number, same: (from: number, to: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (same(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
