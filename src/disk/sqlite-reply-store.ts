// The cache of replies in one SQLite file that several windows share. A reply is added once and never changed. In: keys and replies.
// Out: the same. Rejects with a `UserError` only; a damaged file is moved aside, never deleted.
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { UserError } from '../base/user-error.ts';
import type { KeptReply, ReplyStore } from '../model/reply-store.ts';
import { diskError } from './system-error.ts';

export interface SqliteReplyStore extends ReplyStore {
  /** How many replies are kept. */
  count(): Promise<number>;
  /** Forgets every reply. */
  clear(): Promise<void>;
  /** Afterwards the next call opens the file anew. */
  close(): void;
}

/** Version of the table (`user_version`). */
const version = 1;

interface Open {
  readonly database: DatabaseSync;
  readonly get: StatementSync;
  readonly put: StatementSync;
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
      throw replyError(error, path);
    }
  }

  return {
    lasting: true,
    get: (key) => using(({ get }) => readKept(get.get(key)?.['kept'])),
    put: (key, kept) => using(({ put }) => void put.run(key, JSON.stringify(kept))),
    count: () =>
      using(({ database }) => Number(database.prepare('SELECT count(*) AS n FROM replies').get()?.['n'] ?? 0)),
    clear: () => using(({ database }) => database.exec('DELETE FROM replies; PRAGMA wal_checkpoint(TRUNCATE);')),
    close,
  };
}

async function openReplies(path: string): Promise<Open> {
  const { DatabaseSync } = await import('node:sqlite');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Replies are as private as talks: the file is its owner's alone from the first moment on.
    closeSync(openSync(path, 'a', 0o600));
    database = new DatabaseSync(path, { timeout: 3000 });
    prepare(database);
    return {
      database,
      get: database.prepare('SELECT kept FROM replies WHERE key = ?'),
      put: database.prepare('INSERT OR IGNORE INTO replies (key, kept) VALUES (?, ?)'),
    };
  } catch (error) {
    database?.close();
    throw replyError(error, path);
  }
}

function prepare(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof found === 'number' && found > version) {
    throw new UserError('The cache of replies was kept by a newer Dramatis.', 'Update Dramatis to use it.');
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
  database.exec(`BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, kept TEXT NOT NULL) STRICT;
    PRAGMA user_version = ${version};
    COMMIT;`);
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

/** SQLite's primary result code: sqlite.org/rescode.html. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function isDamaged(error: unknown): boolean {
  const code = resultCode(error);
  return code === 11 || code === 26;
}

/** In words. A damaged file is moved aside on the way; the caller must have closed it. */
function replyError(error: unknown, path: string): UserError {
  if (error instanceof UserError) return error;
  const code = resultCode(error);
  const what = 'Could not use the cache of replies';
  if (isDamaged(error)) return moveAside(path);
  if (code === 5 || code === 6) {
    return new UserError('Another window is busy with the cache of replies.', 'Try again in a moment.');
  }
  if (code === 8 || code === 14) return diskError({ code: 'EACCES' }, what);
  if (code === 13) return diskError({ code: 'ENOSPC' }, what);
  return diskError(error, what);
}

function moveAside(path: string): UserError {
  let count = 1;
  while (existsSync(`${path}.damaged-${count}`)) count++;
  const aside = `${path}.damaged-${count}`;
  try {
    renameSync(path, aside);
    for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) renameSync(path + tail, aside + tail);
  } catch (error) {
    return diskError(error, 'The cache of replies is damaged and could not be moved aside');
  }
  return new UserError(
    `The cache of replies was damaged. It was moved aside as ${basename(aside)}, nothing in it was deleted.`,
    'Try again: a new one is begun.',
  );
}
