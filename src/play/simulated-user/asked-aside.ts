// A request for the user's side, told so that nobody takes its trouble for the persona's. In: a call. Out: its events; a stop is an answer that
// did not come, and a failure offers no *ask again*, which would ask the persona.
import { type Answer, type Call, call, type NoAnswer, type RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import type { PlayDeps } from '../session.ts';

/** As `call`, for a step. A stop ends with `answered` and the label `stopped`; what had come is in it. */
export async function* askedAside(
  place: RunPlace,
  what: Call,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Answer | NoAnswer> {
  const began = deps.clock.now();
  const events = call(place, what, deps, signal);
  let request = '';
  let ended = false;
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) {
        ended = true;
        return next.value;
      }
      const event = next.value;
      if (event.type === 'asked') request = event.request.id;
      if (event.type !== 'failed') yield event;
      else if (event.failure.reason === 'cancelled') {
        const replies = event.partial === '' ? [] : [event.partial];
        const ms = Math.max(0, deps.clock.now() - began);
        yield { type: 'answered', request, replies, labels: ['stopped'], usage: undefined, ms };
      } else {
        const { failure } = event;
        yield { ...event, failure: failure.action === 'retry' ? { ...failure, action: 'none' } : failure };
      }
    }
  } finally {
    if (!ended) await events.return(undefined as never).catch(() => undefined);
  }
}
