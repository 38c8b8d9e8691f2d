// What the panel keeps from a person in a seat while the scene is played: the thoughts and beliefs of the others, lines that the seat does not hear. In: a
// session. Out: its events as the panel is told them. When the scene has ended, nothing is kept back.
import { saidSoFar } from '../../lang/thinking.ts';
import type { PlayEvent, Turn } from '../../play/events.ts';
import { hears } from '../../play/scene/hearing.ts';
import { endedOf } from '../../play/scene/scene-notes.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelEvent } from '../../wire/preview-protocol.ts';
import { panelEvent } from '../preview/panel-events.ts';

/** Whether a turn is none of the seat's business now. Who only watches sees all. */
export function unheardIn(state: SessionState | undefined): (turn: Turn) => boolean {
  const seat = state?.scene?.seat;
  if (state === undefined || seat === undefined || endedOf(state)) return () => false;
  return (turn) => !hears(turn, seat);
}

/** Events as the person in the seat may know them. Of an answer that did not become a line only what is said is told: it may begin with a thought. */
export function eventsFor(state: SessionState | undefined, events: readonly PlayEvent[]): PanelEvent[] {
  const unheard = unheardIn(state);
  const kept = state?.scene?.seat !== undefined && !endedOf(state);
  const mayKnow = kept ? events.filter((event) => !isOthersBelief(event, state.scene?.seat)) : events;
  return mayKnow.map((event) =>
    panelEvent(kept && event.type === 'failed' ? { ...event, partial: saidSoFar(event.partial) } : event, unheard),
  );
}

/** What somebody else in a narrated scene believes of themselves, or of who is there. */
function isOthersBelief(event: PlayEvent, seat: string | undefined): boolean {
  if (event.type !== 'noted') return false;
  const { note } = event;
  return (note.kind === 'self-belief' || note.kind === 'surroundings') && note.actor !== seat;
}

/** Whether events end a scene with a person in it: then all that was kept back is told. */
export function endsSeat({ scene }: SessionState, events: readonly PlayEvent[]): boolean {
  return (
    scene?.seat !== undefined && events.some((event) => event.type === 'noted' && event.note.kind === 'scene ended')
  );
}
