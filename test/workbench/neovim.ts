// Finds Neovim, or unpacks Debian's packages of it into the cache: nothing is installed, and no right of an administrator is needed.
// Out: a command and the environment it wants.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from './install.ts';
import { cache } from './paths.ts';

export interface Neovim {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The one on the path, else an unpacked one; throws SetupError with one line that says what to install where there is neither. */
export async function findNeovim(say: (line: string) => void): Promise<Neovim> {
  if (spawnSync('nvim', ['--version'], { stdio: 'ignore' }).status === 0) return { command: 'nvim', env: {} };
  const home = join(cache, 'neovim', process.arch);
  if (!existsSync(home)) await unpack(home, say);
  const libraries = join(home, 'usr', 'lib');
  const folders = [libraries, ...(await readdir(libraries)).map((name) => join(libraries, name))];
  return {
    command: join(home, 'usr', 'bin', 'nvim'),
    env: { LD_LIBRARY_PATH: folders.join(':'), VIMRUNTIME: join(home, 'usr', 'share', 'nvim', 'runtime') },
  };
}

async function unpack(home: string, say: (line: string) => void): Promise<void> {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new SetupError('The test with Neovim found none. Install Neovim 0.7 or newer.');
  }
  say('Unpacking Neovim (once, a few seconds).');
  const part = `${home}.part-${process.pid}`;
  const packages = join(part, 'packages');
  await mkdir(packages, { recursive: true });
  try {
    // The machine's own lists may be old or gone: then they are fetched into a folder of ours.
    if (!download(packages, [])) {
      const own = await ownLists(part);
      const { status, stderr } = apt(packages, [...own, 'update']);
      if (status !== 0 || !download(packages, own)) {
        throw new SetupError(
          `Neovim could not be downloaded (${lastLine(stderr)}). Install with: sudo apt-get install neovim`,
        );
      }
    }
    for (const name of await readdir(packages)) {
      const { status, stderr } = spawnSync('dpkg', ['-x', join(packages, name), part], { encoding: 'utf8' });
      if (status !== 0) throw new SetupError(`A package of Neovim could not be unpacked: ${lastLine(stderr)}`);
    }
    await rm(packages, { recursive: true });
    await rename(part, home).catch((error) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Neovim and what of it this machine lacks; false where the lists do not know it or it cannot be fetched. */
function download(folder: string, options: readonly string[]): boolean {
  const wanted = apt(folder, [...options, 'install', '--simulate', '--no-install-recommends', 'neovim']);
  const names = [...wanted.stdout.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
  if (wanted.status !== 0 || names.length === 0) return false;
  return apt(folder, [...options, 'download', ...names]).status === 0;
}

async function ownLists(part: string): Promise<readonly string[]> {
  const state = join(part, 'apt');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(state, 'archives', 'partial'), { recursive: true });
  return [`Dir::State::Lists=${state}/lists`, `Dir::Cache=${state}`].flatMap((option) => ['-o', option]);
}

function apt(cwd: string, args: readonly string[]) {
  return spawnSync('apt-get', args, { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, timeout: 240_000 });
}

function lastLine(text: string | undefined): string {
  return text?.trim().split('\n').at(-1) ?? '';
}
