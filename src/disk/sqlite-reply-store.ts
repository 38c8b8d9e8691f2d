// The cache of replies in one SQLite file that several windows share. A reply is added once, never changed, and forgotten where it was of no use. In: keys and replies.
// Out: the same. Rejects with a `UserError` only; a damaged file is moved aside, never deleted.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeptReply, ReplyStore } from '../model/reply-store.ts';
import { databaseError, isDamaged, type Keeping, openDatabase } from './open-database.ts';

export interface SqliteReplyStore extends ReplyStore {
  /** How many replies are kept. */
  count(): Promise<number>;
  /** Forgets every reply. */
  clear(): Promise<void>;
  /** Afterwards the next call opens the file anew. */
  close(): void;
}

const keeping: Keeping = {
  version: 1,
  tables: 'CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, kept TEXT NOT NULL) STRICT;',
  // Large, and nothing is lost that could not be asked for again: damage is met where it is read.
  checked: false,
  name: 'the cache of replies',
  failed: 'Could not use the cache of replies',
};

interface Open {
  readonly database: DatabaseSync;
  readonly get: StatementSync;
  readonly put: StatementSync;
  readonly forget: StatementSync;
}

/** Opens the file at `path` (made, with its folder, where it is not there). @throws UserError where it cannot be opened. */
export async function sqliteReplyStore(path: string): Promise<SqliteReplyStore> {
  let open: Open | undefined = await openReplies(path);

  function close(): void {
    open?.database.close();
    open = undefined;
  }

  async function using<T>(work: (replies: Open) => T): Promise<T> {
    open ??= await openReplies(path);
    try {
      return work(open);
    } catch (error) {
      if (isDamaged(error)) close();
      throw databaseError(error, path, keeping);
    }
  }

  return {
    lasting: true,
    get: (key) => using(({ get }) => readKept(get.get(key)?.['kept'])),
    put: (key, kept) => using(({ put }) => void put.run(key, JSON.stringify(kept))),
    forget: (key) => using(({ forget }) => void forget.run(key)),
    count: () =>
      using(({ database }) => Number(database.prepare('SELECT count(*) AS n FROM replies').get()?.['n'] ?? 0)),
    clear: () => using(({ database }) => database.exec('DELETE FROM replies; PRAGMA wal_checkpoint(TRUNCATE);')),
    close,
  };
}

async function openReplies(path: string): Promise<Open> {
  const database = await openDatabase(path, keeping);
  return {
    database,
    get: database.prepare('SELECT kept FROM replies WHERE key = ?'),
    put: database.prepare('INSERT OR IGNORE INTO replies (key, kept) VALUES (?, ?)'),
    forget: database.prepare('DELETE FROM replies WHERE key = ?'),
  };
}

/** Undefined for what is not a reply as we keep them: it is then asked for again. */
function readKept(json: unknown): KeptReply | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const kept = JSON.parse(json) as KeptReply;
    return typeof kept.reply?.text === 'string' && Array.isArray(kept.labels) ? kept : undefined;
  } catch {
    return undefined;
  }
}
