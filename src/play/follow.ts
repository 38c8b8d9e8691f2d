// A run within a run: tells its events on and keeps count of the state they lead to. In: a state and another's events. Out: the same
// events, then the state and what the other gave back.
import type { PlayEvent } from './events.ts';
import { relay } from './relay.ts';
import { apply, type SessionState } from './session-state.ts';

export interface Followed<T> {
  readonly state: SessionState;
  readonly value: T;
}

/** Tells every event of `events`, applied to `state`. */
export async function* follow<T>(
  state: SessionState,
  events: AsyncGenerator<PlayEvent, T>,
): AsyncGenerator<PlayEvent, Followed<T>> {
  let now = state;
  const value = yield* relay(events, (event) => {
    now = apply(now, event);
    return [event];
  });
  return { state: now, value };
}

/** Tells one event; the state after it. */
export function* tell(state: SessionState, event: PlayEvent): Generator<PlayEvent, SessionState> {
  yield event;
  return apply(state, event);
}
