// A talk of a run as the events of a role-play, so that it can be stored and gone on with like any other. Pure.
import type { PlayEvent } from '../../play/events.ts';
import type { CaseRun } from '../../suite/events.ts';

/** In the order they happened. What the reply cost and took is not told: the run's own ledger has it. */
export function eventsOfRun(run: CaseRun): readonly PlayEvent[] {
  return run.turns.flatMap((turn): PlayEvent[] => {
    const request = run.requests.find(({ id }) => id === turn.request);
    if (!request) return [{ type: 'turn', turn }];
    return [
      { type: 'asked', request, turn: turn.id },
      { type: 'replied', turn, usage: undefined, ms: 0 },
    ];
  });
}
