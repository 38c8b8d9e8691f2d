// Moving through the tree of a talk: to an alternative, back to a line, on to where it had gone. In: the channel. Out: `go`.
import type { ActionDeps } from './actions.ts';
import { activePlace } from './list-actions.ts';
import { branchOf, placeOf } from './talk-index.ts';

export interface BranchActions {
  /** Makes a line the last of the talk; `onward`: and what was said after it last. */
  go(turn: string, onward: boolean): void;
  /** To the next alternative, or the one before; from the last on at the first. False: there is none. */
  swipe(turn: string, by: number): boolean;
  /** The same for the active line; not while a reply is on its way. */
  swipeHere(by: number): boolean;
}

/** Binds them. */
export function branchActions({ state, change, ask, focusEntry }: ActionDeps): BranchActions {
  const refused = (error: unknown) =>
    change({ type: 'lost', why: error instanceof Error ? error.message : String(error) });
  const swipe = (turn: string, by: number) => {
    const { talk } = state();
    const entry = talk.entries[placeOf(talk.entries, turn) ?? -1];
    const branch = entry?.kind === 'turn' ? branchOf(talk.tree, entry) : undefined;
    const id = branch?.ids[(branch.at + by + branch.ids.length) % branch.ids.length];
    if (id === undefined) return false;
    ask('go', { turn: id, onward: true }).catch(refused);
    focusEntry(id);
    return true;
  };
  return {
    swipe,
    swipeHere(by) {
      const { talk, active, status } = state();
      const here = talk.entries[activePlace(talk, active) ?? -1];
      return here !== undefined && !status.busy && swipe(here.id, by);
    },
    go(turn, onward) {
      ask('go', { turn, onward }).catch(refused);
      focusEntry(turn);
    },
  };
}
