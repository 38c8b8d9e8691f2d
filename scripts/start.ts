// `npm start [-- --workspace DIR]`: builds, starts a real VS Code with the extension loaded on samples/first-look (or DIR), prints
// its address, opens it where there is a display, and ends every process on Ctrl-C. A folder of your own opens as a stranger's
// would: VS Code asks whether to trust it. Settings made in the window are kept in `.vscode-test/start`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installWorkbench, SetupError } from '../test/workbench/install.ts';
import { cache, developmentPath, root } from '../test/workbench/paths.ts';
import { onStop } from '../test/workbench/processes.ts';
import { quietSettings, type Server, startServer } from '../test/workbench/server.ts';

const { values } = parseArgs({ options: { workspace: { type: 'string' } } });
const folder = resolve(process.env['INIT_CWD'] ?? '.', values.workspace ?? join(root, 'samples', 'first-look'));

try {
  await start();
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new SetupError(`${folder} is not a folder.`);
  let server: Server | undefined;
  onStop(async () => {
    await server?.stop();
    console.log('\nVS Code has stopped.');
  });
  const say = (line: string) => console.log(line);
  await installWorkbench(say);
  say('Building …');
  await build();
  say('Starting VS Code …');
  const dataDir = join(cache, 'start');
  const kept = existsSync(join(dataDir, 'data', 'User', 'settings.json'));
  server = await startServer({
    dataDir,
    trustAll: values.workspace === undefined,
    token: randomBytes(16).toString('hex'),
    ...(kept ? {} : { settings: quietSettings }),
    say,
  });
  const url = server.url({ folder, development: await developmentPath() });
  say(`\nVS Code with Dramatis is open at\n\n  ${url}\n\nCtrl-C stops it.`);
  openPage(url);
  await server.ended;
}

function build(): Promise<void> {
  const child = spawn(process.execPath, ['esbuild.mjs', '--dev'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done() : fail(new SetupError('The build failed; the reasons are above.')),
    );
  });
}

/** Without a display the address above is all there is to give. */
function openPage(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const display = process.platform === 'darwin' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!display) return;
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('(No program to open a page was found: open the address yourself.)'));
  child.unref();
}
