// Two lists held against each other: the stretches in which they differ, in order, what stands between them being the same in both. Values in and out.

/** `before[from..to)` gave way to `now[start..end)`; either may be empty. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Pairs that are compared; of longer lists all between their common ends counts as one stretch. */
const most = 4_000_000;

/** As few elements as can be stand in hunks, within that bound. */
export function align(before: readonly string[], now: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < before.length && head < now.length && before[head] === now[head]) head++;
  let to = before.length;
  let end = now.length;
  while (to > head && end > head && before[to - 1] === now[end - 1]) {
    to--;
    end--;
  }
  if (to === head && end === head) return [];
  const whole = { from: head, to, start: head, end };
  if (to === head || end === head || (to - head) * (end - head) > most) return [whole];
  return hunksOf(whole, before, now);
}

function hunksOf({ from, to, start, end }: Hunk, before: readonly string[], now: readonly string[]): readonly Hunk[] {
  const width = end - start + 1;
  // How many are common from a pair on, filled from the end.
  const common = new Uint32Array((to - from + 1) * width);
  for (let a = to - from - 1; a >= 0; a--) {
    for (let b = width - 2; b >= 0; b--) {
      common[a * width + b] =
        before[from + a] === now[start + b]
          ? at(common, (a + 1) * width + b + 1) + 1
          : Math.max(at(common, (a + 1) * width + b), at(common, a * width + b + 1));
    }
  }
  const hunks: Hunk[] = [];
  let a = from;
  let b = start;
  let open: { from: number; start: number } | undefined;
  const close = () => {
    if (open) hunks.push({ ...open, to: a, end: b });
    open = undefined;
  };
  while (a < to || b < end) {
    if (a < to && b < end && before[a] === now[b]) {
      close();
      a++;
      b++;
      continue;
    }
    open ??= { from: a, start: b };
    const cell = (a - from) * width + (b - start);
    if (b >= end || (a < to && at(common, cell + width) >= at(common, cell + 1))) a++;
    else b++;
  }
  close();
  return hunks;
}

function at(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0;
}
