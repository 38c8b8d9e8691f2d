// Paths of a command line as persona files: files as they are, folders searched. Hidden folders and node_modules are left alone.
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../base/user-error.ts';

export interface PersonaFile {
  readonly path: string;
  /** For people: relative to where they stand, with `/`. */
  readonly shown: string;
}

/** Sorted, each once. @throws UserError where a path does not exist or nothing is found. */
export async function findPersonas(paths: readonly string[], cwd: string): Promise<readonly PersonaFile[]> {
  const found = new Set<string>();
  for (const path of paths.length > 0 ? paths : ['.']) {
    const full = resolve(cwd, path);
    const kind = await stat(full).catch(() => undefined);
    if (!kind) throw new UserError(`There is no file or folder ${path}.`);
    if (kind.isDirectory()) await search(full, found);
    else found.add(full);
  }
  if (found.size === 0) throw new UserError('No *.persona file was found.');
  return [...found].sort().map((path) => ({ path, shown: relative(cwd, path).split(sep).join('/') || path }));
}

async function search(folder: string, found: Set<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await search(path, found);
    else if (entry.isFile() && entry.name.endsWith('.persona')) found.add(path);
  }
}
