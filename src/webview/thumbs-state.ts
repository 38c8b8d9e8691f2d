// Replies that were found good or bad by themselves. In: the events of the talk. Out: what holds, by id of the reply. Pure.
import type { Thumb } from '../play/thumbs.ts';
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';
import type { PanelChange } from './state.ts';

export type ThumbsState = ReadonlyMap<string, Thumb>;

const none: ThumbsState = new Map();

export const thumbsPart: Part<ThumbsState> = {
  first: none,
  reduce(part, change: PanelChange) {
    if (change.type === 'snapshot') return change.snapshot.events.reduce(applied, none);
    return change.type === 'play' ? change.events.reduce(applied, part) : part;
  },
};

function applied(part: ThumbsState, event: PanelEvent): ThumbsState {
  if (event.type !== 'noted' || event.note.kind !== 'thumb') return part;
  const { turn, thumb } = event.note;
  const next = new Map(part);
  if (thumb === 'none') next.delete(turn);
  else next.set(turn, thumb);
  return next;
}
