// Registers a command of `ids.ts` with a handler of the right type; what the handler throws ends at the door.
import * as vscode from 'vscode';
import type { Command } from '../ids.ts';
import { reportError } from '../report-error.ts';

/** Registers and disposes with the extension. */
export function registerCommand<Arguments extends readonly unknown[]>(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  command: Command<Arguments>,
  handler: (...args: Arguments) => unknown,
): void {
  const run = async (...args: unknown[]) => {
    try {
      return await handler(...(args as unknown as Arguments));
    } catch (error) {
      // Not awaited: whoever ran the command need not wait until the message is closed.
      void reportError(log, error);
      return undefined;
    }
  };
  context.subscriptions.push(vscode.commands.registerCommand(command.id, run));
}

/** The command with its arguments, as lenses, links and status items want it. */
export function commandWith<Arguments extends readonly unknown[]>(
  command: Command<Arguments>,
  title: string,
  ...args: Arguments
): vscode.Command {
  return { command: command.id, title, arguments: [...args] };
}
