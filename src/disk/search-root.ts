// How far up `dramatis.json` is looked for from a file in a terminal, where no editor says which folder is open.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * The repository's folder, else the last one below the home folder, else the file system's root.
 * `home` is given in tests.
 */
export function searchRoot(file: string, home = homedir()): string {
  let folder = dirname(resolve(file));
  for (;;) {
    const above = dirname(folder);
    if (existsSync(join(folder, '.git')) || above === folder || above === home) return folder;
    folder = above;
  }
}
