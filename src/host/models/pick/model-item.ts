// One row of the list of models: what it is called, and what happens when it is picked or a button on it is pressed. Shapes, and the rows
// that need no question to be drawn.
import * as vscode from 'vscode';
import { originOf } from '../../../model/origin-policy.ts';
import type { Deps } from '../../deps.ts';
import { personaVendor } from '../../ids.ts';
import { plainLabel } from '../../plain-label.ts';
import { type KnownEndpoint, understudyName, vscodeModelName } from '../model-choice.ts';

/** `again`: the list is shown anew. */
export type Outcome = 'again' | undefined;

export interface ItemButton extends vscode.QuickInputButton {
  readonly run: () => Promise<Outcome>;
}

export interface ModelItem extends vscode.QuickPickItem {
  /** What the setting becomes; undefined for a row that does something else. */
  readonly name?: string;
  readonly run?: () => Promise<Outcome>;
  readonly buttons?: readonly ItemButton[];
}

export function separator(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

export function understudyItem(): ModelItem {
  return {
    label: `$(mirror) ${vscode.l10n.t('Offline understudy')}`,
    detail: vscode.l10n.t('No key, no network, no language model: answers from what the persona file says.'),
    name: understudyName,
  };
}

/** What the buttons of an endpoint do. */
export interface EndpointActions {
  setKey(origin: string): Promise<Outcome>;
  listModels(known: KnownEndpoint): Promise<Outcome>;
  remove(name: string): Promise<Outcome>;
}

/** @param ending what the kept list says of the end of its model. */
export function endpointItem(
  known: KnownEndpoint,
  origins: readonly string[],
  actions: EndpointActions,
  ending: string | undefined,
): ModelItem {
  const { endpoint, broughtBy } = known;
  const origin = originOf(endpoint.url);
  const facts = [
    broughtBy === 'folder' ? vscode.l10n.t('from dramatis.json') : vscode.l10n.t('from your settings'),
    origin !== undefined && origins.includes(origin) ? vscode.l10n.t('key stored') : vscode.l10n.t('no key stored'),
    ...(ending === undefined ? [] : [ending]),
  ];
  const button = (icon: string, tooltip: string, run: () => Promise<Outcome>): ItemButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    run,
  });
  const buttons = [
    ...(origin === undefined
      ? []
      : [
          button('list-selection', vscode.l10n.t('Models It Offers…'), () => actions.listModels(known)),
          button('key', vscode.l10n.t('Set API Key'), () => actions.setKey(origin)),
        ]),
    ...(broughtBy === 'user'
      ? [button('trash', vscode.l10n.t('Remove from Your Settings'), () => actions.remove(endpoint.name))]
      : []),
  ];
  return {
    label: `$(server-environment) ${plainLabel(endpoint.name)}`,
    description: plainLabel(`${endpoint.model} · ${origin ?? endpoint.url}`),
    detail: facts.join(' · '),
    name: endpoint.name,
    buttons,
  };
}

/** May take long, where VS Code has to start those who offer models, and be nothing. Personas play no personas. */
export async function offeredItems(): Promise<ModelItem[]> {
  const offered = (await vscode.lm.selectChatModels()).filter(({ vendor }) => vendor !== personaVendor);
  if (offered.length === 0) return [];
  return [
    separator(vscode.l10n.t('Models of VS Code')),
    ...offered.map((model) => ({
      label: `$(sparkle) ${plainLabel(model.name)}`,
      description: plainLabel(model.vendor),
      detail: vscode.l10n.t('Has no system role: the prompt is sent as the first user message.'),
      name: vscodeModelName(model),
    })),
  ];
}

/** The name that the list shows as chosen. */
export async function currentName(deps: Deps, uri: vscode.Uri | undefined): Promise<string> {
  const config = uri ? await deps.configs.configFor(uri) : undefined;
  return deps.settings.model.read() || config?.model || understudyName;
}
