// A review on the screen: VS Code's own diff of the file as it is and as it would be, and a comment thread at each open patch. In: a session.
// Out: a diff editor and threads that follow it. Decides nothing.
import * as vscode from 'vscode';
import { LineTable } from '../../base/line-table.ts';
import type { ReviewRow } from '../../write/review.ts';
import { reviewScheme } from '../ids.ts';
import { patchComment } from './patch-comment.ts';
import type { ReviewSession } from './review-session.ts';
import { kindWord, patchWords } from './review-words.ts';

/** The one comment of a thread. */
export interface PatchComment extends vscode.Comment {
  body: string | vscode.MarkdownString;
  mode: vscode.CommentMode;
}

const settleMs = 200;
/** Of the file, in sight above the comment. */
const linesAbove = 8;

interface Shown {
  readonly thread: vscode.CommentThread;
  drawn: string;
}

export class ReviewView implements vscode.Disposable {
  readonly session: ReviewSession;
  /** The read-only side on the right. */
  readonly uri: vscode.Uri;
  readonly #controller: vscode.CommentController;
  readonly #threads = new Map<string, Shown>();
  readonly #end: vscode.Disposable[];

  constructor(session: ReviewSession, controller: vscode.CommentController, changed: vscode.EventEmitter<vscode.Uri>) {
    this.session = session;
    this.#controller = controller;
    this.uri = vscode.Uri.from({ scheme: reviewScheme, path: `/${fileName(session)}`, query: session.key });
    this.#end = [
      session.onDidChange(() => {
        changed.fire(this.uri);
        this.#draw();
      }),
      // Ranges are those of the new text: they are set again once the editor has it.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.uri.toString()) this.#draw();
      }),
    ];
  }

  /** Opens the diff, with the cursor on a patch where one is named. */
  async show(id?: string, keepFocus = false): Promise<void> {
    const range = id === undefined ? undefined : this.#rangeOf(id);
    const title = vscode.l10n.t('{0}: as it is ↔ as proposed', fileName(this.session));
    const options: vscode.TextDocumentShowOptions = {
      preview: false,
      preserveFocus: keepFocus,
      ...(range ? { selection: start(range) } : {}),
    };
    await vscode.commands.executeCommand('vscode.diff', this.session.document.uri, this.uri, title, options);
    this.#draw();
    for (const [other, { thread }] of this.#threads) {
      const wanted = other === id ? vscode.CommentThreadCollapsibleState.Expanded : undefined;
      if (wanted !== undefined) thread.collapsibleState = wanted;
      else if (id !== undefined) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    }
    if (!range) return;
    // Threads that open and close move the lines: what is meant comes into sight once they have.
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.uri.toString(),
    );
    const above = new vscode.Position(Math.max(0, range.end.line - linesAbove), 0);
    editor?.revealRange(new vscode.Range(above, above), vscode.TextEditorRevealType.AtTop);
  }

  /** The patch of a thread or of the comment in it. */
  idOf(of: unknown): string | undefined {
    for (const [id, { thread }] of this.#threads) {
      if (thread === of || thread.comments[0] === of) return id;
    }
    return undefined;
  }

  /** The patch at the cursor of the right side. */
  idAtCursor(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== this.uri.toString()) return undefined;
    const at = editor.document.offsetAt(editor.selection.active);
    const inside = [...this.session.would.places].filter(([, { start, end }]) => start <= at && at <= end);
    return inside.toSorted(([, one], [, other]) => one.end - one.start - (other.end - other.start))[0]?.[0];
  }

  /** Puts the words of a patch into an editor of their own, where its comment stands. */
  async beginEdit(id: string): Promise<void> {
    await this.show(id);
    const shown = this.#threads.get(id);
    const patch = this.session.row(id)?.patch;
    const comment = shown?.thread.comments[0];
    if (!shown || !patch || !comment) return;
    const editing = { ...comment, body: patch.after ?? '', mode: vscode.CommentMode.Editing };
    shown.thread.comments = [editing];
    shown.drawn = '';
  }

  endEdit(id: string): void {
    const shown = this.#threads.get(id);
    if (!shown) return;
    shown.thread.comments = [];
    shown.drawn = '';
    this.#draw();
  }

  dispose(): void {
    for (const end of this.#end) end.dispose();
    for (const { thread } of this.#threads.values()) thread.dispose();
    this.#threads.clear();
  }

  #rangeOf(id: string): vscode.Range | undefined {
    const { text, places } = this.session.would;
    const place = places.get(id);
    if (!place) return undefined;
    const lines = new LineTable(text);
    const [from, to] = [lines.positionAt(place.start), lines.positionAt(Math.max(place.start, place.end))];
    return new vscode.Range(from.line, from.character, to.line, to.character);
  }

  #draw(): void {
    const { rows } = this.session.review;
    const open = rows.filter(({ state }) => state === 'open');
    const ids = new Set(open.map(({ patch }) => patch.id));
    for (const [id, { thread }] of this.#threads) {
      if (ids.has(id)) continue;
      thread.dispose();
      this.#threads.delete(id);
    }
    for (const row of open) this.#drawRow(row, rows.indexOf(row) + 1, rows.length);
  }

  #drawRow(row: ReviewRow, number: number, of: number): void {
    const { patch, edited } = row;
    const { cannot, problems } = this.session.would;
    const range = this.#rangeOf(patch.id) ?? new vscode.Range(0, 0, 0, 0);
    const why = patch.refused ?? cannot.get(patch.id);
    const words = patchWords();
    const text = patchComment(patch, { cannot: why, problems: problems.get(patch.id) ?? [] }, words);
    const label = [vscode.l10n.t('{0} of {1}', number, of), kindWord(patch), ...(edited ? [words.edited] : [])].join(
      ' · ',
    );
    const drawn = `${label}\n${text}`;
    let shown = this.#threads.get(patch.id);
    if (!shown) {
      const thread = this.#controller.createCommentThread(this.uri, range, []);
      thread.canReply = false;
      const first = this.#threads.size === 0;
      const { Expanded, Collapsed } = vscode.CommentThreadCollapsibleState;
      thread.collapsibleState = first ? Expanded : Collapsed;
      shown = { thread, drawn: '' };
      this.#threads.set(patch.id, shown);
    }
    const { thread } = shown;
    if (!thread.range?.isEqual(range)) thread.range = range;
    thread.label = patch.title;
    thread.contextValue = why === undefined ? (patch.kind === 'remove' ? 'removal' : 'open') : 'cannot';
    const isEdited = thread.comments[0]?.mode === vscode.CommentMode.Editing;
    if (shown.drawn === drawn || isEdited) return;
    shown.drawn = drawn;
    const comment: PatchComment = {
      body: new vscode.MarkdownString(text),
      mode: vscode.CommentMode.Preview,
      author: { name: this.session.review.model?.label ?? 'Dramatis' },
      label,
    };
    thread.comments = [comment];
  }
}

/** As people call the file; for a new one, what it will be. */
export function fileName(session: ReviewSession): string {
  const { uri, isUntitled } = session.document;
  return isUntitled ? 'new.persona' : uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function start(range: vscode.Range): vscode.Range {
  return new vscode.Range(range.start, range.start);
}
