// A file written whole or not at all: beside its place first, then moved there. For what the user asked to be written; replaces nothing unasked.

import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import { fileNameOf } from './file-name.ts';

/** Rejects with a UserError where it cannot be written, or where a file is there and `overwrite` is false. */
export async function writeWhole(
  target: vscode.Uri,
  bytes: Uint8Array,
  { overwrite, newId }: { readonly overwrite: boolean; readonly newId: () => string },
): Promise<void> {
  const name = fileNameOf(target);
  const part = vscode.Uri.joinPath(target, '..', `.${name}.${newId()}.part`);
  try {
    await vscode.workspace.fs.writeFile(part, bytes);
    await vscode.workspace.fs.rename(part, target, { overwrite });
  } catch (error) {
    await vscode.workspace.fs.delete(part).then(undefined, () => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(vscode.l10n.t('{0} could not be written. {1}', name, why));
  }
}
