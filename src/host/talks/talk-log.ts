// The log of a talk that is going on: every event, without the pieces that a finished reply sums up. In: a log and an event. Out: the same log, changed.
import type { PlayEvent } from '../../play/events.ts';

/** Pieces of a reply are one piece while it comes, and none once it is there. Two replies may come at once. */
export function logWith(log: PlayEvent[], event: PlayEvent): PlayEvent[] {
  if (event.type === 'text') {
    for (let at = log.length - 1; isPiece(log[at]); at--) {
      const piece = log[at];
      if (piece?.type !== 'text' || piece.turn !== event.turn) continue;
      log[at] = { ...piece, text: piece.text + event.text };
      return log;
    }
  }
  if (event.type === 'replied') dropPieces(log, event.turn.id);
  if (event.type === 'failed') dropPieces(log, event.turn);
  log.push(event);
  return log;
}

/** What was said of this reply since it was asked for. */
function dropPieces(log: PlayEvent[], turn: string | undefined): void {
  for (let at = log.length - 1; at >= 0; at--) {
    const event = log[at];
    if (event?.type === 'asked' && event.turn === turn) return;
    if (isPiece(event) && event.turn === turn) log.splice(at, 1);
  }
}

function isPiece(event: PlayEvent | undefined): event is Extract<PlayEvent, { type: 'text' | 'retry' | 'waiting' }> {
  return event?.type === 'text' || event?.type === 'retry' || event?.type === 'waiting';
}
