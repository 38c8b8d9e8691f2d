// What the language server is told while it runs: settings, the lists of models, trust. In: a client. Out: what listens; each notice goes out
// when what it is about changes. The first of each goes with the server's options.
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ModelListsParams,
  modelListsMethod,
  overridesMethod,
  trustMethod,
  workspaceMethod,
} from '../../wire/server-protocol.ts';
import type { ModelLists } from '../models/model-lists.ts';
import { overridesOf, type Settings, workspaceSettingsOf } from '../settings.ts';

/** To be disposed with the client. */
export function sendNotices(
  client: Pick<BaseLanguageClient, 'sendNotification'>,
  settings: Settings,
  lists: Pick<ModelLists, 'kept' | 'onDidHear'>,
): readonly vscode.Disposable[] {
  const overrides = () => void client.sendNotification(overridesMethod, overridesOf(settings));
  const workspace = () => void client.sendNotification(workspaceMethod, workspaceSettingsOf(settings));
  const modelLists = () =>
    void client.sendNotification(modelListsMethod, { lists: lists.kept() } satisfies ModelListsParams);
  const overriding = [
    settings.severities,
    settings['prompt.budget'],
    settings['agentFiles.enabled'],
    settings['inlayHints.tokens'],
    settings['inlayHints.values'],
  ];
  return [
    ...overriding.map(({ onChange }) => onChange(overrides)),
    settings['lint.workspace'].onChange(workspace),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('files.exclude') && workspace()),
    lists.onDidHear(modelLists),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustMethod)),
  ];
}
