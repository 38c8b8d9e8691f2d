// A talk between the lines: a live talk drawn as a comment thread under the block it began from. Plain text only, so nothing that a
// model says is fetched, run or linked.
import * as vscode from 'vscode';
import { plainMarkdown } from '../../base/plain-markdown.ts';
import type { PlayCommand } from '../../play/events.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import type { PersonaWatch } from '../talks/persona-watch.ts';
import { type ThreadComment, threadComments } from './thread-comments.ts';

/** Between two drawings of a reply that streams: a thread is redrawn whole. */
const redrawMs = 120;

export class PlayThread implements vscode.Disposable {
  readonly thread: vscode.CommentThread;
  readonly talk: LiveTalk;
  readonly uri: vscode.Uri;
  readonly #words: PreviewWords;
  readonly #watch: PersonaWatch;
  readonly #end: (() => void)[];
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(thread: vscode.CommentThread, talk: LiveTalk, watch: PersonaWatch, words: PreviewWords) {
    this.thread = thread;
    this.talk = talk;
    this.uri = watch.uri;
    this.#words = words;
    this.#watch = watch;
    const taking = watch.onDidChange(({ playing }) => {
      if (playing) talk.take(playing);
    });
    const unlisten = talk.listen({ events: () => this.#drawSoon(), busy: () => this.#drawSoon() });
    this.#end = [unlisten, () => taking.dispose(), () => watch.dispose()];
    this.#draw();
  }

  /** Does a command with the persona as it stands in the file now. */
  async run(command: PlayCommand): Promise<void> {
    await this.#watch.upToDate();
    await this.talk.run(command);
  }

  dispose(): void {
    clearTimeout(this.#due);
    for (const end of this.#end) end();
    void this.talk.settle();
    this.thread.dispose();
  }

  #drawSoon(): void {
    this.#due ??= setTimeout(() => this.#draw(), redrawMs);
  }

  #draw(): void {
    this.#due = undefined;
    this.thread.comments = threadComments(this.talk.state, this.#words).map(vscodeComment);
    // Menus show *Stop* while a reply is on its way, and *Ask again* after.
    this.thread.contextValue = this.talk.busy ? 'answering' : 'waiting';
  }
}

function vscodeComment({ author, label, text, ledger }: ThreadComment): vscode.Comment {
  const body = new vscode.MarkdownString(plainMarkdown(text));
  if (ledger !== undefined) body.appendMarkdown(`\n\n${plainMarkdown(ledger)}`);
  return {
    body,
    mode: vscode.CommentMode.Preview,
    author: { name: author },
    ...(label === undefined ? {} : { label }),
  };
}
