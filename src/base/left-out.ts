// Patterns that leave files out: git's, and an editor's globs, both read by one library. Text in, a judge of paths out: they are taken from the
// folder that the patterns are about, parts joined by `/`, and those of folders end in one. Looks at no file.
import ignore, { type Ignore } from 'ignore';

/** What one folder's file of patterns says about all that is below it. */
export interface Patterns {
  readonly folder: string;
  readonly says: Ignore;
}

/** Never looked into, whatever is said elsewhere. */
export const neverRead: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** @param text of a `.gitignore`. */
export function leftOutByGit(text: string, ignorecase: boolean): Ignore {
  return ignore({ ignorecase }).add(text);
}

/** @param globs as in `files.exclude`; of those with braces each way is taken. */
export function leftOutByGlobs(globs: readonly string[], ignorecase: boolean): Ignore {
  return ignore({ ignorecase }).add(globs.flatMap(ways).map((glob) => `/${glob.replace(/^\.?\//, '')}`));
}

/**
 * Whether a file or folder is left out: by the globs, else as the nearest file of patterns says that has something to say.
 * @param pathFrom the path as seen from a folder. @param patterns the nearest first.
 */
export function isLeftOut(
  globs: Patterns,
  patterns: readonly Patterns[],
  pathFrom: (folder: string) => string,
): boolean {
  if (globs.says.ignores(pathFrom(globs.folder))) return true;
  for (const { folder, says } of patterns) {
    const { ignored, unignored } = says.test(pathFrom(folder));
    if (ignored || unignored) return ignored;
  }
  return false;
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
