// The door where errors end: a UserError is said to the user with its action; a mistake of ours goes to the log, with a general word to the user.
import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import { commands } from './ids.ts';
import { plainLabel } from './plain-label.ts';

/** An error whose one action runs a command of the editor. */
export class CommandError extends UserError {
  readonly command: vscode.Command;

  constructor(message: string, command: vscode.Command) {
    super(message, command.title);
    this.name = 'CommandError';
    this.command = command;
  }
}

/** Says what went wrong. Never throws; resolves once the message is closed. */
export async function reportError(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof CommandError) {
    log.warn(error.message);
    const picked = await vscode.window.showErrorMessage(plainLabel(error.message), error.command.title);
    if (picked) await vscode.commands.executeCommand(error.command.command, ...(error.command.arguments ?? []));
    return;
  }
  if (error instanceof UserError) {
    log.warn(error.message);
    await vscode.window.showErrorMessage(plainLabel(error.action ? `${error.message} ${error.action}` : error.message));
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  const show = vscode.l10n.t('Show Log');
  const message = vscode.l10n.t('Dramatis made a mistake of its own. The log has the details.');
  if ((await vscode.window.showErrorMessage(message, show)) === show) {
    await vscode.commands.executeCommand(commands.showLog.id);
  }
}
