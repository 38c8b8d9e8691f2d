// Rows on their way to files: kept in `NAME.part` beside the target until the export is whole, with a journal that says how far it is. In: texts. Out: the
// files under their names, all in place before the manifest is. Rejects with a UserError. What was begun can be taken up.
import { createReadStream } from 'node:fs';
import { type FileHandle, link, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../base/user-error.ts';
import type { ExportSink, Journal } from '../data/build-export.ts';
import type { ExportNames } from '../data/file-names.ts';
import { diskError, systemCode } from './system-error.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

export interface ExportFiles extends ExportSink {
  /** How far the export was, where it goes on. */
  readonly begun: Journal | undefined;
  /** Puts every file in its place, the manifest last. */
  finish(manifest: string): Promise<void>;
  /** Closes what is open; what was written so far stays for the next time. */
  close(): Promise<void>;
  /** Closes what is open and leaves nothing of it. */
  discard(): Promise<void>;
}

interface Kept {
  readonly journal: Journal;
  /** By the name of the part. */
  readonly bytes: Readonly<Record<string, number>>;
}

/** Bytes that are gathered before they are written. */
const chunk = 256 * 1024;

/**
 * `wish`: what an export that is taken up must have been begun with. `restart`: what was begun is thrown away. `replace`: files of these names are
 * written over. @throws UserError where they are there and must not be.
 */
export async function exportFiles(
  folder: string,
  { parts, manifest, journal }: ExportNames,
  options: { readonly wish: string; readonly restart: boolean; readonly replace: boolean },
): Promise<ExportFiles> {
  const target = (name: string) => join(folder, name);
  const partial = (name: string) => join(folder, `${name}.part`);
  const journalPath = join(folder, journal);
  for (const name of options.replace ? [] : [...Object.values(parts), manifest]) {
    if (await stat(target(name)).catch(() => undefined))
      throw new UserError(
        `${name} is there already.`,
        'Name another file with --out, or write over it with --replace.',
      );
  }
  const kept = options.restart ? undefined : await readJournal(journalPath);
  const goesOn = kept && kept.journal.wish === options.wish ? kept : undefined;
  if (kept && !goesOn)
    throw new UserError('An export with other wishes was begun under this name.', 'Begin anew with --restart.');
  const files = new Map<string, Gathering>();
  const openAll = async () => {
    for (const [part, name] of Object.entries(parts)) {
      if (goesOn) await truncate(partial(name), goesOn.bytes[part] ?? 0).catch(unreadable(name));
      const file = await open(partial(name), goesOn ? 'a' : 'w').catch(unreadable(name));
      files.set(part, new Gathering(file, goesOn?.bytes[part] ?? 0));
    }
  };
  const of = (part: string): Gathering => {
    const file = files.get(part);
    if (!file) throw new Error(`no part ${part}`);
    return file;
  };
  // Without a journal nobody could go on with what was written.
  let worthKeeping = goesOn !== undefined;
  const close = async () => {
    for (const file of files.values()) await file.close();
    if (worthKeeping) return;
    for (const part of files.keys()) await rm(partial(parts[part] ?? ''), { force: true });
    await rm(journalPath, { force: true });
  };
  try {
    await openAll();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    begun: goesOn?.journal,
    write: (part, text) => of(part).write(text),
    async checkpoint(journal) {
      for (const file of files.values()) await file.flush();
      worthKeeping = true;
      const bytes = Object.fromEntries([...files].map(([part, file]) => [part, file.bytes]));
      await writeFileAtomically(journalPath, JSON.stringify({ journal, bytes } satisfies Kept));
    },
    async *read(part) {
      await of(part).flush();
      yield* createReadStream(partial(parts[part] ?? ''), { encoding: 'utf8' }) as AsyncIterable<string>;
    },
    close,
    discard() {
      worthKeeping = false;
      return close();
    },
    async finish(text) {
      await close();
      for (const name of Object.values(parts)) await place(partial(name), target(name), options.replace);
      await writeFileAtomically(target(manifest), text, { overwrite: options.replace });
      await rm(journalPath, { force: true });
    },
  };
}

/** Text that is written in large pieces. */
class Gathering {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #size = 0;
  #open = true;
  /** Written so far. */
  bytes: number;

  constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.bytes = bytes;
  }

  async write(text: string): Promise<void> {
    this.#waiting.push(text);
    this.#size += text.length;
    if (this.#size >= chunk) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#size === 0) return;
    const bytes = Buffer.from(this.#waiting.join(''), 'utf8');
    this.#waiting = [];
    this.#size = 0;
    try {
      await this.#file.appendFile(bytes);
    } catch (error) {
      throw diskError(error, 'Could not write the rows');
    }
    this.bytes += bytes.length;
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    await this.flush();
    this.#open = false;
    await this.#file.sync();
    await this.#file.close();
  }
}

async function place(from: string, to: string, replace: boolean): Promise<void> {
  try {
    if (replace) return await rename(from, to);
    // Unlike a rename this fails where somebody was quicker.
    await link(from, to);
    await rm(from);
  } catch (error) {
    if (systemCode(error) === 'EEXIST')
      throw new UserError(`${basename(to)} is there already.`, 'Choose another name.');
    throw diskError(error, `Could not save ${basename(to)}`);
  }
}

async function readJournal(path: string): Promise<Kept | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    throw new UserError('The journal of an earlier export cannot be read.', 'Begin anew with --restart.');
  }
}

function unreadable(name: string) {
  return (error: unknown): never => {
    throw diskError(error, `Could not write ${name}`);
  };
}
