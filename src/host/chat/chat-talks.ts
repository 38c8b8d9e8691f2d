// The talks that are held in VS Code's own chat: one that stands where the chat does is gone on with, else a new one begins with what was
// said. Each is recorded as every talk is. In: a persona and lines. Out: a live talk, and the command that gets the next reply.
import type * as vscode from 'vscode';
import type { PlayCommand } from '../../play/events.ts';
import type { Deps } from '../deps.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import { type ChatLine, sameLines } from './chat-lines.ts';

export interface NextReply {
  readonly talk: LiveTalk;
  readonly command: PlayCommand;
}

/** Chats that may go on; older ones begin anew, with all that was said in them. */
const mostOpen = 20;

export class ChatTalks {
  readonly #deps: Pick<Deps, 'talks' | 'personas'>;
  readonly #open: { readonly uri: string; readonly talk: LiveTalk }[] = [];

  constructor(deps: Pick<Deps, 'talks' | 'personas'>) {
    this.#deps = deps;
  }

  /** `lines` end with the user's. Rejects with a UserError where the persona cannot be read. */
  async next(uri: vscode.Uri, lines: readonly ChatLine[]): Promise<NextReply> {
    const playing = await this.#deps.personas.read(uri);
    const before = lines.slice(0, -1);
    const last = lines.at(-1)?.text ?? '';
    const known = this.#open.find(
      (one) =>
        one.uri === uri.toString() && !one.talk.busy && before.length > 0 && sameLines(linesOf(one.talk), before),
    );
    if (known) {
      known.talk.take(playing);
      return { talk: known.talk, command: { type: 'say', text: last } };
    }
    const talk = await this.#deps.talks.begin(uri, playing);
    this.#open.unshift({ uri: uri.toString(), talk });
    this.#open.splice(mostOpen);
    return { talk, command: { type: 'begin', opening: lines } };
  }
}

function linesOf(talk: LiveTalk): ChatLine[] {
  return talk.state.turns.map(({ speaker, text }) => ({ speaker: speaker === 'self' ? 'self' : 'user', text }));
}
