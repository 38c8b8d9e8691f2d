// What a person can do with what was said: ask for two replies from now on, say which is better, save it into the file. In: the channel. Out: questions to the host.
import type { ActionDeps } from './actions.ts';
import { isBest, pickOf } from './compare-state.ts';

export interface CompareActions {
  /** The host asks whom to compare with. */
  compare(): void;
  endCompare(): void;
  /** `chosen` is better than each of the others; the one picked already is picked no more. */
  prefer(chosen: string, rejected: readonly string[]): void;
  /** Saves the talk up to this line into the file; the host asks as what. */
  saveAs(turn: string): void;
  /** The best of all that were said in its place; where it is already, it is no more. */
  best(id: string, ids: readonly string[]): void;
  neither(turns: readonly [string, string]): void;
}

/** Binds them. */
export function compareActions({ state, change, ask }: ActionDeps): CompareActions {
  const refused = (error: unknown) =>
    change({ type: 'lost', why: error instanceof Error ? error.message : String(error) });
  return {
    compare: () => void ask('compare', undefined).catch(refused),
    endCompare: () => void ask('endCompare', undefined).catch(refused),
    prefer(chosen, rejected) {
      for (const other of rejected) ask('prefer', { chosen, rejected: other }).catch(refused);
    },
    best(id, ids) {
      const { compare } = state().parts;
      const others = ids.filter((other) => other !== id);
      const taken = isBest(compare, id, ids);
      for (const other of others) {
        if (taken) ask('tie', { one: id, other }).catch(refused);
        else if (pickOf(compare, id, other) !== id) ask('prefer', { chosen: id, rejected: other }).catch(refused);
      }
    },
    saveAs: (turn) => void ask('saveAs', { turn }).catch(refused),
    neither([one, other]) {
      ask('tie', { one, other }).then(() => change({ type: 'announce', text: state().words.neitherKept }), refused);
    },
  };
}
