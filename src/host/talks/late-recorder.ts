// A recorder that waits until somebody really spoke: opening a panel, which says a greeting, leaves no talk behind. Pure but for the
// recorder it hands on to.
import type { PlayEvent } from '../../play/events.ts';
import type { Recorder } from '../../play/recorder.ts';

export interface LateRecorder extends Recorder {
  /** Hands on what waits, though nobody spoke: the talk is wanted elsewhere. */
  begin(): void;
}

/** `begun`: the talk is in the store already. */
export function lateRecorder(recorder: Recorder, begun: boolean): LateRecorder {
  const waiting: PlayEvent[] = [];
  let open = begun;
  const begin = () => {
    open = true;
    for (const event of waiting.splice(0)) recorder.take(event);
  };
  return {
    begin,
    take(event) {
      waiting.push(event);
      if (open || isSpoken(event)) begin();
    },
    flush: () => recorder.flush(),
  };
}

/** A line of the user's own, or a request: not what the file says by itself. */
function isSpoken(event: PlayEvent): boolean {
  return event.type === 'asked' || (event.type === 'turn' && event.turn.speaker === 'user' && !event.turn.origin);
}
