// Rounds of which each is given what the one before it found. In: a start, a round. Out: events of all rounds, then what the last one left.
// Knows nothing of what a round does. Resuming is the cache's: a round begun again asks the same words and finds their answers.
import type { ModelFailure } from '../../model/port.ts';
import type { WriteEvent } from '../events.ts';

/** How a round ended: on to the next with this state, or no further. */
export type RoundEnd<State> =
  | { readonly next: State }
  | { readonly last: State }
  /** It could not go on; what was found until then stays. */
  | { readonly failed: ModelFailure; readonly state: State };

export interface Rounds<State> {
  readonly most: number;
  readonly start: State;
  /** `number` from 1. */
  readonly round: (state: State, number: number) => AsyncGenerator<WriteEvent, RoundEnd<State>>;
}

export interface RoundsRun<State> {
  readonly state: State;
  /** How many rounds were begun. */
  readonly rounds: number;
  readonly failure: ModelFailure | undefined;
}

/** Runs round after round until one says it is the last, fails, the most are done, or it is stopped. */
export async function* runRounds<State>(
  { most, start, round }: Rounds<State>,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, RoundsRun<State>> {
  let state = start;
  for (let number = 1; number <= most; number++) {
    if (signal.aborted) return { state, rounds: number - 1, failure: undefined };
    const end = yield* round(state, number);
    if ('failed' in end) return { state: end.state, rounds: number, failure: end.failed };
    if ('last' in end) return { state: end.last, rounds: number, failure: undefined };
    state = end.next;
  }
  return { state, rounds: most, failure: undefined };
}
