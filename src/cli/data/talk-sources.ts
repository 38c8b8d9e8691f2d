// Talks that the command line names, one at a time: files of one talk or of many, folders, standard input, the editor's store. Sorted, so that a second
// run meets them in the same order.
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lines } from '../../base/lines.ts';
import { UserError } from '../../base/user-error.ts';
import { type ReadTalk, talksIn } from '../../data/talks-in.ts';
import { sqliteTalkStore } from '../../disk/sqlite-talk-store.ts';
import type { Terminal } from '../command.ts';

/**
 * `paths` empty: the talks kept beside the persona. @param persona absolute path.
 * @throws UserError where a path does not exist, or no talk is kept.
 */
export async function* talkSources(
  paths: readonly string[],
  persona: string,
  terminal: Pick<Terminal, 'cwd' | 'input'>,
): AsyncGenerator<ReadTalk> {
  const given = paths.length > 0 ? paths : await keptBeside(persona);
  for (const path of given) {
    if (path === '-') {
      yield* talksIn(lines(terminal.input), pathToFileURL(terminal.cwd).href);
      continue;
    }
    const full = resolve(terminal.cwd, path);
    const kind = await stat(full).catch(() => undefined);
    if (!kind) throw new UserError(`There is no file or folder ${path}.`);
    if (!kind.isDirectory()) yield* talksOf(full);
    else for await (const file of filesIn(full)) yield* talksOf(file);
  }
}

async function* talksOf(path: string): AsyncGenerator<ReadTalk> {
  if (/\.sqlite$/iu.test(path)) {
    yield* storedTalks(path);
    return;
  }
  yield* talksIn(lines(createReadStream(path, { encoding: 'utf8' })), pathToFileURL(dirname(path)).href);
}

/** The oldest first. */
async function* storedTalks(path: string): AsyncGenerator<ReadTalk> {
  const store = await sqliteTalkStore(path);
  try {
    for (const { id } of (await store.list()).toReversed()) yield { records: await store.read(id), problems: [] };
  } finally {
    store.close();
  }
}

async function keptBeside(persona: string): Promise<readonly string[]> {
  const stem = basename(persona).replace(/\.persona$/iu, '');
  const names = await readdir(dirname(persona)).catch(() => []);
  const kept = names.filter((name) => name.startsWith(`${stem}.`) && name.endsWith('.talk.jsonl')).sort();
  if (kept.length > 0) return kept.map((name) => join(dirname(persona), name));
  throw new UserError(`No talk is kept beside ${basename(persona)}.`, 'Name talks with --talks: files, folders or -.');
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && /\.(?:talk|talks)\.jsonl$/u.test(entry.name)) yield path;
  }
}
