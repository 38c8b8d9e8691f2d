// Which files of a folder are to be looked at: those with an ending, without what git ignores, what the editor hides and what packages bring.
// In: a folder and globs as in `files.exclude`. Out: absolute paths, lazily. Follows no links. Never throws: what cannot be read is not there.
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isLeftOut, leftOutByGit, leftOutByGlobs, neverRead, type Patterns } from '../base/left-out.ts';

const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

export class Listing {
  readonly #root: string;
  readonly #ending: string;
  readonly #hidden: Patterns;

  /** @param root absolute. @param exclude globs from `root`. */
  constructor(root: string, ending: string, exclude: readonly string[]) {
    this.#root = root;
    this.#ending = ending;
    this.#hidden = { folder: root, says: leftOutByGlobs(exclude, ignoreCase) };
  }

  /** Folder by folder. Each step reads one folder at most. */
  *files(): Generator<string> {
    const waiting: { path: string; patterns: readonly Patterns[] }[] = [
      { path: this.#root, patterns: this.#above(this.#root) },
    ];
    for (let here = waiting.pop(); here; here = waiting.pop()) {
      const entries = entriesOf(here.path);
      const own = entries.some(({ name }) => name === '.gitignore') ? patternsOf(here.path) : undefined;
      const patterns = own ? [own, ...here.patterns] : here.patterns;
      for (const entry of entries) {
        const path = join(here.path, entry.name);
        if (entry.isDirectory()) {
          if (!neverRead.has(entry.name) && !this.#isOut(path, true, patterns)) waiting.push({ path, patterns });
        } else if (entry.isFile() && entry.name.endsWith(this.#ending) && !this.#isOut(path, false, patterns))
          yield path;
      }
    }
  }

  /** Whether a file that is there now would be listed. */
  includes(path: string): boolean {
    const names = relative(this.#root, path).split(sep);
    if (names[0] === '..' || !path.endsWith(this.#ending) || names.some((name) => neverRead.has(name))) return false;
    let patterns = this.#above(this.#root);
    let here = this.#root;
    return names.every((name, at) => {
      const own = patternsOf(here);
      if (own) patterns = [own, ...patterns];
      here = join(here, name);
      return !this.#isOut(here, at < names.length - 1, patterns);
    });
  }

  #isOut(path: string, isFolder: boolean, patterns: readonly Patterns[]): boolean {
    return isLeftOut(this.#hidden, patterns, (folder) => pathFrom(folder, path, isFolder));
  }

  /** Patterns of the folders above, up to the repository's own; none where the folder is in no repository. */
  #above(folder: string): readonly Patterns[] {
    const found: Patterns[] = [];
    for (let here = folder; ; here = dirname(here)) {
      if (here !== folder) found.push(...listed(patternsOf(here)));
      if (existsSync(join(here, '.git'))) return [...found, ...listed(patternsOf(here, '.git/info/exclude'))];
      if (dirname(here) === here) return [];
    }
  }
}

function pathFrom(folder: string, path: string, isFolder: boolean): string {
  const way = path.slice(folder.endsWith(sep) ? folder.length : folder.length + 1);
  return (sep === '/' ? way : way.split(sep).join('/')) + (isFolder ? '/' : '');
}

function patternsOf(folder: string, file = '.gitignore'): Patterns | undefined {
  try {
    return { folder, says: leftOutByGit(readFileSync(join(folder, file), 'utf8'), ignoreCase) };
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function listed<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
