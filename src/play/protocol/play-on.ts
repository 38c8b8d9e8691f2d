// Goes on with a scene step by step, until nothing is left, a person has to say something, a request fails or somebody stops it. What
// the next step is, is read from the state each time; a step that leaves no trace in it would be asked for ever, so it ends the run.
import type { RunPlace } from '../call.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';

/** Does one step of the scene. */
export type Move = (state: SessionState, place: RunPlace, deps: PlayDeps, signal: AbortSignal) => Run;

/** The next step; undefined where it is over, or a person's turn. */
export type NextMove = (state: SessionState) => Move | undefined;

export async function* playOn(
  state: SessionState,
  next: NextMove,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): Run {
  let now = state;
  while (!signal.aborted) {
    const move = next(now);
    if (!move) break;
    const before = now;
    now = yield* move(now, place, deps, signal);
    if (now.failure) break;
    if (now.turns === before.turns && now.notes === before.notes) break;
  }
  return now;
}
