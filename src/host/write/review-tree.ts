// The view *Review*: every patch with its state, and what the run told beside. In: the session that is on. Out: a tree that keys reach as any
// list of VS Code. Decides nothing.
import * as vscode from 'vscode';
import type { Told } from '../../write/review.ts';
import type { Table } from '../../write/table.ts';
import type { ReviewSession } from './review-session.ts';

/** A line of the tree. */
export type TreeRow = { readonly patch: string } | { readonly told: Told } | { readonly figures: readonly Table[] };

export class ReviewTree implements vscode.TreeDataProvider<TreeRow> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #session: ReviewSession | undefined;
  #rows = new Map<string, TreeRow>();

  /** The session to show from here on. */
  set session(session: ReviewSession | undefined) {
    this.#session = session;
    this.#rows = new Map();
    this.#changed.fire();
  }

  redraw(): void {
    this.#changed.fire();
  }

  getChildren(row?: TreeRow): TreeRow[] {
    if (row || !this.#session) return [];
    const { rows, told, tables } = this.#session.review;
    const figures = tables.length > 0 ? [{ figures: tables }] : [];
    return [...figures, ...told.map((one) => ({ told: one })), ...rows.map(({ patch }) => this.rowOf(patch.id))];
  }

  /** Always the same value for a patch, so that the selection stays. */
  rowOf(patch: string): TreeRow {
    const row = this.#rows.get(patch) ?? { patch };
    this.#rows.set(patch, row);
    return row;
  }

  getParent(): undefined {
    return undefined;
  }

  async getTreeItem(row: TreeRow): Promise<vscode.TreeItem> {
    // The view is there from the start, what its rows look like from the first of them.
    const { figuresItem, patchItem, toldItem } = await import('./review-items.ts');
    if ('told' in row) return toldItem(row.told);
    if ('figures' in row) return figuresItem(row.figures);
    const known = this.#session?.row(row.patch);
    if (!known || !this.#session) return new vscode.TreeItem('');
    return patchItem(known, this.#session.review.rows, this.#session.would.cannot.get(row.patch));
  }
}
