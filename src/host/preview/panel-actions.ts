// What the panel's buttons do outside the talk: commands of the editor, a rule shown in its file.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { SentRequest } from '../../play/events.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelAction } from '../../wire/preview-protocol.ts';
import { commands, settingSection } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import type { LiveTalk } from '../talks/live-talk.ts';

/** The one thing that a failure or a notice offers. */
export async function doAction(action: PanelAction, uri: vscode.Uri): Promise<void> {
  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  switch (action) {
    case 'select-model':
      return void (await run(commands.selectModel.id, uri));
    case 'set-key':
      return void (await run(commands.setApiKey.id, uri));
    case 'trust':
      return void (await run(commands.manageTrust.id));
    case 'raise-limit':
      return void (await run('workbench.action.openSettings', `${settingSection}.prompt.budget`));
    case 'show-problems':
      await showFile(uri);
      return void (await run('workbench.actions.view.problems'));
    case 'open-file':
      return showFile(uri);
    case 'retry':
    case 'none':
      return undefined;
  }
}

/** A request of the talk. @throws UserError where it is not there any more. */
export function requestOf(talk: LiveTalk | undefined, wanted: string): SentRequest {
  const found = talk?.state.requests.find(({ id }) => id === wanted);
  if (!found) throw new UserError(vscode.l10n.t('This request is not in the talk any more.'));
  return found;
}

/** Shows a rule's line, in whichever file it stands: the persona's own, else that of an actor of its scene. */
export async function revealRule(state: SessionState | undefined, id: string): Promise<void> {
  const { actorsOf } = await import('../../play/scene/parties.ts');
  const rules = (state ? actorsOf(state) : []).flatMap(({ persona }) => persona.rules);
  const rule = rules.find((one) => one.id === id);
  if (!rule) {
    void vscode.window.showInformationMessage(plainLabel(vscode.l10n.t('The persona has no rule “{0}” any more.', id)));
    return;
  }
  await showFile(vscode.Uri.parse(rule.origin.uri), rule.origin.range);
}

/** Shows a file where it is open already, else beside the panel; a range is selected. */
export async function showFile(uri: vscode.Uri, range?: { start: number; end: number }): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const start = range && document.positionAt(range.start);
  const selection = start && new vscode.Range(start, start);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn, ...(selection ? { selection } : {}) });
}
