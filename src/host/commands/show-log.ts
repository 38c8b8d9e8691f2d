// `Dramatis: Show Log`.
import type * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { registerCommand } from './register-command.ts';

/** Opens the output channel. */
export function registerShowLog(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.showLog, () => deps.log.show());
}
