// Where the terminal keeps what models answered, so that a run of writing begun again asks nothing twice, as in the editor: the user's own folder for
// caches, or the one that is named. In: the environment, the option. Out: an absolute folder, or undefined: nowhere. Makes nothing.
import { isAbsolute, join, resolve } from 'node:path';
import type { Terminal } from './command.ts';

/** `--cache none`: nothing is kept beyond the run. */
export const keptNowhere = 'none';

export function answersFolder(
  named: string | undefined,
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (named === keptNowhere) return undefined;
  if (named !== undefined) return resolve(cwd, named);
  const home = env['HOME'];
  const usual =
    platform === 'win32'
      ? env['LOCALAPPDATA']
      : (env['XDG_CACHE_HOME'] ?? (home && join(home, platform === 'darwin' ? 'Library/Caches' : '.cache')));
  // A relative path is no place that the next run would find.
  return usual && isAbsolute(usual) ? join(usual, 'dramatis') : undefined;
}
