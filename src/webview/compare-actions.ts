// What a person can do about two replies: ask for two from now on, say which is better. In: the channel. Out: questions to the host.
import type { ActionDeps } from './actions.ts';

export interface CompareActions {
  /** The host asks whom to compare with. */
  compare(): void;
  endCompare(): void;
  /** `chosen` is better than each of the others; the one picked already is picked no more. */
  prefer(chosen: string, rejected: readonly string[]): void;
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
    neither([one, other]) {
      ask('tie', { one, other }).then(() => change({ type: 'announce', text: state().words.neitherKept }), refused);
    },
  };
}
