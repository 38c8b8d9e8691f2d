// What the editor at the other end can do with code actions and completion, as it says when it introduces itself.
import type { InitializeParams } from 'vscode-languageserver';
import type { ServerOptions } from '../wire/server-protocol.ts';
import type { Client } from './features/refactorings.ts';

export interface ActionClient extends Client {
  /** It has the command that shows the page of a code. */
  readonly rulePages: boolean;
  /** It knows items that are put in before the rest of a word, or in its place, as its user likes. */
  readonly insertsOrReplaces: boolean;
}

export function actionClient({ capabilities, initializationOptions }: InitializeParams): ActionClient {
  const { workspaceEdit } = capabilities.workspace ?? {};
  const options: Partial<ServerOptions> = initializationOptions ?? {};
  return {
    createsFiles:
      workspaceEdit?.documentChanges === true && (workspaceEdit.resourceOperations?.includes('create') ?? false),
    showsDisabled: capabilities.textDocument?.codeAction?.disabledSupport === true,
    insertsOrReplaces: capabilities.textDocument?.completion?.completionItem?.insertReplaceSupport === true,
    rulePages: options.rulePages ?? false,
  };
}
