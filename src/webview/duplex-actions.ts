// What a person can do in a talk that goes in slices: turn it on and off, be heard while writing, look at a slice. In: the channel. Out:
// questions to the host, changes of state.
import type { ActionDeps } from './actions.ts';
import { takenOf } from './duplex-state.ts';

export interface DuplexActions {
  duplex(on: boolean): void;
  /** Tells the host what stands in the field; `sent`: the user is done with it. */
  hear(text: string, sent: boolean): void;
  /** Says in full what a slice held; undefined: the newest. */
  lookAtSlice(index: number | undefined): void;
  /** Goes so many slices on, or back; as far as there are any. */
  moveSlice(step: number): void;
}

/** Binds them. */
export function duplexActions({ state, change, ask, focusComposer, focusOn }: ActionDeps): DuplexActions {
  const refused = (error: unknown) =>
    change({ type: 'lost', why: error instanceof Error ? error.message : String(error) });
  return {
    duplex(on) {
      ask('duplex', { on }).catch(refused);
      focusComposer();
    },
    hear(text, sent) {
      ask('hear', { text, taken: takenOf(state().parts.duplex), sent }).catch(refused);
    },
    lookAtSlice: (index) => change({ type: 'slice', index }),
    moveSlice(step) {
      const { slices, active } = state().parts.duplex;
      const at = slices.findIndex(({ index }) => index === active);
      const from = at < 0 ? slices.length - 1 : at;
      const target = slices[Math.max(0, Math.min(from + step, slices.length - 1))];
      if (!target) return;
      change({ type: 'slice', index: target.index });
      focusOn(`[data-slice="${target.index}"]`);
    },
  };
}
