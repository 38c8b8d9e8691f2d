// The one review of this workspace as a file in the extension's storage, so that it outlives its window. In: the review as it stands. Out: that file,
// written as a whole, at most so often; none once the review has ended. Never rejects: where nothing can be stored, the log says so.

import * as vscode from 'vscode';
import type { StoredReview } from '../../write/stored-review.ts';
import { bytesOf } from '../bytes-of.ts';
import type { Deps } from '../deps.ts';
import { writeWhole } from '../write-whole.ts';

/** Between two writes, in milliseconds. */
const restMs = 300;

export class ReviewStore {
  readonly #folder: vscode.Uri | undefined;
  readonly #deps: Pick<Deps, 'log' | 'world'>;
  #due: (() => StoredReview) | undefined;
  #writing: Promise<void> | undefined;
  #complained = false;

  /** Touches no file before it is used. Without a folder that is open nothing is stored. */
  constructor(storage: vscode.Uri | undefined, deps: Pick<Deps, 'log' | 'world'>) {
    this.#folder = storage && vscode.Uri.joinPath(storage, 'review');
    this.#deps = deps;
  }

  /** Undefined: there is none. */
  async read(): Promise<string | undefined> {
    const file = this.#file();
    if (!file) return undefined;
    const bytes = await bytesOf(file);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Soon, and as it stands then. */
  write(stored: () => StoredReview): void {
    if (!this.#folder) return;
    this.#due = stored;
    this.#writing ??= this.#writeDue();
  }

  /** The review has ended: nothing of it stays. */
  async clear(): Promise<void> {
    this.#due = undefined;
    await this.#writing;
    const file = this.#file();
    if (file) await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  }

  /** Puts what cannot be read out of the way, in place of what was put there before. @returns where it is now. */
  async setAside(): Promise<string> {
    const file = this.#file();
    if (!file || !this.#folder) return '';
    const aside = vscode.Uri.joinPath(this.#folder, 'unreadable.json');
    await vscode.workspace.fs.rename(file, aside, { overwrite: true }).then(undefined, () => undefined);
    return aside.fsPath;
  }

  async #writeDue(): Promise<void> {
    for (let due = this.#due; due; due = this.#due) {
      this.#due = undefined;
      await this.#writeNow(due()).catch((error) => this.#complain(error));
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    this.#writing = undefined;
  }

  async #writeNow(stored: StoredReview): Promise<void> {
    const file = this.#file();
    const { storedText } = await import('../../write/stored-review.ts');
    const text = storedText(stored);
    if (!file || !this.#folder) return;
    if (text === undefined) return this.#complain('it is too long');
    await vscode.workspace.fs.createDirectory(this.#folder);
    const { newId } = this.#deps.world;
    await writeWhole(file, new TextEncoder().encode(text), { overwrite: true, newId });
  }

  #complain(why: unknown): void {
    if (this.#complained) return;
    this.#complained = true;
    this.#deps.log.warn(`This review lasts as long as its window: ${why instanceof Error ? why.message : String(why)}`);
  }

  #file(): vscode.Uri | undefined {
    return this.#folder && vscode.Uri.joinPath(this.#folder, 'review.json');
  }
}
