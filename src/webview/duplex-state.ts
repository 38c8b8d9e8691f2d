// The slices of a talk in which both sides speak at once, and which of them is looked at. In: the events of the talk. Out: slices, and what
// is left in the field once slices have taken their words. Pure.
import type { Slice } from '../play/turns/slice.ts';
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';

export interface DuplexState {
  readonly slices: readonly Slice[];
  /** Index of the slice that is looked at; undefined: the newest. */
  readonly active: number | undefined;
}

/** `index`: of the slice; undefined: none in particular. */
export interface DuplexChange {
  readonly type: 'slice';
  readonly index: number | undefined;
}

export const duplexPart: Part<DuplexState> = {
  first: { slices: [], active: undefined },
  reduce(part, change) {
    if (change.type === 'slice') return { ...part, active: change.index };
    if (change.type === 'snapshot') return { slices: slicesIn(change.snapshot.events), active: undefined };
    const more = change.type === 'play' ? slicesIn(change.events) : [];
    return more.length > 0 ? { ...part, slices: [...part.slices, ...more] } : part;
  },
};

/** How many slices of the user's words there were: the field has let go of as many. */
export function takenOf({ slices }: DuplexState): number {
  return slices.filter(isUsers).length;
}

/** What stands in the field once the user's slices among these events have taken their words. */
export function afterSlices(draft: string, events: readonly PanelEvent[]): string {
  const taken = slicesIn(events).filter(isUsers);
  return taken.reduce((rest, { text }) => (rest.startsWith(text) ? rest.slice(text.length) : rest), draft);
}

function slicesIn(events: readonly PanelEvent[]): Slice[] {
  return events.flatMap((event) => (event.type === 'sliced' ? [event.slice] : []));
}

function isUsers({ side, idle }: Slice): boolean {
  return side === 'user' && !idle;
}
