// The file that talks are kept in, opened: one table, records only ever added. Two windows may share it. Knows SQLite and no talk.
// A damaged file is moved aside, never deleted. Owned by `sqlite-talk-store`.
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../base/user-error.ts';
import { diskError } from './system-error.ts';

/** Version of the tables (`user_version`). */
const version = 1;

const tables = `
  CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    talk TEXT NOT NULL,
    record TEXT NOT NULL,
    gist TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_talk ON records (talk, id);
`;

/** Opens or makes the file, its folder too. @throws UserError where it is damaged (then moved aside), newer, or not writable. */
export async function openTalkDatabase(path: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Talks are private: the file is its owner's alone from the first moment on.
    closeSync(openSync(path, 'a', 0o600));
    database = new DatabaseSync(path, { timeout: 3000 });
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    throw talkError(error, path);
  }
}

/** What went wrong, in words. A damaged file is moved aside on the way; the caller must have closed it. */
export function talkError(error: unknown, path: string): UserError {
  if (error instanceof UserError) return error;
  const code = (error as { errcode?: unknown }).errcode;
  // SQLite's primary result codes: sqlite.org/rescode.html.
  const primary = typeof code === 'number' ? code & 0xff : undefined;
  if (primary === 11 || primary === 26) return moveAside(path);
  if (primary === 5 || primary === 6)
    return new UserError('Another window is busy with the talks.', 'Try again in a moment.');
  if (primary === 8 || primary === 14) return diskError({ code: 'EACCES' }, 'Could not keep the talk');
  if (primary === 13) return diskError({ code: 'ENOSPC' }, 'Could not keep the talk');
  return diskError(error, 'Could not keep the talk');
}

/** True for a file that must be closed before `talkError` can move it. */
export function isDamaged(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' && ((code & 0xff) === 11 || (code & 0xff) === 26);
}

function prepare(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof found === 'number' && found > version) {
    throw new UserError('The talks were kept by a newer Dramatis.', 'Update Dramatis to open them.');
  }
  // Deleted means deleted: pages are overwritten.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
  const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') throw Object.assign(new Error('damaged'), { errcode: 11 });
  database.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${version}; COMMIT;`);
}

function moveAside(path: string): UserError {
  let count = 1;
  while (existsSync(`${path}.damaged-${count}`)) count++;
  const aside = `${path}.damaged-${count}`;
  try {
    renameSync(path, aside);
    for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) renameSync(path + tail, aside + tail);
  } catch (error) {
    return diskError(error, 'The file of the talks is damaged and could not be moved aside');
  }
  return new UserError(
    `The file of the talks was damaged. It was moved aside as ${basename(aside)}, nothing in it was deleted.`,
    'Try again: a new file is begun.',
  );
}
