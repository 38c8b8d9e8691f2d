// One small question of memory's to the model, as a step of the run. In: a step and its messages. Out: events, then the words of the answer,
// or how it failed: a stop ends the run, any other failure only the question.
import type { Message } from '../../lang/prompt.ts';
import { call, type RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { follow } from '../follow.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';

export interface Asked {
  readonly state: SessionState;
  /** Undefined: it failed. */
  readonly answer: { readonly text: string; readonly request: string } | undefined;
  readonly stopped: boolean;
}

/** Asks at temperature 0: the same talk is cut in the same way. */
export async function* askMemory(
  state: SessionState,
  place: RunPlace,
  step: string,
  messages: readonly Message[],
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Asked> {
  const asked = yield* follow(state, call(place, { step, messages, temperature: 0 }, deps, signal));
  const { value } = asked;
  if (!value.ok) {
    return { state: asked.state, answer: undefined, stopped: signal.aborted || value.failure.reason === 'cancelled' };
  }
  const [{ text }] = value.replies;
  return { state: asked.state, answer: { text, request: value.request.id }, stopped: signal.aborted };
}

/** Whether the model can be asked anything of the kind: the understudy never pretends to. */
export function canAsk({ model }: Pick<PlayDeps, 'model'>): boolean {
  return model.identity.provider !== 'understudy';
}
