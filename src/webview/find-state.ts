// The search in the talk: what is looked for, and which line was found last. Pure; the lines that hold it are looked up when they are
// needed, each made lower-case once.
import type { Part } from './parts.ts';
import type { Entry } from './talk-state.ts';

export interface FindState {
  readonly open: boolean;
  readonly query: string;
  /** Id of the line found last; undefined: none yet. */
  readonly current: string | undefined;
}

/** What is not given stays. */
export interface FindChange {
  readonly type: 'find';
  readonly open?: boolean;
  readonly query?: string;
  readonly current?: string | undefined;
}

export const findPart: Part<FindState> = {
  first: { open: false, query: '', current: undefined },
  reduce(find, change) {
    if (change.type !== 'find') return find;
    const { type: _type, ...given } = change;
    return { ...find, ...given };
  },
};

const lowered = new WeakMap<Entry, string>();
let latest: { readonly entries: readonly Entry[]; readonly query: string; readonly ids: readonly string[] } | undefined;

/** Ids of the lines that hold `query`, whatever the case, in their order; none for an empty one. */
export function linesWith(entries: readonly Entry[], query: string): readonly string[] {
  if (latest?.entries === entries && latest.query === query) return latest.ids;
  const wanted = query.toLocaleLowerCase();
  const ids = wanted === '' ? [] : entries.filter((entry) => lowerText(entry).includes(wanted)).map(({ id }) => id);
  latest = { entries, query, ids };
  return ids;
}

function lowerText(entry: Entry): string {
  const known = lowered.get(entry);
  if (known !== undefined) return known;
  const text = entry.kind === 'turn' ? entry.turn.text : entry.kind === 'failure' ? entry.partial : '';
  const lower = text.toLocaleLowerCase();
  lowered.set(entry, lower);
  return lower;
}
