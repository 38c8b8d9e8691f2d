// Where the workbench for tests lives. Everything that is downloaded, built, cached or written by a run is under `.vscode-test/`.
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(import.meta.dirname, '..', '..');

/** The cache: safe to delete at any time, ignored by git. */
export const cache = join(root, '.vscode-test');

/** A fresh folder for one run, inside the cache. Whoever asks for it removes it. */
export async function freshFolder(name: string): Promise<string> {
  const parent = join(cache, 'tmp');
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, `${name}-`));
}
