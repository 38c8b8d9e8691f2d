// A new endpoint in four questions: which server, its key, which model, what to call it. In: nothing. Out: an entry in the user's own
// settings, checked before it is written, or nothing at all. A server is asked for its models because the user named it just now.
import * as vscode from 'vscode';
import { UserError } from '../../../base/user-error.ts';
import { isLoopbackOrigin, originOf } from '../../../model/origin-policy.ts';
import { setApiKeyFor } from '../../commands/set-api-key.ts';
import type { Deps } from '../../deps.ts';
import { type EndpointEntry, entryFault, freeName, isUsableAddress } from '../endpoint-entry.ts';
import { thisMachine } from '../model-lists.ts';
import { addEndpoint, namesOf } from '../own-endpoints.ts';
import { pickListedModel } from './pick-listed-model.ts';

/** The name of the new endpoint, which is in the settings now; undefined where the user left it. */
export async function askForEndpoint(deps: Deps): Promise<string | undefined> {
  const url = await askAddress();
  const origin = url === undefined ? undefined : originOf(url);
  if (url === undefined || origin === undefined) return undefined;
  let key = await deps.models.keys.get(origin);
  if (key === undefined && !isLoopbackOrigin(origin)) {
    if (!(await setApiKeyFor(deps, origin, true))) return undefined;
    key = await deps.models.keys.get(origin);
  }
  const title = vscode.l10n.t('Which model of {0}?', origin);
  const model = await pickListedModel(deps.models.lists, { url, key, title });
  if (model === undefined) return undefined;
  const taken = await namesTaken(deps);
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('What do you call it?'),
    prompt: vscode.l10n.t('The name that stands in the list of models and in your settings.'),
    value: freeName(model, taken),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (taken.includes(text.trim())) return vscode.l10n.t('Another endpoint is called so.');
      return entryFault({ name: text.trim(), url, model });
    },
  });
  if (name === undefined) return undefined;
  return writeEntry(deps, { name: name.trim(), url, model });
}

/** Puts a model of a server into the settings under a name that is free, unless it is there. */
export async function useModel(deps: Deps, entry: Omit<EndpointEntry, 'name'> & { url: string; model: string }) {
  const known = (await deps.models.endpointsFor(undefined)).find(
    ({ endpoint, broughtBy }) => broughtBy === 'user' && endpoint.url === entry.url && endpoint.model === entry.model,
  );
  if (known) return known.endpoint.name;
  return writeEntry(deps, { ...entry, name: freeName(entry.model, await namesTaken(deps)) });
}

async function writeEntry(deps: Deps, entry: EndpointEntry): Promise<string> {
  const fault = entryFault(entry);
  if (fault !== undefined) throw new UserError(vscode.l10n.t('This endpoint cannot be kept: {0}', fault));
  await addEndpoint(deps.settings.endpoints, entry);
  return entry.name;
}

async function namesTaken(deps: Deps): Promise<string[]> {
  const known = await deps.models.endpointsFor(undefined);
  return [...namesOf(deps.settings.endpoints), ...known.map(({ endpoint }) => endpoint.name)];
}

/** Addresses as their providers give them. */
const providers = [
  { label: 'OpenAI', url: 'https://api.openai.com/v1' },
  { label: 'OpenRouter', url: 'https://openrouter.ai/api/v1' },
  { label: 'Mistral', url: 'https://api.mistral.ai/v1' },
  { label: 'Groq', url: 'https://api.groq.com/openai/v1' },
] as const;

async function askAddress(): Promise<string | undefined> {
  const { localServers } = await import('../../../model/local-servers.ts');
  const row = (label: string, url: string, icon: string) => ({ label: `$(${icon}) ${label}`, description: url, url });
  const other = { label: `$(add) ${vscode.l10n.t('Another address…')}`, url: undefined };
  const rows = [
    { label: thisMachine(), kind: vscode.QuickPickItemKind.Separator, url: undefined },
    ...localServers.map(({ name, url }) => row(name, url, 'vm')),
    { label: vscode.l10n.t('Elsewhere'), kind: vscode.QuickPickItemKind.Separator, url: undefined },
    ...providers.map(({ label, url }) => row(label, url, 'cloud')),
    other,
  ];
  const title = vscode.l10n.t('Where is the endpoint?');
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true, ignoreFocusOut: true });
  if (!picked) return undefined;
  if (picked.url !== undefined) return picked.url;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Address of the endpoint'),
    placeHolder: 'https://api.openai.com/v1',
    prompt: vscode.l10n.t('Mostly it ends in /v1.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isUsableAddress(text) ? undefined : vscode.l10n.t('An https address, or http on {0}.', thisMachine()),
  });
  return typed?.trim();
}
