// Whose talks are meant where no persona is in sight: those of the store say. In: the store. Out: a persona's file; undefined where the user thought better of it.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Deps } from '../deps.ts';
import { plainLabel } from '../plain-label.ts';

/** Rejects with a UserError where there is no talk of anybody. */
export async function personaOfTalks({ talks }: Pick<Deps, 'talks'>): Promise<vscode.Uri | undefined> {
  const all = await (await talks.store()).list();
  const rows = [...new Map(all.map(({ persona, personaUri }) => [personaUri, persona]))].map(([uri, persona]) => ({
    label: plainLabel(persona),
    description: plainLabel(vscode.workspace.asRelativePath(vscode.Uri.parse(uri))),
    uri: vscode.Uri.parse(uri),
  }));
  if (rows.length === 0) throw new UserError(vscode.l10n.t('Open a .persona or an agent file first.'));
  if (rows.length === 1) return rows[0]?.uri;
  return (await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Whose talks?') }))?.uri;
}
