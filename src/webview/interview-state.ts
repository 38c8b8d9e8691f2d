// The interview of the talk shown: how far it is, or how it ended. In: the events of the talk. Out: what its strip shows. Pure.
import type { InterviewEnd, InterviewNote } from '../play/simulated-user/interview-notes.ts';
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';

export interface InterviewShown extends Pick<InterviewNote, 'asker' | 'model' | 'turns' | 'said'> {
  /** Undefined: it goes on, or the window was closed before its end. */
  readonly ended: InterviewEnd | undefined;
}

/** Undefined: there was none, or it was closed. */
export type InterviewState = InterviewShown | undefined;

/** The reader closed the strip of one that has ended. */
export interface InterviewChange {
  readonly type: 'interview closed';
}

export const interviewPart: Part<InterviewState> = {
  first: undefined,
  reduce(part, change) {
    if (change.type === 'interview closed') return undefined;
    if (change.type === 'snapshot') return change.snapshot.events.reduce(applied, undefined as InterviewState);
    return change.type === 'play' ? change.events.reduce(applied, part) : part;
  },
};

function applied(part: InterviewState, event: PanelEvent): InterviewState {
  if (event.type === 'noted' && event.note.kind === 'interview') {
    const { asker, model, turns, said, ended } = event.note;
    return { asker, model, turns, said, ended };
  }
  if (!part) return part;
  // Trouble is the last event of an interview.
  if (event.type === 'failed' && part.ended === undefined) {
    return { ...part, ended: event.failure.reason === 'cancelled' ? 'stopped' : 'failed' };
  }
  // The author talks on: what was simulated is over.
  if (event.type === 'turn' && event.turn.speaker === 'user' && event.turn.model === undefined) {
    return part.said === 0 && part.ended === undefined ? part : undefined;
  }
  return event.type === 'removed' && part.ended !== undefined ? undefined : part;
}
