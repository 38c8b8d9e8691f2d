// Workspace trust as the host needs it: whether files may be read and models asked, and what is said where they may not.
import * as vscode from 'vscode';
import type { ModelFailure } from '../model/port.ts';
import { registerCommand } from './commands/register-command.ts';
import type { Deps } from './deps.ts';
import { commands } from './ids.ts';
import { CommandError } from './report-error.ts';

const manageTrustOfEditor = 'workbench.trust.manage';

/** The failure that stands for a reply in an untrusted workspace. */
export function untrustedFailure(): ModelFailure {
  return { reason: 'untrusted', message: untrustedMessage(), action: 'trust' };
}

/** Throws, with *Manage Trust* as the way out, in a workspace that is not trusted. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new CommandError(untrustedMessage(), { command: manageTrustOfEditor, title: vscode.l10n.t('Manage Trust') });
}

function untrustedMessage(): string {
  return vscode.l10n.t(
    'This workspace is in Restricted Mode. Files can be edited and checked; playing personas, and letting a model write them, needs your trust.',
  );
}

/** `Dramatis: Manage Workspace Trust`, where a failed reply can send the user. */
export function registerTrust(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.manageTrust, () => vscode.commands.executeCommand(manageTrustOfEditor));
}
