// `Dramatis: Restart Language Server`, and the start of the server with the first document that it checks: a persona, or an agent file.
import * as vscode from 'vscode';
import { isAgentFile } from '../agent-files/is-agent-file.ts';
import type { Deps } from '../deps.ts';
import { commands, languageId } from '../ids.ts';
import { registerCommand } from './register-command.ts';

/** Starts the server once such a document is open, now or later. */
export function registerServer(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.restartServer, () => deps.client.restart());
  const startFor = (document: vscode.TextDocument) => {
    const { languageId: language, uri } = document;
    const agentFile = isAgentFile(uri) && deps.settings['agentFiles.enabled'].read();
    if (language === languageId || agentFile) void deps.client.start();
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(startFor));
  for (const document of vscode.workspace.textDocuments) startFor(document);
}
