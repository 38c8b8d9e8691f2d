// A private SQLite file that several windows share, opened or made. Knows SQLite and none of what is kept. A damaged file is moved
// aside, never deleted. Owned by the stores of this room.
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../base/user-error.ts';
import { diskError } from './system-error.ts';

/** What a store keeps, and how its failures are put in words. */
export interface Keeping {
  /** Version of the tables (`user_version`); a file of a newer one is refused. */
  readonly version: number;
  /** SQL that makes the tables where they are not there. */
  readonly tables: string;
  /** Whether the whole file is looked through for damage when it is opened. */
  readonly checked: boolean;
  /** As it stands in a sentence: `the talks`. */
  readonly name: string;
  /** What could not be done: `Could not keep the talk`. */
  readonly failed: string;
}

/** Opens or makes the file, its folder too. @throws UserError where it is damaged (then moved aside), newer, or not writable. */
export async function openDatabase(path: string, keeping: Keeping): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // What is kept is private: the file is its owner's alone from the first moment on.
    closeSync(openSync(path, 'a', 0o600));
    database = new DatabaseSync(path, { timeout: 3000 });
    prepare(database, keeping);
    return database;
  } catch (error) {
    database?.close();
    throw databaseError(error, path, keeping);
  }
}

/** What went wrong, in words. A damaged file is moved aside on the way; the caller must have closed it. */
export function databaseError(error: unknown, path: string, keeping: Keeping): UserError {
  if (error instanceof UserError) return error;
  const code = resultCode(error);
  if (isDamaged(error)) return moveAside(path, keeping);
  if (code === 5 || code === 6)
    return new UserError(`Another window is busy with ${keeping.name}.`, 'Try again in a moment.');
  if (code === 8 || code === 14) return diskError({ code: 'EACCES' }, keeping.failed);
  if (code === 13) return diskError({ code: 'ENOSPC' }, keeping.failed);
  return diskError(error, keeping.failed);
}

/** True for a file that must be closed before `databaseError` can move it. */
export function isDamaged(error: unknown): boolean {
  const code = resultCode(error);
  return code === 11 || code === 26;
}

/** SQLite's primary result code: sqlite.org/rescode.html. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function prepare(database: DatabaseSync, { version, tables, checked, name }: Keeping): void {
  const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof found === 'number' && found > version) {
    throw new UserError(`The file of ${name} is of a newer Dramatis.`, 'Update Dramatis to open it.');
  }
  // Deleted means deleted: pages are overwritten.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
  const sound = !checked || database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
  if (!sound) throw Object.assign(new Error('damaged'), { errcode: 11 });
  database.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${version}; COMMIT;`);
}

function moveAside(path: string, { name }: Keeping): UserError {
  let count = 1;
  while (existsSync(`${path}.damaged-${count}`)) count++;
  const aside = `${path}.damaged-${count}`;
  try {
    renameSync(path, aside);
    for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) renameSync(path + tail, aside + tail);
  } catch (error) {
    return diskError(error, `The file of ${name} is damaged and could not be moved aside`);
  }
  return new UserError(
    `The file of ${name} was damaged. It was moved aside as ${basename(aside)}, nothing in it was deleted.`,
    'Try again: a new file is begun.',
  );
}
