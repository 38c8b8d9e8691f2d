// What the host needs from outside `vscode`: files, a store, a clock. The Node entry gives the real ones; quiet host code sees only this.
import type { Source } from '../lang/source.ts';
import type { ReplyStore } from '../model/reply-store.ts';
import type { TalkStore } from '../play/trace.ts';

export interface World {
  /** Files of one folder (an absolute path of the file system), confined to it. */
  openSource(folder: string): Promise<Source>;
  /** Where `dramatis.json` of a file (an absolute path) is looked for: upwards, as far as server and terminal look. */
  openConfigSource(file: string): Promise<Source>;
  /** The store of talks in a file; rejects with a UserError where it cannot be opened. */
  openTalks(file: string): Promise<TalkStore>;
  /** The cache of replies in a file; rejects with a UserError where it cannot be opened. */
  openReplies(file: string): Promise<ReplyStore>;
  /** What a terminal needs to find and run the program we carry. */
  readonly terminal: { readonly pathSeparator: string; readonly node: string };
  /** Milliseconds since 1970. */
  now(): number;
  /** A new unique id. */
  newId(): string;
}
