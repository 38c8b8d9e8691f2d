// The two smallest steps of every role-play: a line that stands there now, and lines taken off the path. In: a state. Out: the event and the state.
import type { PlayEvent, Turn } from './events.ts';
import { tell } from './follow.ts';
import type { SessionState } from './session-state.ts';

/** Tells a line that no model is asked for, behind the last one. */
export function* put(state: SessionState, turn: Turn): Generator<PlayEvent, SessionState> {
  const after = state.turns.at(-1)?.id;
  return yield* tell(state, { type: 'turn', turn: after === undefined ? turn : { ...turn, after } });
}

/** Takes away the lines from `from` on. */
export function* takeAway(state: SessionState, from: number): Generator<PlayEvent, SessionState> {
  const turns = state.turns.slice(from).map((turn) => turn.id);
  if (turns.length === 0) return state;
  return yield* tell(state, { type: 'removed', turns });
}
