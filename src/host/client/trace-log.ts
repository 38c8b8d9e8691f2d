// What the editor and the language server say to each other, in the log, as the setting asks for it. The client writes that at the log's
// level `trace`, which shows it to nobody who has not also turned up the level of that log; here it is written as information.
import * as vscode from 'vscode';

export interface TraceLog extends vscode.Disposable {
  /** For the client's `traceOutputChannel`. */
  readonly channel: vscode.LogOutputChannel;
  /** The setting changed. */
  readonly apply: () => void;
}

/** @param setting `off`, `messages` or `verbose`, as it is now. */
export function traceLog(log: vscode.LogOutputChannel, setting: () => string): TraceLog {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const level = () => (setting() === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace);
  const channel: vscode.LogOutputChannel = Object.create(log, {
    logLevel: { get: level },
    // From the level the client knows whether to write anything; how much, it reads from the same setting.
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string) => log.info(message) },
  });
  return { channel, apply: () => changed.fire(level()), dispose: () => changed.dispose() };
}
