// All turns of a talk as a tree: `after` names the one a turn follows. In: the turns in the order they came. Out: paths and
// alternatives. Pure; unknown ids give nothing.

/** As much of a turn as the tree is made of. */
interface Linked {
  readonly id: string;
  readonly after?: string;
  readonly speaker: string;
}

/** The tree with this turn; one told again takes the place of its first telling. */
export function grown<T extends Linked>(tree: readonly T[], turn: T): readonly T[] {
  const at = tree.findLastIndex(({ id }) => id === turn.id);
  return at < 0 ? [...tree, turn] : tree.with(at, turn);
}

/** The talk that ends at `to`; empty where it is not in the tree. A ring, which no session writes, ends where it began. */
export function pathTo<T extends Linked>(tree: readonly T[], to: string | undefined): readonly T[] {
  const byId = new Map(tree.map((turn) => [turn.id, turn]));
  const path: T[] = [];
  let next = to === undefined ? undefined : byId.get(to);
  while (next) {
    byId.delete(next.id);
    path.push(next);
    next = next.after === undefined ? undefined : byId.get(next.after);
  }
  return path.reverse();
}

/**
 * The talk with this turn at its end. Where it follows another turn than the last, as when two windows spoke in one talk, it is the talk that
 * leads there; one told again takes the place of its first telling.
 */
export function pathWith<T extends Linked>(path: readonly T[], tree: readonly T[], turn: T): readonly T[] {
  const { after } = turn;
  if (after === undefined || after === path.at(-1)?.id || path.some(({ id }) => id === turn.id))
    return grown(path, turn);
  const before = pathTo(tree, after);
  return before.length > 0 ? [...before, turn] : [...path, turn];
}

/** The turns that stand in this one's place, itself among them, in the order they came: same speaker, after the same turn. */
export function alternativesOf<T extends Linked>(tree: readonly T[], turn: T): readonly T[] {
  return tree.filter(({ after, speaker }) => after === turn.after && speaker === turn.speaker);
}

/** The end of what was said after this turn last. */
export function lastAfter<T extends Linked>(tree: readonly T[], turn: string): string {
  let end = turn;
  // A turn comes after the one it follows, so one look through the list in its order is enough to go on from each.
  const newest = new Map<string, string>();
  for (const { id, after } of tree) if (after !== undefined) newest.set(after, id);
  const seen = new Set<string>();
  for (let next = newest.get(end); next !== undefined && !seen.has(next); next = newest.get(next)) {
    seen.add(next);
    end = next;
  }
  return end;
}
