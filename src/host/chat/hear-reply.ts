// One reply of a live talk, heard from its first word to its end. In: the talk and what is said to it. Out: pieces of text as they come,
// then the reply or why there is none. A stop takes effect at once; what was said until then stays in the talk.
import type * as vscode from 'vscode';
import type { ModelFailure } from '../../model/port.ts';
import type { PlayCommand, PlayEvent, Turn } from '../../play/events.ts';
import type { LiveTalk } from '../talks/live-talk.ts';

export type Heard =
  | { readonly ok: true; readonly turn: Turn | undefined }
  | { readonly ok: false; readonly failure: ModelFailure };

export interface Hearing {
  /** A piece of the reply. */
  text(piece: string): void;
  /** A word on why nothing comes. */
  waiting?(why: string): void;
}

/** Rejects only on a mistake of ours. */
export async function hearReply(
  talk: LiveTalk,
  command: PlayCommand,
  hearing: Hearing,
  token: vscode.CancellationToken,
): Promise<Heard> {
  let heard: Heard = { ok: true, turn: undefined };
  const take = (event: PlayEvent) => {
    if (event.type === 'text') hearing.text(event.text);
    if (event.type === 'retry' || event.type === 'waiting') hearing.waiting?.(event.why);
    if (event.type === 'turn' && event.turn.speaker === 'self') heard = { ok: true, turn: event.turn };
    if (event.type === 'replied') heard = { ok: true, turn: event.turn };
    if (event.type === 'failed') heard = { ok: false, failure: event.failure };
  };
  const unlisten = talk.listen({ events: (events) => events.forEach(take), busy: () => undefined });
  const stopping = token.onCancellationRequested(() => talk.stop());
  try {
    if (!token.isCancellationRequested) await talk.run(command);
    return heard;
  } finally {
    stopping.dispose();
    unlisten();
  }
}
