// The language client: starts the server when the first persona opens, starts it again when it stops, and says so.
// Loads vscode-languageclient (through the world's `connect`) when it starts, and not before.
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type CompiledPrompt,
  type CompiledPromptParams,
  compiledPromptMethod,
  type ServerOptions,
  type ServerStatus,
  statusMethod,
} from '../wire/server-protocol.ts';
import { agentFileSelector } from './agent-files/is-agent-file.ts';
import { sendNotices } from './client/notices.ts';
import { commandWith } from './commands/register-command.ts';
import { commands } from './ids.ts';
import type { ModelLists } from './models/model-lists.ts';
import { CommandError, reportError } from './report-error.ts';
import { RestartPolicy } from './restart-policy.ts';
import { overridesOf, type Settings, workspaceSettingsOf } from './settings.ts';
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

/** Makes the client; nothing is loaded or started yet. */
export function makeClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  settings: Settings,
  world: World,
  lists: Pick<ModelLists, 'kept' | 'onDidHear'>,
): Client {
  const changed = new vscode.EventEmitter<ClientState>();
  const restarts = new RestartPolicy();
  let state = idle;
  let running: Promise<BaseLanguageClient> | undefined;
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

  async function launch(): Promise<BaseLanguageClient> {
    const connection = await world.connect({
      extension: context,
      compileCache: vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath,
      log,
      options: (): ServerOptions => ({
        trusted: vscode.workspace.isTrusted,
        locale: vscode.env.language,
        overrides: overridesOf(settings),
        workspace: workspaceSettingsOf(settings),
        modelLists: lists.kept(),
        rulePages: true,
        agentFiles: agentFileSelector,
      }),
      trace: () => settings['trace.server'].read(),
      stopped,
      running: () => become({ server: 'running' }),
    });
    const { client, applyTrace } = connection;
    listeners = [
      connection,
      client.onNotification(statusMethod, ({ busy, what }: ServerStatus) => become({ busy, what })),
      settings['trace.server'].onChange(applyTrace),
      ...sendNotices(client, settings, lists),
    ];
    become({ server: 'starting' });
    await client.start();
    applyTrace();
    connection.started();
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
