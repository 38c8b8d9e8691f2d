// What the host needs from outside `vscode`: files, a store, a clock. The entries give the real ones; quiet host code sees only this.
import type * as vscode from 'vscode';
import type { Measures } from '../lang/measures.ts';
import type { Source } from '../lang/source.ts';
import type { ReplyStore } from '../model/reply-store.ts';
import type { TalkStore } from '../play/trace.ts';
import type { Connection, ConnectOptions } from './client/connect.ts';
import type { RowsDeps, RowsWish } from './formats/export-rows.ts';

export interface World {
  /** Whether a persona there can name other files. */
  reads(uri: vscode.Uri): boolean;
  /** Files of one folder, confined to it. */
  openSource(folder: vscode.Uri): Promise<Source>;
  /** Where `dramatis.json` of a file is looked for: upwards, as far as server and terminal look. */
  openConfigSource(file: vscode.Uri): Promise<Source>;
  /** Token counter and language detection, as far as there are any. */
  loadMeasures(): Promise<Measures>;
  /** A language client with the server where it can run here; not started. */
  connect(options: ConnectOptions): Promise<Connection>;
  /** The store of talks in a file; rejects with a UserError where it cannot be opened. */
  openTalks(file: string): Promise<TalkStore>;
  /** The cache of replies in a file; rejects with a UserError where it cannot be opened. */
  openReplies(file: string): Promise<ReplyStore>;
  /** Training rows of talks, written to files; loaded when first called. Undefined where there are no files. */
  readonly exportRows: ((wish: RowsWish, deps: RowsDeps) => Promise<void>) | undefined;
  /** What a terminal needs to find and run the program we carry; undefined where there is none. */
  readonly terminal: { readonly pathSeparator: string; readonly node: string } | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new unique id. */
  newId(): string;
}
