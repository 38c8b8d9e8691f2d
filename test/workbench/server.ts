// Starts the VS Code server on loopback. In: where it keeps its data and whether folders are trusted. Out: its port, and a stop
// that leaves no process behind. It never opens a page and never asks the network for anything.
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installWorkbench } from './install.ts';
import { endGroup, startGroup } from './processes.ts';

export type ServerOptions = {
  /** Settings, state and logs of this server; made if absent. */
  dataDir: string;
  /** True: folders open without the trust question. False: VS Code's own behaviour, that is, Restricted Mode until trusted. */
  trustAll: boolean;
  /** A secret that the page must bring (`tkn`); without it anyone on this machine may connect. */
  token?: string;
  /** User settings written before the start. */
  settings?: Readonly<Record<string, unknown>>;
  /** More environment for the server, and so for extensions. */
  env?: Readonly<Record<string, string>>;
  say: (line: string) => void;
};

export type Server = {
  port: number;
  /**
   * The page that opens `folder` with the extension of `development` loaded; `tests` names a module whose `run()` is called;
   * `proposed`: extensions that declare proposed parts of the API get them.
   */
  url(page: { folder: string; development?: string; tests?: string; proposed?: boolean }): string;
  /** Everything the server printed so far. */
  log(): string;
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
};

/** Quiet settings for a workbench that must do nothing of its own accord. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.banner': 'always',
  'git.autofetch': false,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'files.autoSave': 'off',
};

/** Resolves when the server answers; throws SetupError or an Error with the server's own words when it does not. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const vscode = await installWorkbench(options.say);
  const user = join(options.dataDir, 'data', 'User');
  await mkdir(user, { recursive: true });
  if (options.settings) await writeFile(join(user, 'settings.json'), JSON.stringify(options.settings, null, 2));
  const args = [
    'out/server-main.js',
    '--accept-server-license-terms',
    ...(options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token]),
    ...['--host', '127.0.0.1', '--port', '0', '--server-data-dir', options.dataDir],
    ...['--enable-smoke-test-driver', '--disable-telemetry'],
    ...(options.trustAll ? ['--disable-workspace-trust'] : []),
  ];
  // An empty gallery: the server would otherwise look for extensions on the network.
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', ...options.env };
  const child = startGroup(process.execPath, args, { cwd: vscode, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const port = await new Promise<number>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`VS Code did not start within two minutes:\n${log}`)), 120_000);
    const read = (data: Buffer) => {
      log += data.toString();
      const found = /Web UI available at \S+?:(\d+)/.exec(log);
      if (!found) return;
      clearTimeout(timer);
      done(Number(found[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`VS Code ended at once (code ${code}):\n${log}`));
    });
  }).catch(async (error) => {
    await endGroup(child);
    throw error;
  });
  return {
    port,
    url: ({ folder, development, tests, proposed = false }) => {
      const remote = (path: string) => `vscode-remote://localhost:${port}${encodeURI(path)}`;
      const payload = [
        ...(development === undefined ? [] : [['extensionDevelopmentPath', remote(development)]]),
        ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
        ...(proposed ? [['enableProposedApi', '']] : []),
        ['skipWelcome', 'true'],
      ];
      const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
      if (options.token !== undefined) query.set('tkn', options.token);
      return `http://localhost:${port}/?${query}`;
    },
    log: () => log,
    ended: child.exitCode === null ? once(child, 'exit') : Promise.resolve(),
    stop: () => endGroup(child),
  };
}
