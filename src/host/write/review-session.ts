// A review that is going on: what was proposed, what was decided, the file it is for. In: events of a run, decisions. Out: edits of the file,
// one undo step each, and of nothing else. What is not accepted is never written. Shows nothing.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { parse } from '../../lang/parse.ts';
import { inFront } from '../../write/alternatives.ts';
import { applyPatch, applyPatches } from '../../write/apply-patches.ts';
import type { CountTokens } from '../../write/count-tokens.ts';
import { editPatch } from '../../write/edit-patch.ts';
import type { WriteEvent } from '../../write/events.ts';
import type { FindProblems } from '../../write/make-patch.ts';
import type { Patch } from '../../write/patch.ts';
import { placeAfter, whereNow } from '../../write/place-after.ts';
import {
  applyEvent,
  countOf,
  decide,
  emptyReview,
  followFile,
  type PatchState,
  patchesIn,
  type Review,
  type ReviewRow,
  replacePatch,
} from '../../write/review.ts';
import type { Answered, StoredReview } from '../../write/stored-review.ts';
import { type WouldBe, wouldBe } from '../../write/would-be.ts';
import { languageId } from '../ids.ts';
import { differenceOf } from './difference-of.ts';

/** What a review began with. */
export type ReviewBegun = Pick<StoredReview, 'source' | 'way' | 'words' | 'base' | 'troubles'>;

export class ReviewSession implements vscode.Disposable {
  #document: vscode.TextDocument;
  /** Of the review, whatever becomes of its file. */
  readonly key: string;
  readonly begun: ReviewBegun;
  readonly #find: FindProblems;
  readonly #count: CountTokens;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #decided = new vscode.EventEmitter<void>();
  readonly #settled = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly answers: Answered[];
  readonly #steps = new Map<string, string>();
  #review: Review;
  /** As last seen: a document that is closed has none. */
  #text = '';
  #isOver = false;
  #looked: string | undefined;
  #known: { readonly version: number; readonly review: Review; readonly would: WouldBe } | undefined;

  /** Something to be drawn anew. */
  readonly onDidChange = this.#changed.event;
  /** Everything is decided. */
  readonly onDidDecideAll = this.#decided.event;
  /** Everything is decided, something accepted. */
  readonly onDidSettle = this.#settled.event;

  /** `known`: what was proposed and answered before this window. */
  constructor(
    document: vscode.TextDocument,
    begun: ReviewBegun,
    find: FindProblems,
    count: CountTokens,
    known: Pick<StoredReview, 'review' | 'answers'> = { review: emptyReview, answers: [] },
  ) {
    this.#document = document;
    this.key = document.uri.toString();
    this.begun = begun;
    this.#find = find;
    this.#count = count;
    this.#review = known.review;
    this.answers = [...known.answers];
    this.#listener = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document !== this.#document || change.contentChanges.length === 0) return;
        if (change.reason !== undefined) this.followFile();
        this.#changed.fire();
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === this.#document && closed.isUntitled) this.#followSave(closed);
      }),
    );
  }

  get review(): Review {
    return this.#review;
  }

  /** The file that is written. An untitled one for a new persona, until it is saved. */
  get document(): vscode.TextDocument {
    return this.#document;
  }

  /** What quotes stand in; empty where nothing was given. */
  get source(): string {
    return this.begun.source;
  }

  /** All of it, to be taken up in another window. */
  stored(shown: boolean): StoredReview {
    const { document, uri, begun, answers } = this;
    return {
      ...begun,
      uri,
      untitled: document.isUntitled,
      text: document.getText(),
      answers,
      review: this.#review,
      shown,
    };
  }

  get uri(): string {
    return this.document.uri.toString();
  }

  /** The file as it would be with all that is open. */
  get would(): WouldBe {
    const { version } = this.document;
    this.#text = this.document.getText();
    if (this.#known?.version !== version || this.#known.review !== this.#review) {
      const open = inFront(this.#patchesAsTheyGo('open'), this.#looked);
      const would = wouldBe(this.document.getText(), this.uri, open, this.#find);
      this.#known = { version, review: this.#review, would };
    }
    return this.#known.would;
  }

  /** Of alternatives the file as it would be has the one that the author looks at. */
  look(id: string): void {
    if (this.#looked === id) return;
    this.#looked = id;
    if (this.row(id)?.patch.oneOf === undefined) return;
    this.#known = undefined;
    this.#changed.fire();
  }

  row(id: string): ReviewRow | undefined {
    return this.#review.rows.find(({ patch }) => patch.id === id);
  }

  /** An event of the run. */
  take(event: WriteEvent): void {
    if (event.type === 'call') {
      const { event: said } = event;
      if (said.type === 'asked') this.#steps.set(said.request.id, said.request.step ?? '');
      if (said.type === 'answered') {
        const step = this.#steps.get(said.request) ?? '';
        for (const text of said.replies) this.answers.push({ step, text, failed: false });
      }
      if (said.type === 'failed') this.answers.push({ step: '', text: said.failure.message, failed: true });
      return;
    }
    this.#set(applyEvent(this.#review, event));
  }

  /** The file, opened again where its editor was closed. One that was never saved and thrown away is empty: what was accepted is open again. */
  async open(): Promise<vscode.TextDocument> {
    const { isClosed, isUntitled, uri } = this.#document;
    if (!isClosed) return this.#document;
    this.#document = isUntitled
      ? await vscode.workspace.openTextDocument({ language: languageId, content: '' })
      : await vscode.workspace.openTextDocument(uri);
    this.#known = undefined;
    if (isUntitled) this.followFile();
    return this.#document;
  }

  /** Writes these patches, all in one undo step. What does not apply stays open. @returns how many were written. */
  async accept(ids: readonly string[]): Promise<number> {
    await this.open();
    const wanted = this.#patchesAsTheyGo('open').filter(({ id }) => ids.includes(id));
    const text = this.document.getText();
    const { text: fresh, refused, taken } = applyPatches(text, this.uri, wanted);
    const difference = differenceOf(text, fresh);
    if (difference) {
      const edit = new vscode.WorkspaceEdit();
      const { start, end } = difference.range;
      const range = new vscode.Range(this.document.positionAt(start), this.document.positionAt(end));
      edit.replace(this.document.uri, range, difference.text);
      if (!(await vscode.workspace.applyEdit(edit))) {
        const file = vscode.workspace.asRelativePath(this.document.uri);
        throw new UserError(vscode.l10n.t('{0} could not be changed.', file));
      }
    }
    this.#decideAll(
      taken.map(({ id }) => id),
      'accepted',
    );
    const [first] = refused;
    if (first && wanted.length === 1) throw new UserError(first.reason);
    return taken.length;
  }

  /** Writes nothing. */
  reject(ids: readonly string[]): void {
    const open = new Set(patchesIn(this.#review, 'open').map(({ id }) => id));
    this.#decideAll(
      ids.filter((id) => open.has(id)),
      'rejected',
    );
  }

  /** A rejected one is to be decided again. */
  reopen(id: string): void {
    if (this.row(id)?.state === 'rejected') this.#set(decide(this.#review, id, 'open'));
  }

  /** Takes the author's words in the place of a patch's. @returns in words, why not. */
  edit(id: string, lines: string): string | undefined {
    const row = this.row(id);
    if (row?.state !== 'open') return vscode.l10n.t('This change is decided already.');
    const tree = parse(this.document.getText(), this.uri);
    const edited = editPatch(tree, row.patch, lines, this.#find);
    if (!edited.ok) return edited.reason;
    this.#set(replacePatch(this.#review, id, this.#count(tree, edited.patches)));
    return undefined;
  }

  /** It has ended: nothing more is shown of it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  dispose(): void {
    this.#isOver = true;
    this.#listener.dispose();
    this.#changed.dispose();
    this.#decided.dispose();
    this.#settled.dispose();
  }

  /** One that is thought of again goes where the one stands that was accepted in its place. */
  #patchesAsTheyGo(state: PatchState): readonly Patch[] {
    const { rows } = this.#review;
    return patchesIn(this.#review, state).map((patch) => whereNow(patch, rows));
  }

  #decideAll(ids: readonly string[], state: PatchState): void {
    if (ids.length === 0) return;
    this.#set(ids.reduce((review, id) => decide(review, id, state), this.#review));
    this.settleWhenDone();
  }

  /** Once the run is over and nothing is open. */
  settleWhenDone(): void {
    const { ending, rows } = this.#review;
    if (!ending || rows.length === 0 || countOf(this.#review, 'open') > 0) return;
    this.#decided.fire();
    if (countOf(this.#review, 'accepted') > 0) this.#settled.fire();
  }

  /** An accepted patch that is not in the file any more, as after undo, is open again; one that is there is accepted. */
  followFile(): void {
    const text = this.document.getText();
    const isThere = (patch: Patch) => {
      const done = applyPatch(text, this.uri, { ...patch, place: placeAfter(patch) });
      return patch.change.op === 'remove' ? !done.ok : done.ok && done.text === text;
    };
    this.#set(followFile(this.#review, isThere));
  }

  /** A new persona that was saved goes on under its name. */
  #followSave({ languageId }: vscode.TextDocument): void {
    const text = this.#text;
    const saved = vscode.workspace.textDocuments.find(
      (one) => !one.isUntitled && one.languageId === languageId && one.uri.scheme === 'file' && one.getText() === text,
    );
    if (!saved || text === '') return;
    this.#document = saved;
    this.#known = undefined;
    this.#changed.fire();
  }

  #set(review: Review): void {
    this.#review = review;
    this.#changed.fire();
  }
}
