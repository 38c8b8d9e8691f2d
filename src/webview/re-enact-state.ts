// That the talk shown was played afresh in another language, and what the checks found. In: the events of the talk. Out: the note its strip
// shows. Pure.
import type { ReEnactNote } from '../play/re-enact/re-enact-notes.ts';
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';

/** Undefined: it was not. */
export type ReEnactState = ReEnactNote | undefined;

export const reEnactPart: Part<ReEnactState> = {
  first: undefined,
  reduce(part, change) {
    if (change.type === 'snapshot') return change.snapshot.events.reduce(applied, undefined as ReEnactState);
    return change.type === 'play' ? change.events.reduce(applied, part) : part;
  },
};

function applied(part: ReEnactState, event: PanelEvent): ReEnactState {
  return event.type === 'noted' && event.note.kind === 're-enactment' ? event.note : part;
}
