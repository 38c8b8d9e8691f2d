// The language client: starts dist/node/server.js when the first persona opens, starts it again when it stops, and says so.
// The only file that imports vscode-languageclient, and only when it starts.
import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions, ServerOptions as ServerModule } from 'vscode-languageclient/node';
import { configFileName } from '../config/find-config.ts';
import {
  type CompiledPrompt,
  type CompiledPromptParams,
  compiledPromptMethod,
  overridesMethod,
  type ServerOptions,
  type ServerStatus,
  statusMethod,
  trustMethod,
} from '../wire/server-protocol.ts';
import { commandWith } from './commands/register-command.ts';
import { commands, languageId } from './ids.ts';
import { CommandError, reportError } from './report-error.ts';
import { RestartPolicy } from './restart-policy.ts';
import { overridesOf, type Settings } from './settings.ts';
import type { World } from './world.ts';

/** What the server is doing, and whether there is one. */
export type ClientState = ServerStatus & { readonly server: 'not started' | 'starting' | 'running' | 'stopped' };

export interface Client {
  /** Starts the server unless it runs. Never rejects: a server that does not start is reported to the user. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Undefined where the server does not know the document. Rejects where it fails. */
  compiledPrompt(uri: vscode.Uri, token?: vscode.CancellationToken): Promise<CompiledPrompt | undefined>;
  readonly state: ClientState;
  readonly onDidChangeState: vscode.Event<ClientState>;
  stop(): Promise<void>;
}

const idle: ClientState = { server: 'not started', busy: false, what: '' };

/** Where the user may write personas; not the read-only sides of a diff. */
export const personaSelector: readonly { readonly scheme: string; readonly language: string }[] = [
  { scheme: 'file', language: languageId },
  { scheme: 'untitled', language: languageId },
  { scheme: 'vscode-vfs', language: languageId },
];

/** Makes the client; nothing is loaded or started yet. */
export function makeClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  settings: Settings,
  world: World,
): Client {
  const changed = new vscode.EventEmitter<ClientState>();
  const restarts = new RestartPolicy();
  let state = idle;
  let running: Promise<LanguageClient> | undefined;
  /** What the running client listens to; replaced with it. */
  let listeners: vscode.Disposable[] = [];
  context.subscriptions.push(changed, { dispose: () => unlisten() });

  function unlisten(): void {
    for (const listener of listeners.splice(0)) listener.dispose();
  }

  function become(next: Partial<ClientState>): void {
    state = { ...state, ...next };
    changed.fire(state);
  }

  /** Says that the server stopped, and whether it comes back. */
  function stopped(): boolean {
    const again = restarts.stopped(world.now());
    become({ server: again ? 'starting' : 'stopped', busy: false, what: '' });
    log.warn(
      `The language server stopped; ${again ? 'starting it again' : 'it stopped too often to be started again'}.`,
    );
    if (again) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The Dramatis language server stopped and was started again. Nothing you wrote is lost.'),
      );
    } else {
      const message = vscode.l10n.t('The Dramatis language server keeps stopping, so it is left off.');
      const restart = commandWith(commands.restartServer, vscode.l10n.t('Restart'));
      void reportError(log, new CommandError(message, restart));
    }
    return again;
  }

  async function launch(): Promise<LanguageClient> {
    const library = await import('vscode-languageclient/node');
    const module = context.asAbsolutePath('dist/node/server.js');
    const transport = library.TransportKind.ipc;
    const server: ServerModule = {
      run: { module, transport },
      debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    };
    const watchers = ['**/*.persona', `**/${configFileName}`, '**/*.talk.jsonl', '**/*.{md,txt,csv}'].map((glob) =>
      vscode.workspace.createFileSystemWatcher(glob),
    );
    const options: LanguageClientOptions = {
      documentSelector: personaSelector.map((filter) => ({ ...filter })),
      outputChannel: log,
      synchronize: { fileEvents: watchers },
      initializationOptions: (): ServerOptions => ({
        trusted: vscode.workspace.isTrusted,
        locale: vscode.env.language,
        overrides: overridesOf(settings),
      }),
      errorHandler: {
        error: (_error, _message, count) => ({
          action: (count ?? 0) <= 3 ? library.ErrorAction.Continue : library.ErrorAction.Shutdown,
          handled: true,
        }),
        closed: () => ({
          action: stopped() ? library.CloseAction.Restart : library.CloseAction.DoNotRestart,
          handled: true,
        }),
      },
    };
    const client = new library.LanguageClient('dramatis', 'Dramatis', server, options);
    const trace = () => client.setTrace(library.Trace.fromString(settings['trace.server'].read()));
    const overrides = () => client.sendNotification(overridesMethod, overridesOf(settings));
    listeners = [
      ...watchers,
      client.onNotification(statusMethod, ({ busy, what }: ServerStatus) => become({ busy, what })),
      client.onDidChangeState(({ newState }) => {
        if (newState === library.State.Running) become({ server: 'running' });
      }),
      settings['trace.server'].onChange(() => void trace()),
      settings.severities.onChange(() => void overrides()),
      settings['prompt.budget'].onChange(() => void overrides()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustMethod)),
    ];
    become({ server: 'starting' });
    await client.start();
    await trace();
    return client;
  }

  const client: Client = {
    async start() {
      running ??= launch();
      try {
        await running;
      } catch (error) {
        become({ server: 'stopped', busy: false, what: '' });
        log.error(error instanceof Error ? error : String(error));
      }
    },
    async restart() {
      restarts.reset();
      const before = running;
      running = undefined;
      unlisten();
      become(idle);
      try {
        await (await before)?.dispose();
      } catch (error) {
        log.warn(`The old language server did not stop cleanly: ${error}`);
      }
      await client.start();
    },
    async compiledPrompt(uri, token) {
      await client.start();
      const params: CompiledPromptParams = { uri: uri.toString() };
      const connection = await running;
      const answer = await connection?.sendRequest<CompiledPrompt | null>(compiledPromptMethod, params, token);
      return answer ?? undefined;
    },
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    async stop() {
      unlisten();
      await (await running?.catch(() => undefined))?.dispose();
    },
  };
  return client;
}
