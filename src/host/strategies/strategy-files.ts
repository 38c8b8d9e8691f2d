// Strategy libraries of the workspace: found, read as they stand in the editor, one of them picked. In: a persona. Out: a library, with a word on what
// is wrong with it. Changes none.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { StrategyLibrary } from '../../play/strategies/advise.ts';
import { fileNameOf } from '../file-name.ts';
import { plainLabel } from '../plain-label.ts';

/** Files looked at. */
const most = 200;

/** The text in the editor, where the file is open; else on disk. Never rejects: a library that is gone says so. */
export async function readLibrary(uri: vscode.Uri): Promise<StrategyLibrary> {
  const name = fileNameOf(uri);
  try {
    const [{ readStrategies }, document] = await Promise.all([
      import('../../play/strategies/strategies.ts'),
      vscode.workspace.openTextDocument(uri),
    ]);
    return { name, strategies: readStrategies(document.getText()).strategies };
  } catch {
    return { name, strategies: [], trouble: `${name} cannot be read` };
  }
}

/** Asks which; undefined where the user thinks better of it. Those beside the persona come first, its namesake before all. */
export async function pickLibrary(persona: vscode.Uri): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/*.strategies', '**/node_modules/**', most);
  if (found.length === 0) {
    throw new UserError(
      vscode.l10n.t(
        'There is no library of strategies in this folder. “Improve Persona …”, “learn strategies from a judge” makes one, or write a NAME.strategies yourself.',
      ),
    );
  }
  const own = persona.path.replace(/\.persona$/u, '.strategies');
  const folder = persona.path.slice(0, persona.path.lastIndexOf('/') + 1);
  const rank = ({ path }: vscode.Uri) => (path === own ? 0 : path.startsWith(folder) ? 1 : 2);
  const sorted = found.toSorted((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  const items = await Promise.all(
    sorted.map(async (uri) => {
      const { strategies, trouble } = await readLibrary(uri);
      const approved = strategies.filter(({ status }) => status === 'approved').length;
      return {
        label: `$(lightbulb) ${plainLabel(fileNameOf(uri))}`,
        description: plainLabel(vscode.workspace.asRelativePath(uri)),
        detail: trouble ?? vscode.l10n.t('{0} of {1} approved: only those are used.', approved, strategies.length),
        uri,
      };
    }),
  );
  const title = vscode.l10n.t('Play with which strategies?');
  // It opens behind another list, and the panel may take the focus in between.
  const options = { title, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.uri;
}
