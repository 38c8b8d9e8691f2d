// Talks on disk, in one SQLite file that several windows share. Records are only ever added; a talk is deleted as a whole.
// In: trace records. Out: the same, and summaries. Rejects with a `UserError` only.
import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../base/user-error.ts';
import { type Gist, gistOf, newestFirst, summarize } from '../play/talk-gist.ts';
import type { TalkStore, TraceRecord } from '../play/trace.ts';
import { databaseError, isDamaged, type Keeping, openDatabase } from './open-database.ts';

const keeping: Keeping = {
  version: 1,
  tables: `
    CREATE TABLE IF NOT EXISTS records (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      talk TEXT NOT NULL,
      record TEXT NOT NULL,
      gist TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS by_talk ON records (talk, id);`,
  checked: true,
  name: 'the talks',
  failed: 'Could not keep the talk',
};

export interface SqliteTalkStore extends TalkStore {
  /** Afterwards the next call opens the file anew. */
  close(): void;
}

/** Opens the file at `path` (made where it is not there). @throws UserError where it cannot be opened; a damaged one is moved aside. */
export async function sqliteTalkStore(path: string): Promise<SqliteTalkStore> {
  let open: DatabaseSync | undefined = await openDatabase(path, keeping);

  function close(): void {
    open?.close();
    open = undefined;
  }

  async function using<T>(work: (database: DatabaseSync) => T): Promise<T> {
    open ??= await openDatabase(path, keeping);
    try {
      return work(open);
    } catch (error) {
      if (isDamaged(error)) close();
      throw databaseError(error, path, keeping);
    }
  }

  return {
    lasting: true,
    append: (talk, records) => using((database) => append(database, talk, records)),
    read: (talk) => using((database) => read(database, talk)),
    list: () => using(list),
    delete: (talk) =>
      using((database) => {
        database.prepare('DELETE FROM records WHERE talk = ?').run(talk);
        forget(database);
      }),
    deleteAll: () =>
      using((database) => {
        database.exec('DELETE FROM records');
        forget(database);
      }),
    close,
  };
}

/** All or none. */
function append(database: DatabaseSync, talk: string, records: readonly TraceRecord[]): void {
  if (records.length === 0) return;
  const insert = database.prepare('INSERT INTO records (talk, record, gist) VALUES (?, ?, ?)');
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const record of records) {
      const gist = gistOf(record);
      insert.run(talk, JSON.stringify(record), gist ? JSON.stringify(gist) : null);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function read(database: DatabaseSync, talk: string): readonly TraceRecord[] {
  const rows = database.prepare('SELECT record FROM records WHERE talk = ? ORDER BY id').all(talk);
  return rows.map((row) => parse<TraceRecord>(row['record']));
}

/** Reads the gists alone: long talks cost no more than short ones but for their number of turns. */
function list(database: DatabaseSync) {
  const talks = new Map<string, Gist[]>();
  for (const row of database.prepare('SELECT talk, gist FROM records WHERE gist IS NOT NULL ORDER BY id').iterate()) {
    const talk = String(row['talk']);
    const gists = talks.get(talk);
    const gist = parse<Gist>(row['gist']);
    if (gists) gists.push(gist);
    else talks.set(talk, [gist]);
  }
  return newestFirst([...talks].map(([talk, gists]) => summarize(talk, gists)));
}

/** What was deleted must not live on in the log beside the file. Another window at work may put that off to its own next time. */
function forget(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function parse<T>(json: unknown): T {
  try {
    return JSON.parse(String(json)) as T;
  } catch {
    throw new UserError('A record of this talk cannot be read.', 'Delete the talk.');
  }
}
