// A request for the user's side, told so that nobody takes its trouble for the persona's. In: a call. Out: its events; a stop is an answer that
// did not come, and a failure offers no *ask again*, which would ask the persona.
import { type Answer, type Call, call, type NoAnswer, type RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { relay } from '../relay.ts';
import type { PlayDeps } from '../session.ts';

/** As `call`, for a step. A stop ends with `answered` and the label `stopped`; what had come is in it. */
export function askedAside(
  place: RunPlace,
  what: Call,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Answer | NoAnswer> {
  const began = deps.clock.now();
  let request = '';
  return relay(call(place, what, deps, signal), (event): PlayEvent[] => {
    if (event.type === 'asked') request = event.request.id;
    if (event.type !== 'failed') return [event];
    const { failure, partial } = event;
    if (failure.reason !== 'cancelled') {
      return [{ ...event, failure: failure.action === 'retry' ? { ...failure, action: 'none' } : failure }];
    }
    const replies = partial === '' ? [] : [partial];
    const ms = Math.max(0, deps.clock.now() - began);
    return [{ type: 'answered', request, replies, labels: ['stopped'], usage: undefined, ms }];
  });
}
