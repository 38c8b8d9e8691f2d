// Installs the workbench on first use: in, the exact versions in package-lock.json beside this file; out, the folder of a VS Code
// server that starts. A half-finished install is never used: it is built in a folder of its own and renamed when it is whole.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cache } from './paths.ts';

/** The built-in modules without which the extension host does not start; the others only make the server log a line. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** Why the workbench could not be set up, in a sentence the user can act on. */
export class SetupError extends Error {}

/**
 * The folder `lib/vscode` of an installed workbench. The first call takes a minute and `say`s what it does; later calls take
 * milliseconds. Throws SetupError with one line when a compiler is missing or an npm command fails.
 */
export async function installWorkbench(say: (line: string) => void): Promise<string> {
  const lock = await readFile(join(import.meta.dirname, 'package-lock.json'));
  const key = createHash('sha256')
    .update(lock)
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
    .slice(0, 12);
  const home = join(cache, 'workbench', key);
  const vscode = (folder: string) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  if (await exists(home)) return vscode(home);

  needCompiler();
  const part = `${home}.part-${process.pid}`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      await copyFile(join(import.meta.dirname, name), join(part, name));
    say('Setting up VS Code for this repository (once, about a minute).');
    say('  1/3 downloading the workbench …');
    await npm(['ci', '--ignore-scripts'], part);
    say("  2/3 downloading the workbench's own packages …");
    await npm(['install', '--omit=dev', '--ignore-scripts'], vscode(part));
    say('  3/3 building two native modules …');
    await npm(['rebuild', ...nativeModules], vscode(part), await headers(part));
    await rename(part, home).catch(async (error) => {
      // Another process may have finished the same install first; then its folder serves.
      if (!(await exists(home))) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return vscode(home);
}

/** On Linux the `node` package beside the workbench carries the headers that node-gyp would otherwise download. */
async function headers(folder: string): Promise<Record<string, string>> {
  const modules = join(folder, 'node_modules');
  const found = (await readdir(modules)).find((name) => name === `node-${process.platform}-${process.arch}`);
  return found === undefined ? {} : { npm_config_nodedir: join(modules, found) };
}

function needCompiler(): void {
  const missing = ['g++', 'make', 'python3'].filter(
    (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0,
  );
  if (missing.length === 0) return;
  const how = process.platform === 'darwin' ? 'xcode-select --install' : 'sudo apt-get install g++ make python3';
  throw new SetupError(`VS Code's native modules need ${missing.join(', ')}. Install with: ${how}`);
}

/** Runs npm quietly with this Node; what it printed is shown only if it fails. */
async function npm(args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<void> {
  const script = process.env['npm_execpath'];
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const child = spawn(command, [...first, ...args, '--no-audit', '--no-fund'], {
    cwd,
    env: {
      ...cleanEnvironment(),
      ...env,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new SetupError(`npm ${args.join(' ')} failed (code ${code}):\n${output.slice(-4000)}`);
}

/** Without what the outer npm set for its own run (its prefix and folder, say), but with the user's registry and proxy settings. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(package|lifecycle|command|config_(local_prefix|prefix|ignore_scripts|allow_scripts))/i.test(name),
    ),
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
