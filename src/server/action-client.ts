// What the editor at the other end can do with code actions, as it says when it introduces itself.
import type { InitializeParams } from 'vscode-languageserver';
import type { ServerOptions } from '../wire/server-protocol.ts';
import type { Client } from './features/refactorings.ts';

export interface ActionClient extends Client {
  /** It has the command that shows the page of a code. */
  readonly rulePages: boolean;
}

export function actionClient({ capabilities, initializationOptions }: InitializeParams): ActionClient {
  const { workspaceEdit } = capabilities.workspace ?? {};
  const options: Partial<ServerOptions> = initializationOptions ?? {};
  return {
    createsFiles:
      workspaceEdit?.documentChanges === true && (workspaceEdit.resourceOperations?.includes('create') ?? false),
    showsDisabled: capabilities.textDocument?.codeAction?.disabledSupport === true,
    rulePages: options.rulePages ?? false,
  };
}
