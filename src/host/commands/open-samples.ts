// `Dramatis: Open Samples`: copies the sample personas to a folder of the user's choice and opens it. The copies are theirs to change.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { registerCommand } from './register-command.ts';

/** Name of the folder that is made in the chosen one. */
const folderName = 'dramatis-samples';

/** Registers the command. */
export function registerOpenSamples(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.openSamples, async () => {
    const [parent] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Where should the samples be copied to?'),
        openLabel: vscode.l10n.t('Copy Here'),
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    if (!parent) return;
    const samples = vscode.Uri.joinPath(context.extensionUri, 'samples', 'first-look');
    const copy = await copySamples(samples, parent);
    await vscode.commands.executeCommand('vscode.openFolder', copy, { forceNewWindow: hasFolder() });
  });
}

/** Copies into `dramatis-samples` under `parent` and returns it. Never overwrites: an existing folder is opened as it is. */
export async function copySamples(samples: vscode.Uri, parent: vscode.Uri): Promise<vscode.Uri> {
  const target = vscode.Uri.joinPath(parent, folderName);
  const there = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (there) return target;
  try {
    await vscode.workspace.fs.copy(samples, target, { overwrite: false });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UserError(vscode.l10n.t('The samples cannot be copied to {0}: {1}', parent.fsPath, said));
  }
  return target;
}

function hasFolder(): boolean {
  return (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
}
