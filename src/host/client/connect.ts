// One language client, ready to start: which process, which documents, which files are watched, what happens when it ends.
// The only file that loads vscode-languageclient; it is itself loaded when the first persona opens.
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  State,
  Trace,
  TransportKind,
} from 'vscode-languageclient/node';
import { configFileName } from '../../config/find-config.ts';
import type { ServerOptions } from '../../wire/server-protocol.ts';
import { commands } from '../ids.ts';
import { personaSelector } from '../persona-selector.ts';

export interface ConnectOptions {
  /** Absolute path of the server's module. */
  readonly module: string;
  readonly log: vscode.LogOutputChannel;
  /** Asked for at each start, also after a crash. */
  readonly options: () => ServerOptions;
  readonly trace: () => string;
  /** The server ended by itself; true: start it again. */
  readonly stopped: () => boolean;
  readonly running: () => void;
}

export interface Connection extends vscode.Disposable {
  readonly client: LanguageClient;
  readonly applyTrace: () => void;
}

/** Files besides personas whose change changes findings or the prompt: settings, kept talks, and what `from:` may name. */
const watched = ['**/*.persona', `**/${configFileName}`, '**/*.talk.jsonl', '**/*.{md,txt,csv}'];

/** Makes a client; it is not started. Disposing ends the watching, not the client. */
export function connect({ module, log, options, trace, stopped, running }: ConnectOptions): Connection {
  const watchers = watched.map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  const clientOptions: LanguageClientOptions = {
    documentSelector: personaSelector.map((filter) => ({ ...filter })),
    outputChannel: log,
    synchronize: { fileEvents: watchers },
    initializationOptions: options,
    middleware: { handleDiagnostics: (uri, findings, next) => next(uri, findings.map(withPage)) },
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => ({ action: stopped() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
  };
  const transport = TransportKind.ipc;
  const debug = { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const client = new LanguageClient('dramatis', 'Dramatis', { run: { module, transport }, debug }, clientOptions);
  const watching = vscode.Disposable.from(
    ...watchers,
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) running();
    }),
  );
  return {
    client,
    applyTrace: () => void client.setTrace(Trace.fromString(trace())),
    dispose: () => watching.dispose(),
  };
}

/** The link of a code goes to its page as it is read, not to the Markdown it is written in. */
function withPage(finding: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = finding;
  if (typeof code !== 'object') return finding;
  const query = encodeURIComponent(JSON.stringify([code.value]));
  finding.code = { value: code.value, target: vscode.Uri.parse(`command:${commands.showRulePage.id}?${query}`) };
  return finding;
}
