// A library that a run has learnt: as a new unsaved file of its name beside the persona, or added behind what stands there, as an edit that can be undone.
// In: the learnt text. Out: an editor to audit it in. Saves nothing, and changes no line that is there.
import * as vscode from 'vscode';
import { addStrategy, readStrategies, type Strategy } from '../../play/strategies/strategies.ts';
import { exists } from '../exists.ts';

interface Learnt {
  readonly name: string;
  readonly text: string;
}

/** What *Open* would do with it. */
export async function libraryAction({ name }: Learnt, near: vscode.Uri): Promise<string> {
  return (await exists(besides(near, name))) ? vscode.l10n.t('Add to {0}', name) : vscode.l10n.t('Open');
}

/** Shows the first of what is new. A strategy of a name that is there already stays as it stands there. */
export async function openLibrary({ name, text }: Learnt, near: vscode.Uri): Promise<void> {
  const target = besides(near, name);
  const there = await exists(target);
  const document = await vscode.workspace.openTextDocument(there ? target : target.with({ scheme: 'untitled' }));
  const before = document.getText();
  const fresh = beyond(readStrategies(before).places, readStrategies(text).strategies);
  const kept = before.trimEnd().length;
  if (fresh.length > 0) {
    const edit = new vscode.WorkspaceEdit();
    const end = new vscode.Range(document.positionAt(kept), document.positionAt(before.length));
    edit.replace(document.uri, end, fresh.reduce(addStrategy, before).slice(kept));
    await vscode.workspace.applyEdit(edit);
  }
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const first = readStrategies(document.getText()).places.find((place) => place.name === fresh[0]?.name);
  const at = new vscode.Position((first?.line ?? 1) - 1, 0);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function besides(near: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(near, '..', name);
}

/** Those whose names are not there. */
function beyond(there: readonly { readonly name: string }[], learnt: readonly Strategy[]): readonly Strategy[] {
  const names = new Set(there.map(({ name }) => name));
  return learnt.filter(({ name }) => !names.has(name));
}
