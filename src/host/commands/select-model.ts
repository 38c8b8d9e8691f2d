// `Dramatis: Select Model`: a list of everything that could play, written to the user's setting.
import * as vscode from 'vscode';
import { originOf } from '../../model/origin-policy.ts';
import type { Deps } from '../deps.ts';
import { commands, settingSection } from '../ids.ts';
import { type KnownEndpoint, understudyName, vscodeModelName } from '../models/model-choice.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { plainLabel } from '../plain-label.ts';
import { registerCommand } from './register-command.ts';
import { setApiKeyFor } from './set-api-key.ts';

interface ModelItem extends vscode.QuickPickItem {
  /** What the setting becomes; undefined for an item that does something else. */
  readonly name?: string;
  readonly origin?: string;
  /** Chosen by its button: the key of this origin is to be set. */
  readonly setKeyFor?: string;
  readonly run?: () => Thenable<unknown>;
}

/** Registers the command. */
export function registerSelectModel(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.selectModel, async (persona) => {
    const uri = findPersonaInFocus(persona);
    const picked = await pick(await ownItems(deps, uri), offeredItems(), await currentName(deps, uri));
    if (picked?.setKeyFor !== undefined) await setApiKeyFor(deps, picked.setKeyFor);
    else if (picked?.run) await picked.run();
    else if (picked?.name !== undefined) await deps.settings.model.write(picked.name);
  });
}

const section = (label: string): ModelItem => ({ label, kind: vscode.QuickPickItemKind.Separator });

async function ownItems(deps: Deps, uri: vscode.Uri | undefined): Promise<ModelItem[]> {
  const [endpoints, origins] = await Promise.all([deps.models.endpointsFor(uri), deps.models.keys.origins()]);
  return [
    {
      label: `$(mirror) ${vscode.l10n.t('Offline understudy')}`,
      detail: vscode.l10n.t('No key, no network, no language model: answers from what the persona file says.'),
      name: understudyName,
    },
    ...(endpoints.length > 0 ? [section(vscode.l10n.t('Endpoints'))] : []),
    ...endpoints.map((known) => endpointItem(known, origins)),
    section(''),
    {
      label: `$(add) ${vscode.l10n.t('Add an endpoint…')}`,
      detail: vscode.l10n.t('OpenAI, Ollama, LM Studio, vLLM, llama.cpp or anything that speaks their protocol.'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', `${settingSection}.endpoints`),
    },
  ];
}

/** May take long, where VS Code has to start those who offer models, and be nothing. */
async function offeredItems(): Promise<ModelItem[]> {
  const offered = await vscode.lm.selectChatModels();
  if (offered.length === 0) return [];
  return [
    section(vscode.l10n.t('Models of VS Code')),
    ...offered.map((model) => ({
      label: `$(sparkle) ${model.name}`,
      description: model.vendor,
      detail: vscode.l10n.t('Has no system role: the prompt is sent as the first user message.'),
      name: vscodeModelName(model),
    })),
  ];
}

function endpointItem({ endpoint, broughtBy }: KnownEndpoint, origins: readonly string[]): ModelItem {
  const origin = originOf(endpoint.url);
  const facts = [
    broughtBy === 'folder' ? vscode.l10n.t('from dramatis.json') : vscode.l10n.t('from your settings'),
    origin !== undefined && origins.includes(origin) ? vscode.l10n.t('key stored') : vscode.l10n.t('no key stored'),
  ];
  const button = { iconPath: new vscode.ThemeIcon('key'), tooltip: vscode.l10n.t('Set API Key') };
  return {
    label: `$(server-environment) ${plainLabel(endpoint.name)}`,
    description: plainLabel(`${endpoint.model} · ${origin ?? endpoint.url}`),
    detail: facts.join(' · '),
    name: endpoint.name,
    ...(origin === undefined ? {} : { origin, buttons: [button] }),
  };
}

async function currentName(deps: Deps, uri: vscode.Uri | undefined): Promise<string> {
  const config = uri ? await deps.configs.configFor(uri) : undefined;
  return deps.settings.model.read(uri) || config?.model || understudyName;
}

/** Shows `items` at once and `later` when they come. */
async function pick(
  items: readonly ModelItem[],
  later: Promise<readonly ModelItem[]>,
  current: string,
): Promise<ModelItem | undefined> {
  const list = vscode.window.createQuickPick<ModelItem>();
  list.title = vscode.l10n.t('Who plays your personas?');
  list.placeholder = vscode.l10n.t('Select a model');
  list.matchOnDescription = true;
  const show = (shown: readonly ModelItem[]) => {
    const marked = shown.map((item) =>
      item.name === current ? { ...item, description: [item.description, `$(check)`].filter(Boolean).join(' ') } : item,
    );
    const active = list.activeItems[0]?.name ?? current;
    list.items = marked;
    list.activeItems = marked.filter(({ name }) => name === active);
  };
  show(items);
  list.busy = true;
  let open = true;
  void later
    .catch(() => [])
    .then((more) => {
      if (!open) return;
      list.busy = false;
      if (more.length > 0) show([...items, ...more]);
    });
  try {
    return await new Promise<ModelItem | undefined>((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems[0]));
      list.onDidHide(() => resolve(undefined));
      list.onDidTriggerItemButton(({ item }) => {
        if (item.origin !== undefined) resolve({ label: item.label, setKeyFor: item.origin });
      });
      list.show();
    });
  } finally {
    open = false;
    list.dispose();
  }
}
