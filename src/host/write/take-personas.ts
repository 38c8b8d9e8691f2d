// Other persona files that a way of writing goes by, picked out of those of the workspace. In: the file they stand beside. Out: their paths from there, one a
// line; undefined where the author thinks better of it. Reads none of them.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { plainLabel } from '../plain-label.ts';

/** So many files are offered. */
const mostFiles = 500;

/** `many`: several; else one. */
export async function takePersonas(near: vscode.Uri, title: string, many: boolean): Promise<string | undefined> {
  const files = await vscode.workspace.findFiles('**/*.persona', '**/node_modules/**', mostFiles);
  const items = files
    .filter((file) => file.toString() !== near.toString() && file.scheme === near.scheme)
    .map((file) => ({ label: plainLabel(vscode.workspace.asRelativePath(file)), path: pathFrom(near.path, file.path) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  if (items.length === 0) throw new UserError(vscode.l10n.t('There is no other persona in this workspace.'));
  const options = { title, matchOnDescription: true };
  if (!many) {
    const placeHolder = vscode.l10n.t('Which persona?');
    return (await vscode.window.showQuickPick(items, { ...options, placeHolder }))?.path;
  }
  const placeHolder = vscode.l10n.t('Which personas?');
  const picked = await vscode.window.showQuickPick(items, { ...options, placeHolder, canPickMany: true });
  return picked?.map(({ path }) => path).join('\n');
}

/** As a persona file names another: `./users/ada.persona`, `../ada.persona`. Both are paths with slashes, from the same root. */
export function pathFrom(from: string, to: string): string {
  const own = from.split('/').slice(0, -1);
  const other = to.split('/');
  let shared = 0;
  while (shared < own.length && shared < other.length - 1 && own[shared] === other[shared]) shared++;
  const up = own.slice(shared).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...other.slice(shared)].join('/');
}
