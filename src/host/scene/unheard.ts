// What the panel keeps from a person in a seat while the scene is played: the thoughts of the others, lines that the seat does not hear. In: a
// session. Out: a test of turns. When the scene has ended, nothing is kept back.
import type { PlayEvent, Turn } from '../../play/events.ts';
import { hears } from '../../play/scene/hearing.ts';
import { endedOf } from '../../play/scene/scene-notes.ts';
import type { SessionState } from '../../play/session.ts';

/** Whether a turn is none of the seat's business now. Who only watches sees all. */
export function unheardIn(state: SessionState | undefined): (turn: Turn) => boolean {
  const seat = state?.scene?.seat;
  if (state === undefined || seat === undefined || endedOf(state)) return () => false;
  return (turn) => !hears(turn, seat);
}

/** Whether events end a scene with a person in it: then all that was kept back is told. */
export function endsSeat({ scene }: SessionState, events: readonly PlayEvent[]): boolean {
  return (
    scene?.seat !== undefined && events.some((event) => event.type === 'noted' && event.note.kind === 'scene ended')
  );
}
