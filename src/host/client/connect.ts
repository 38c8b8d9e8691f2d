// One language client, ready to start: which documents, which files are watched, what happens when it ends; where the server runs is the
// caller's to say. Only files of this folder load vscode-languageclient; they are themselves loaded when the first persona opens.
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient';
import { configFileName } from '../../config/find-config.ts';
import type { ServerOptions } from '../../wire/server-protocol.ts';
import { commands } from '../ids.ts';
import { personaSelector } from '../persona-selector.ts';
import { traceLog } from './trace-log.ts';

export interface ConnectOptions {
  /** Holds the server's module. */
  readonly extension: vscode.ExtensionContext;
  /** Absolute path of a folder that may not be there, where there is a disk. */
  readonly compileCache: string;
  readonly log: vscode.LogOutputChannel;
  /** Asked for at each start, also after a crash. */
  readonly options: () => ServerOptions;
  readonly trace: () => string;
  /** The server ended by itself; true: start it again. */
  readonly stopped: () => boolean;
  readonly running: () => void;
}

export interface Connection extends vscode.Disposable {
  readonly client: BaseLanguageClient;
  readonly applyTrace: () => void;
  /** To be called whenever the client has started. */
  readonly started: () => void;
}

/** Makes the client itself, for a server that runs somewhere. */
export type MakeClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Files besides personas whose change changes findings or the prompt: settings, kept talks, what `from:` may name, what git ignores. */
const watched = ['**/*.persona', `**/${configFileName}`, '**/*.talk.jsonl', '**/*.{md,txt,csv}', '**/.gitignore'];

/** Makes a client; it is not started. Disposing ends the watching, not the client. */
export function connect({ log, options, trace, stopped, running }: ConnectOptions, make: MakeClient): Connection {
  const watchers = [
    ...watched.map((glob) => vscode.workspace.createFileSystemWatcher(glob)),
    // Of a folder that is deleted nothing but the folder itself is told.
    vscode.workspace.createFileSystemWatcher('**/*', true, true, false),
  ];
  const traced = traceLog(log, trace);
  const clientOptions: LanguageClientOptions = {
    documentSelector: personaSelector.map((filter) => ({ ...filter })),
    outputChannel: log,
    traceOutputChannel: traced.channel,
    synchronize: { fileEvents: watchers },
    initializationOptions: options,
    middleware: { handleDiagnostics: (uri, findings, next) => next(uri, findings.map(withPage)) },
    errorHandler: {
      // Writes fail by the dozen when a server dies. A shutdown for that would pass for one that was asked for, and nothing would start it
      // again: its end, which is told next, decides.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: stopped() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
  };
  const client = make('dramatis', 'Dramatis', clientOptions);
  const watching = vscode.Disposable.from(
    ...watchers,
    traced,
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) running();
    }),
  );
  return {
    client,
    applyTrace: traced.apply,
    started: () => undefined,
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
