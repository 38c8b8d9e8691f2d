// `Dramatis: Show Compiled Prompt`: the prompt beside its persona, live, and the list of what it leaves out.
import * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, promptScheme } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { followCursor } from './prompt-cursor.ts';
import { PromptDocuments } from './prompt-documents.ts';
import { promptLenses } from './prompt-lenses.ts';
import { promptUri } from './prompt-uri.ts';

/** Registers both commands and the documents behind them. */
export function registerShowPrompt(context: vscode.ExtensionContext, deps: Deps): void {
  const documents = new PromptDocuments(deps);
  const lenses = promptLenses(documents);
  context.subscriptions.push(
    documents,
    lenses,
    followCursor(documents),
    vscode.workspace.registerTextDocumentContentProvider(promptScheme, documents),
    vscode.languages.registerCodeLensProvider({ scheme: promptScheme }, lenses),
  );

  registerCommand(context, deps.log, commands.showPrompt, async (persona) => {
    const document = await vscode.workspace.openTextDocument(promptUri(personaInFocus(persona)));
    const viewColumn = vscode.ViewColumn.Beside;
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
  });

  registerCommand(context, deps.log, commands.showOmitted, async (prompt) => {
    const uri = prompt ?? vscode.window.activeTextEditor?.document.uri;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri?.toString());
    const omitted = (document && documents.compiled(document)?.omitted) ?? [];
    const picks = omitted.map((omission) => {
      const file = vscode.workspace.asRelativePath(vscode.Uri.parse(omission.uri));
      return { label: omission.why, description: file, omission };
    });
    const title = vscode.l10n.t('In the file, not in the prompt');
    const picked = await vscode.window.showQuickPick(picks, { title });
    if (picked) await reveal(vscode.Uri.parse(picked.omission.uri), picked.omission.origin);
  });
}

async function reveal(uri: vscode.Uri, range: { start: number; end: number }): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const place = visible?.viewColumn ? { viewColumn: visible.viewColumn } : {};
  await vscode.window.showTextDocument(document, { ...place, selection });
}
