// What the suites in a real VS Code share: a persona in an editor of its own, and waiting for what the editor does in its own time.
import * as vscode from 'vscode';
import { languageId } from '../../../src/host/ids.ts';

/** A persona with one rule that its example keeps. */
export const persona = `persona Ada
  kind: expert
  role: archivist of a small town

voice
  - Plain and exact.

rules
  secret: Never names the mayor.
    never: say "Mayor Quill"

greeting
  Good morning. Which shelf?

example the mayor
  user: Who signed this?
  self: The signature is hard to read.
`;

/** Opens the text as an untitled persona and shows it. */
export async function openPersona(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: languageId, content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Asks again until there is an answer; throws after `ms`, which is for what hangs, with what was asked last. */
export async function waitFor<T>(ask: () => Promise<T | undefined> | T | undefined, ms = 120_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`nothing came within ${ms} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Replaces the whole text of a document. */
export async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}
