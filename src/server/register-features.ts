// All features that answer requests, in one chunk that is loaded behind the first diagnostics.
import type { Connection } from 'vscode-languageserver';
import type { Measures } from '../lang/measures.ts';
import type { ActionClient } from './action-client.ts';
import type { AgentDocuments } from './agent-documents.ts';
import type { Documents } from './documents.ts';
import { registerCodeActions } from './register-code-actions.ts';
import { registerFileFeatures } from './register-file-features.ts';
import { registerWorkspaceFeatures } from './register-workspace-features.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface FeatureDeps {
  readonly documents: Documents;
  readonly agentFiles: Pick<AgentDocuments, 'takes' | 'find'>;
  readonly workspace: WorkspaceFiles;
  /** Brings a heavy measure into `documents.measures`. */
  readonly load: (which: keyof Measures) => Promise<void>;
  /** Asked for at each request: it is known once the editor has introduced itself. */
  readonly client: () => ActionClient;
}

export function registerFeatures(
  connection: Connection,
  { documents, agentFiles, workspace, load, client }: FeatureDeps,
): void {
  registerFileFeatures(connection, documents, client, load);
  registerCodeActions(connection, documents, agentFiles, client);
  registerWorkspaceFeatures(connection, documents, workspace);
}
