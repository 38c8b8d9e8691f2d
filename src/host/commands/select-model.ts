// `Dramatis: Select Model`: a list of everything that could play, written to the user's setting.
import * as vscode from 'vscode';
import { originOf } from '../../model/origin-policy.ts';
import type { Deps } from '../deps.ts';
import { commands, settingSection } from '../ids.ts';
import { type KnownEndpoint, understudyName, vscodeModelName } from '../models/model-choice.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { registerCommand } from './register-command.ts';
import { setApiKeyFor } from './set-api-key.ts';

interface ModelItem extends vscode.QuickPickItem {
  /** What the setting becomes; undefined for an item that does something else. */
  readonly name?: string;
  readonly origin?: string;
  readonly run?: () => Thenable<unknown>;
}

const keyButton: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('key'), tooltip: '' };

/** Registers the command. */
export function registerSelectModel(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.selectModel, async (persona) => {
    const uri = findPersonaInFocus(persona);
    const picked = await pick(deps, await itemsFor(deps, uri), await currentName(deps, uri));
    if (picked?.run) await picked.run();
    else if (picked?.name !== undefined) await deps.settings.model.write(picked.name);
  });
}

async function itemsFor(deps: Deps, uri: vscode.Uri | undefined): Promise<ModelItem[]> {
  const [endpoints, origins, offered] = await Promise.all([
    deps.models.endpointsFor(uri),
    deps.models.keys.origins(),
    vscode.lm.selectChatModels(),
  ]);
  const section = (label: string): ModelItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    {
      label: `$(mirror) ${vscode.l10n.t('Offline understudy')}`,
      detail: vscode.l10n.t('No key, no network, no language model: answers from what the persona file says.'),
      name: understudyName,
    },
    ...(endpoints.length > 0 ? [section(vscode.l10n.t('Endpoints'))] : []),
    ...endpoints.map((known) => endpointItem(known, origins)),
    ...(offered.length > 0 ? [section(vscode.l10n.t('Models of VS Code'))] : []),
    ...offered.map((model) => ({
      label: `$(sparkle) ${model.name}`,
      description: model.vendor,
      detail: vscode.l10n.t('Has no system role: the prompt is sent as the first user message.'),
      name: vscodeModelName(model),
    })),
    section(''),
    {
      label: `$(add) ${vscode.l10n.t('Add an endpoint…')}`,
      detail: vscode.l10n.t('OpenAI, Ollama, LM Studio, vLLM, llama.cpp or anything that speaks their protocol.'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', `${settingSection}.endpoints`),
    },
  ];
}

function endpointItem({ endpoint, broughtBy }: KnownEndpoint, origins: readonly string[]): ModelItem {
  const origin = originOf(endpoint.url);
  const key = origin !== undefined && origins.includes(origin);
  const facts = [
    broughtBy === 'folder' ? vscode.l10n.t('from dramatis.json') : vscode.l10n.t('from your settings'),
    key ? vscode.l10n.t('key stored') : vscode.l10n.t('no key stored'),
  ];
  return {
    label: `$(server-environment) ${endpoint.name}`,
    description: `${endpoint.model} · ${origin ?? endpoint.url}`,
    detail: facts.join(' · '),
    name: endpoint.name,
    ...(origin === undefined ? {} : { origin, buttons: [{ ...keyButton, tooltip: vscode.l10n.t('Set API Key') }] }),
  };
}

async function currentName(deps: Deps, uri: vscode.Uri | undefined): Promise<string> {
  const config = uri ? await deps.configs.configFor(uri) : undefined;
  return deps.settings.model.read(uri) || config?.model || understudyName;
}

async function pick(deps: Deps, items: ModelItem[], current: string): Promise<ModelItem | undefined> {
  const list = vscode.window.createQuickPick<ModelItem>();
  list.title = vscode.l10n.t('Who plays your personas?');
  list.placeholder = vscode.l10n.t('Select a model');
  list.matchOnDescription = true;
  list.items = items;
  list.activeItems = items.filter(({ name }) => name === current);
  try {
    return await new Promise<ModelItem | undefined>((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems[0]));
      list.onDidHide(() => resolve(undefined));
      list.onDidTriggerItemButton(({ item }) => {
        if (item.origin !== undefined) resolve({ label: '', run: () => setApiKeyFor(deps, item.origin ?? '') });
      });
      list.show();
    });
  } finally {
    list.dispose();
  }
}
