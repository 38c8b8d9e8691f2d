// Asks the editor to tell of agent files as they open, change and close, and to ask for quick fixes in them. They are no documents of the language, so
// nothing else is asked about them: a file of Markdown has a formatter and completions of its own.
import type { Connection } from 'vscode-languageserver';
import type { DocumentFilter } from '../wire/server-protocol.ts';

/** Changes come as edits, as those of personas do. */
const incremental = 2;

export async function followAgentFiles(
  connection: Connection,
  documentSelector: readonly DocumentFilter[],
): Promise<void> {
  const registrations = [
    { method: 'textDocument/didOpen', registerOptions: { documentSelector } },
    { method: 'textDocument/didChange', registerOptions: { documentSelector, syncKind: incremental } },
    { method: 'textDocument/didSave', registerOptions: { documentSelector, includeText: false } },
    { method: 'textDocument/didClose', registerOptions: { documentSelector } },
    { method: 'textDocument/codeAction', registerOptions: { documentSelector, codeActionKinds: ['quickfix'] } },
  ].map((registration) => ({ ...registration, id: `agent-files ${registration.method}` }));
  await connection.sendRequest('client/registerCapability', { registrations });
}
