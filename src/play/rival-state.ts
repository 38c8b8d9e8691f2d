// What the events of a rival's reply change: it is written beside the one that the talk goes on with, and joins the tree alone. Pure.
import type { PlayEvent } from './events.ts';
import type { ReplyInProgress, SessionState } from './session-state.ts';
import { sharedWith } from './shared-messages.ts';
import { grown } from './tree.ts';

/** The state after an event of the rival's; undefined where the event is not the rival's. */
export function applyToRival(state: SessionState, event: PlayEvent): SessionState | undefined {
  if (event.type === 'asked') {
    const { turn, request } = event;
    if (request.beside === undefined || turn === undefined) return undefined;
    const rival = { turn, request: request.id, text: '', retrying: undefined };
    return {
      ...state,
      requests: [...state.requests, sharedWith(request, state.requests)],
      rival,
      rivalFailure: undefined,
    };
  }
  if (event.type === 'replied') {
    if (event.turn.beside === undefined) return undefined;
    return { ...state, tree: grown(state.tree, event.turn), rival: undefined, rivalFailure: undefined };
  }
  const { rival } = state;
  if (!rival || !('turn' in event) || event.turn !== rival.turn) return undefined;
  switch (event.type) {
    case 'text':
      return { ...state, rival: { ...heard(rival), text: rival.text + event.text } };
    case 'waiting':
      return { ...state, rival: { ...heard(rival), waiting: event.why } };
    case 'retry': {
      const { attempt, afterMs, why } = event;
      return { ...state, rival: { ...rival, text: '', retrying: { attempt, afterMs, why } } };
    }
    case 'failed': {
      const { turn, failure, partial } = event;
      return { ...state, rival: undefined, rivalFailure: { turn, failure, partial } };
    }
    default:
      return undefined;
  }
}

/** A new line, a new question or another place of the tree: what the last comparison left behind is over. */
export function withoutRival(state: SessionState): SessionState {
  if (!state.rival && !state.rivalFailure) return state;
  return { ...state, rival: undefined, rivalFailure: undefined };
}

/** The reply once something has come again: nobody waits for it. */
export function heard({ turn, request, text }: ReplyInProgress): ReplyInProgress {
  return { turn, request, text, retrying: undefined };
}
