// A talk's replies as the columns of a plot: one a reply, or one for several where there are more than fit. Pure.
import { repetitionOf, wordsOf } from './repetition.ts';
import type { Entry, TurnEntry } from './talk-state.ts';

/** More columns than these are too thin to tell apart or to hit. */
export const mostColumns = 60;

/** One reply, or several in a row. */
export interface Column {
  /** Id of the line to go to: the first that broke a rule, else the first. */
  readonly goTo: string;
  /** Places in the list, from 1, of the first and the last reply. */
  readonly from: number;
  readonly to: number;
  /** Verdicts of all replies together. */
  readonly kept: number;
  readonly broken: number;
  readonly unsure: number;
  /** Mean number of words. */
  readonly words: number;
  /** Mean share said before (`repetitionOf`); undefined where no reply is long enough. */
  readonly repeated: number | undefined;
}

interface Reply {
  readonly entry: TurnEntry;
  readonly place: number;
  readonly repeated: number | undefined;
}

let latest: { readonly entries: readonly Entry[]; readonly columns: readonly Column[] } | undefined;

/** All lines that are neither the user's nor the narrator's nor thoughts. */
export function columnsOf(entries: readonly Entry[]): readonly Column[] {
  if (latest?.entries === entries) return latest.columns;
  const places = entries.flatMap((entry, at) => (isReply(entry) ? [{ entry, place: at + 1 }] : []));
  const shares = repetitionOf(places.map(({ entry }) => entry));
  const replies = places.map((reply, at): Reply => ({ ...reply, repeated: shares[at] }));
  const width = Math.max(1, Math.ceil(replies.length / mostColumns));
  const columns: Column[] = [];
  for (let at = 0; at < replies.length; at += width) columns.push(column(replies.slice(at, at + width)));
  latest = { entries, columns };
  return columns;
}

function isReply(entry: Entry): entry is TurnEntry {
  if (entry.kind !== 'turn' || entry.turn.thought) return false;
  return entry.turn.speaker !== 'user' && entry.turn.speaker !== 'narrator';
}

function column(replies: readonly Reply[]): Column {
  const count = (state: string) => sum(replies.map((reply) => verdictsOf(reply, state)));
  const broke = replies.find((reply) => verdictsOf(reply, 'broken') > 0) ?? replies[0];
  const shares = replies.flatMap(({ repeated }) => repeated ?? []);
  return {
    goTo: broke?.entry.id ?? '',
    from: replies[0]?.place ?? 0,
    to: replies.at(-1)?.place ?? 0,
    kept: count('kept'),
    broken: count('broken'),
    unsure: count('unsure'),
    words: sum(replies.map(({ entry }) => wordCount(entry))) / replies.length,
    repeated: shares.length === 0 ? undefined : sum(shares) / shares.length,
  };
}

function verdictsOf({ entry }: Reply, state: string): number {
  return (entry.turn.verdicts ?? []).filter((verdict) => verdict.state === state).length;
}

const counted = new WeakMap<TurnEntry, number>();

function wordCount(entry: TurnEntry): number {
  const count = counted.get(entry) ?? wordsOf(entry.turn.text).length;
  counted.set(entry, count);
  return count;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
