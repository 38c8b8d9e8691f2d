// Moving along the lines of a talk by key. In: the state as it is when the key comes, which may be several keys ahead of what is drawn.
// Out: another active line, with the focus on it.
import type { ActionDeps } from './actions.ts';
import { placeOf } from './talk-index.ts';
import type { Entry, Talk } from './talk-state.ts';

export type Step = 'up' | 'down' | 'first' | 'last';

export interface ListActions {
  /** Makes this line the one that the tab key stops at. */
  activate(entry: string): void;
  /** Brings a line to sight and puts the focus on it. */
  goTo(entry: string): void;
  /** From the active line to another. False: there is none. */
  step(step: Step): boolean;
}

/** Binds them. */
export function listActions({ state, change, focusEntry }: ActionDeps): ListActions {
  const goTo = (entry: string) => {
    change({ type: 'active', entry });
    focusEntry(entry);
  };
  return {
    activate(entry) {
      if (state().active !== entry) change({ type: 'active', entry });
    },
    goTo,
    step(step) {
      const { talk, active } = state();
      const at = activePlace(talk, active);
      if (at === undefined) return false;
      const last = talk.entries.length - 1;
      const [from, by] = { up: [at - 1, -1], down: [at + 1, 1], first: [0, 1], last: [last, -1] }[step];
      const entry = nextStop(talk.entries, from ?? 0, by ?? 1);
      if (entry) goTo(entry.id);
      return entry !== undefined;
    },
  };
}

/** The line that the tab key stops at: the one gone to, else the last. */
export function activePlace({ entries }: Talk, active: string | undefined): number | undefined {
  const at = placeOf(entries, active);
  if (at !== undefined && entries[at]?.kind !== 'change') return at;
  const last = entries.findLastIndex((entry) => entry.kind !== 'change');
  return last < 0 ? undefined : last;
}

/** Where the persona changed nothing can be done, so no key stops there. */
function nextStop(entries: readonly Entry[], from: number, by: number): Entry | undefined {
  for (let at = from; at >= 0 && at < entries.length; at += by) {
    const entry = entries[at];
    if (entry && entry.kind !== 'change') return entry;
  }
  return undefined;
}
