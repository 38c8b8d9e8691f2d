// A review on the screen: VS Code's own diff of the file as it is and as it would be, and a comment thread at each open patch. In: a session.
// Out: a diff editor and threads that follow it. Decides nothing.

import * as vscode from 'vscode';
import { LineTable } from '../../base/line-table.ts';
import type { ReviewRow } from '../../write/review.ts';
import { fileNameOf } from '../file-name.ts';
import { contexts, reviewScheme } from '../ids.ts';
import { patchComment } from './patch-comment.ts';
import type { ReviewSession } from './review-session.ts';
import { kindWord, patchWords, rankWord } from './review-words.ts';

/** The one comment of a thread. */
export interface PatchComment extends vscode.Comment {
  body: string | vscode.MarkdownString;
  mode: vscode.CommentMode;
}

const settleMs = 200;
/** The editor that has not followed by then is not waited for. */
const latestMs = 2000;
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
  #editing: string | undefined;
  /** How often something was shown. */
  #turn = 0;

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
    const { uri } = await this.session.open();
    const turn = ++this.#turn;
    if (id !== undefined) this.session.look(id);
    // A place in the new text is another in the old one: the cursor waits for the editor to have it.
    await this.#upToDate();
    if (turn !== this.#turn) return;
    const range = id === undefined ? undefined : this.#rangeOf(id);
    const title = vscode.l10n.t('{0}: as it is ↔ as proposed', fileName(this.session));
    const options: vscode.TextDocumentShowOptions = {
      preview: false,
      preserveFocus: keepFocus,
      ...(range ? { selection: start(range) } : {}),
    };
    await vscode.commands.executeCommand('vscode.diff', uri, this.uri, title, options);
    this.#draw();
    // What was asked for meanwhile comes after: this one must not close what that one opens.
    if (turn !== this.#turn) return;
    for (const [other, { thread }] of this.#threads) {
      const wanted = other === id ? vscode.CommentThreadCollapsibleState.Expanded : undefined;
      if (wanted !== undefined) thread.collapsibleState = wanted;
      else if (id !== undefined) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    }
    if (!range) return;
    // Threads that open and close move the lines: what is meant comes into sight once they have.
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    if (turn !== this.#turn) return;
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.uri.toString(),
    );
    const above = new vscode.Position(Math.max(0, range.end.line - linesAbove), 0);
    editor?.revealRange(new vscode.Range(above, above), vscode.TextEditorRevealType.AtTop);
  }

  /** Whether places in the new text are places of the editor: it has that text, or none is open. */
  #shows(): boolean {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.uri.toString());
    const isOpen = document !== undefined && !document.isClosed;
    return !isOpen || oneBreak(document.getText()) === oneBreak(this.session.would.text);
  }

  /** Resolves once the right side shows the file as it would be now, or has had its time. */
  async #upToDate(): Promise<void> {
    if (this.#shows()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(late);
        listening.dispose();
        resolve();
      };
      const late = setTimeout(done, latestMs);
      const listening = vscode.workspace.onDidChangeTextDocument(() => {
        if (this.#shows()) done();
      });
    });
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
    this.#editing = id;
    void vscode.commands.executeCommand('setContext', contexts.editingPatch, true);
    const editing = { ...comment, body: patch.after ?? '', mode: vscode.CommentMode.Editing };
    shown.thread.comments = [editing];
    shown.drawn = '';
  }

  /** How often something was to be shown. */
  get shows(): number {
    return this.#turn;
  }

  /** The patch whose words are being edited. */
  get editing(): string | undefined {
    return this.#editing;
  }

  endEdit(id: string): void {
    this.#leaveEdit();
    const shown = this.#threads.get(id);
    if (!shown) return;
    // A thread whose comment was once edited does not show an editor a second time: another takes its place.
    shown.thread.dispose();
    this.#threads.delete(id);
    this.#draw();
    const fresh = this.#threads.get(id);
    if (fresh) fresh.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  }

  dispose(): void {
    this.#leaveEdit();
    for (const end of this.#end) end.dispose();
    for (const { thread } of this.#threads.values()) thread.dispose();
    this.#threads.clear();
  }

  #leaveEdit(): void {
    if (this.#editing === undefined) return;
    this.#editing = undefined;
    void vscode.commands.executeCommand('setContext', contexts.editingPatch, false);
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
      if (id === this.#editing) this.#leaveEdit();
      thread.dispose();
      this.#threads.delete(id);
    }
    // A thread put at a place of the new text would move with the old one: it is drawn when the editor has followed.
    if (!this.#shows()) return;
    for (const row of open) this.#drawRow(row, rows.indexOf(row) + 1, rows.length);
  }

  #drawRow(row: ReviewRow, number: number, of: number): void {
    const { patch, edited } = row;
    const { cannot, problems } = this.session.would;
    const range = this.#rangeOf(patch.id) ?? new vscode.Range(0, 0, 0, 0);
    const why = patch.refused ?? cannot.get(patch.id);
    const words = patchWords();
    const text = patchComment(patch, { cannot: why, problems: problems.get(patch.id) ?? [] }, words);
    // Two counts beside one another would be taken for one.
    const rank = rankWord(patch, this.session.review.rows);
    const counts = rank.length > 0 ? rank : [vscode.l10n.t('{0} of {1}', number, of)];
    const parts = [...counts, kindWord(patch), ...(edited ? [words.edited] : [])];
    const label = parts.join(' · ');
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
  return isUntitled ? 'new.persona' : fileNameOf(uri);
}

/** An editor has one kind of line break. */
function oneBreak(text: string): string {
  return text.replace(/\r\n?/gu, '\n');
}

function start(range: vscode.Range): vscode.Range {
  return new vscode.Range(range.start, range.start);
}
