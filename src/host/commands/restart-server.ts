// `Dramatis: Restart Language Server`, and the start of the server with the first persona document.
import * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { commands, languageId } from '../ids.ts';
import { registerCommand } from './register-command.ts';

/** Starts the server once a persona is open, now or later. */
export function registerServer(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.restartServer, () => deps.client.restart());
  const startFor = (document: vscode.TextDocument) => {
    if (document.languageId === languageId) void deps.client.start();
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(startFor));
  for (const document of vscode.workspace.textDocuments) startFor(document);
}
