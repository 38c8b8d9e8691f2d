// What the panel's buttons do outside the talk: commands of the editor, a list of more, a rule shown in its file.
import * as vscode from 'vscode';
import type { Persona } from '../../lang/persona.ts';
import { transcript } from '../../play/transcript.ts';
import type { PanelAction } from '../../wire/preview-protocol.ts';
import { commands, settingSection, views } from '../ids.ts';
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

/** A list of what is not worth a button. */
export async function moreActions(uri: vscode.Uri, persona: string, talk: LiveTalk | undefined): Promise<void> {
  const picks = [
    { label: `$(go-to-file) ${vscode.l10n.t('Open the persona file')}`, run: () => showFile(uri) },
    {
      label: `$(list-flat) ${vscode.l10n.t('Show compiled prompt')}`,
      run: () => vscode.commands.executeCommand(commands.showPrompt.id, uri),
    },
    {
      label: `$(copy) ${vscode.l10n.t('Copy the whole talk')}`,
      run: () => vscode.env.clipboard.writeText(transcript(talk?.state.turns ?? [], { persona, format: 'markdown' })),
    },
    {
      label: `$(history) ${vscode.l10n.t('Show earlier talks')}`,
      run: () => vscode.commands.executeCommand(`${views.talks}.focus`),
    },
  ];
  const picked = await vscode.window.showQuickPick(picks, { title: plainLabel(persona) });
  await picked?.run();
}

/** Shows a rule's line, in whichever file it stands. */
export async function revealRule(persona: Persona | undefined, id: string): Promise<void> {
  const rule = persona?.rules.find((one) => one.id === id);
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
