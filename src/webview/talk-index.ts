// Where things are in a talk, looked up once a list and not once a drawing: places by id, alternatives, what was said after a line, who
// speaks. In: the lists of a talk, which never change once made. Pure; nothing is kept alive for a list that is gone.
import type { Entry, TurnEntry } from './talk-state.ts';

const places = new WeakMap<readonly Entry[], ReadonlyMap<string, number>>();

/** Index of the line with this id; undefined where there is none. */
export function placeOf(entries: readonly Entry[], id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  const known = places.get(entries) ?? new Map(entries.map((entry, index) => [entry.id, index]));
  places.set(entries, known);
  return known.get(id);
}

/** All lines that stand in one place of the tree, in the order they came: the same speaker, after the same line. */
export interface Branch {
  readonly ids: readonly string[];
  /** Which of them is meant. */
  readonly at: number;
}

const branches = new WeakMap<readonly TurnEntry[], ReadonlyMap<string, readonly string[]>>();

/** The alternatives to a line, itself among them; undefined where it is the only one. */
export function branchOf(tree: readonly TurnEntry[], entry: TurnEntry): Branch | undefined {
  const ids = grouped(tree, branches, ({ turn }) => place(turn.after, turn.speaker)).get(
    place(entry.turn.after, entry.turn.speaker),
  );
  return ids && ids.length > 1 ? { ids, at: ids.indexOf(entry.id) } : undefined;
}

const following = new WeakMap<readonly TurnEntry[], ReadonlyMap<string, readonly string[]>>();

/** Ids of the lines that were ever said right after this one, in the order they came. */
export function followersOf(tree: readonly TurnEntry[], id: string): readonly string[] {
  return grouped(tree, following, ({ turn }) => turn.after ?? '').get(id) ?? [];
}

/** How many lines were said from this one on, the way that was taken last. */
export function onwardFrom(tree: readonly TurnEntry[], id: string): number {
  let count = 0;
  const seen = new Set<string>();
  for (let next = followersOf(tree, id).at(-1); next !== undefined && !seen.has(next); ) {
    seen.add(next);
    count++;
    next = followersOf(tree, next).at(-1);
  }
  return count;
}

/** One who speaks, beside the user. */
export interface Actor {
  /** From 0, in the order they first spoke in this talk. */
  readonly order: number;
  /** One letter, two where another begins alike. */
  readonly initial: string;
}

const casts = new WeakMap<readonly TurnEntry[], ReadonlyMap<string, Actor>>();

/** Everyone who ever spoke but the user and the narrator, by key. */
export function actorsOf(tree: readonly TurnEntry[], persona: string): ReadonlyMap<string, Actor> {
  const known = casts.get(tree);
  if (known) return known;
  const names = new Map<string, string>();
  for (const { turn } of tree) {
    if (turn.speaker === 'user' || turn.speaker === 'narrator' || names.has(turn.speaker)) continue;
    names.set(turn.speaker, turn.speaker === 'self' ? persona : (turn.name ?? turn.speaker));
  }
  const all = [...names.values()];
  const cast = new Map([...names].map(([key, name], order) => [key, { order, initial: initialOf(name, all) }]));
  casts.set(tree, cast);
  return cast;
}

function initialOf(name: string, all: readonly string[]): string {
  const [first = '', second = ''] = [...name.trim()];
  const alike = all.filter((other) => other.trim().startsWith(first)).length > 1;
  return (alike ? first + second : first).toLocaleUpperCase();
}

function place(after: string | undefined, speaker: string): string {
  return `${after ?? ''}\n${speaker}`;
}

function grouped(
  tree: readonly TurnEntry[],
  known: WeakMap<readonly TurnEntry[], ReadonlyMap<string, readonly string[]>>,
  keyOf: (entry: TurnEntry) => string,
): ReadonlyMap<string, readonly string[]> {
  const before = known.get(tree);
  if (before) return before;
  const groups = new Map<string, string[]>();
  for (const entry of tree) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry.id);
    else groups.set(keyOf(entry), [entry.id]);
  }
  known.set(tree, groups);
  return groups;
}
