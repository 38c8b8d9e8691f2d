// Which files of a folder are to be looked at: those with an ending, without what git ignores, what the editor hides and what packages bring.
// In: a folder and globs as in `files.exclude`. Out: absolute paths, lazily. Follows no links. Never throws: what cannot be read is not there.
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** What one folder's file of patterns says about all that is below it. */
interface Patterns {
  readonly folder: string;
  readonly says: Ignore;
}

/** Never looked into, whatever is said elsewhere. */
const never = new Set(['.git', 'node_modules']);
const caseMatters = { ignorecase: process.platform === 'win32' || process.platform === 'darwin' };

export class Listing {
  readonly #root: string;
  readonly #ending: string;
  readonly #hidden: Ignore;

  /** @param root absolute. @param exclude globs from `root`; of those with braces each way is taken. */
  constructor(root: string, ending: string, exclude: readonly string[]) {
    this.#root = root;
    this.#ending = ending;
    this.#hidden = ignore(caseMatters).add(exclude.flatMap(ways).map((glob) => `/${glob.replace(/^\.?\//, '')}`));
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
          if (!never.has(entry.name) && !this.#isOut(path, true, patterns)) waiting.push({ path, patterns });
        } else if (entry.isFile() && entry.name.endsWith(this.#ending) && !this.#isOut(path, false, patterns))
          yield path;
      }
    }
  }

  /** Whether a file that is there now would be listed. */
  includes(path: string): boolean {
    const names = relative(this.#root, path).split(sep);
    if (names[0] === '..' || !path.endsWith(this.#ending) || names.some((name) => never.has(name))) return false;
    let patterns = this.#above(this.#root);
    let here = this.#root;
    return names.every((name, at) => {
      const own = patternsOf(here);
      if (own) patterns = [own, ...patterns];
      here = join(here, name);
      return !this.#isOut(here, at < names.length - 1, patterns);
    });
  }

  /** The nearest file of patterns that has something to say decides. */
  #isOut(path: string, isFolder: boolean, patterns: readonly Patterns[]): boolean {
    if (this.#hidden.ignores(pathFrom(this.#root, path, isFolder))) return true;
    for (const { folder, says } of patterns) {
      const { ignored, unignored } = says.test(pathFrom(folder, path, isFolder));
      if (ignored || unignored) return ignored;
    }
    return false;
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
    return { folder, says: ignore(caseMatters).add(readFileSync(join(folder, file), 'utf8')) };
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

/** `*.{a,b}` is `*.a` and `*.b`: git's patterns have no braces. */
function ways(glob: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const [all, inside = ''] = braces;
  return inside
    .split(',')
    .flatMap((each) => ways(glob.slice(0, braces.index) + each + glob.slice(braces.index + all.length)));
}

function listed<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}
