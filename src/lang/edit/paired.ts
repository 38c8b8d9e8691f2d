// Which members of a list that is to be are members of the list that is: those that say the same, in order, and between them those of the same
// name. In: what both say. Out: for each new one the index of its old one. Pure; knows no positions.

export interface Sayer {
  /** All that it says, with what is under it. */
  readonly says: string;
  /** Undefined for an item. */
  readonly name: string | undefined;
}

/** Indexes rise; undefined: it is new. Takes time of both lengths multiplied. */
export function pairedWith(old: readonly Sayer[], fresh: readonly Sayer[]): readonly (number | undefined)[] {
  const pairs: (number | undefined)[] = [...commonOrder(old.map(saying), fresh.map(saying))];
  let from = 0;
  for (let at = 0; at <= fresh.length; ) {
    let to = at;
    while (to < fresh.length && pairs[to] === undefined) to++;
    const until = pairs[to] ?? old.length;
    let next = from;
    for (; at < to; at++) {
      const name = fresh[at]?.name;
      let found = next;
      while (found < until && old[found]?.name !== name) found++;
      if (found >= until) continue;
      pairs[at] = found;
      next = found + 1;
    }
    from = until + 1;
    at = to + 1;
  }
  return pairs;
}

/** More cells than this are not looked through: the lists are as good as new. */
const mostCells = 1_000_000;

/** Longest common subsequence: for each new one the index of the old one that is the same. */
export function commonOrder(old: readonly string[], fresh: readonly string[]): readonly (number | undefined)[] {
  const pairs: (number | undefined)[] = fresh.map(() => undefined);
  if (old.length * fresh.length > mostCells) return pairs;
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  const at = (one: number, other: number) => lengths[one]?.[other] ?? 0;
  const isSame = (one: number, other: number) => old[one] === fresh[other];
  for (let one = old.length - 1; one >= 0; one--) {
    for (let other = fresh.length - 1; other >= 0; other--) {
      const row = lengths[one];
      if (!row) continue;
      row[other] = isSame(one, other) ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  for (let one = 0, other = 0; one < old.length && other < fresh.length; ) {
    if (isSame(one, other)) pairs[other++] = one++;
    else if (at(one + 1, other) >= at(one, other + 1)) one++;
    else other++;
  }
  return pairs;
}

function saying({ says }: Sayer): string {
  return says;
}
