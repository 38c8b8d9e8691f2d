// Where the workbench for tests lives. Everything that is downloaded, built, cached or written by a run is under `.vscode-test/`.
import { mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(import.meta.dirname, '..', '..');

/** The cache: safe to delete at any time, ignored by git. */
export const cache = join(root, '.vscode-test');

/** A fresh folder for one run, inside the cache. Whoever asks for it removes it; what a killed run left goes at the next call. */
export async function freshFolder(name: string): Promise<string> {
  const parent = join(cache, 'tmp');
  await mkdir(parent, { recursive: true });
  swept ??= sweep(parent);
  await swept;
  return mkdtemp(join(parent, `${name}-${process.pid}-`));
}

let swept: Promise<void> | undefined;

/** Removes folders whose process is gone. Other runs may be going on beside this one: theirs stay. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = /-(\d+)-\w+$/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The repository under another name, as the extension to develop. VS Code takes its colour theme from an extension under
 * development, and everything below the repository, the workbench's own themes in the cache included, would count as such.
 */
export async function developmentPath(): Promise<string> {
  const link = join(cache, 'extension');
  await mkdir(cache, { recursive: true });
  await symlink('..', link, 'dir').catch(async (error) => {
    if ((await readlink(link)) !== '..') throw error;
  });
  return link;
}
