// `Dramatis: Set API Key` and `Dramatis: Forget API Key`. A key is typed into a masked box, goes to secret storage, and is never shown again.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { isLoopbackOrigin, originOf } from '../../model/origin-policy.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { plainLabel } from '../plain-label.ts';
import { registerCommand } from './register-command.ts';

/** Registers both commands. */
export function registerApiKeys(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.setApiKey, async (persona) => {
    const origin = await askOrigin(deps, findPersonaInFocus(persona));
    if (origin !== undefined) await setApiKeyFor(deps, origin);
  });

  registerCommand(context, deps.log, commands.forgetApiKey, () => forgetOrigins(deps));
}

/** Keys, and addresses allowed without one: whatever is picked is forgotten, and asked about again before the next use. */
async function forgetOrigins({ models: { keys, confirmed } }: Deps): Promise<void> {
  const stored = await keys.origins();
  const origins = [...new Set([...stored, ...confirmed.all()])].sort();
  if (origins.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No API key is stored, and no address is allowed.'));
    return;
  }
  const items = origins.map((origin) => ({
    label: plainLabel(origin),
    origin,
    description: stored.includes(origin) ? vscode.l10n.t('key stored') : vscode.l10n.t('allowed, no key'),
  }));
  const title = vscode.l10n.t('Forget which API keys and allowed addresses?');
  for (const { origin } of (await vscode.window.showQuickPick(items, { title, canPickMany: true })) ?? []) {
    await keys.forget(origin);
    await confirmed.remove(origin);
  }
}

/**
 * Asks for the key of one origin and stores it. Typing it in is a yes to that origin, too. `optional`: an empty one means that there is
 * none. False where the user left it.
 */
export async function setApiKeyFor(deps: Deps, origin: string, optional = false): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {0}', origin),
    prompt: vscode.l10n.t('Kept in the secret storage of your editor and sent to {0} only.', origin),
    password: true,
    ignoreFocusOut: true,
    ...(optional ? { placeHolder: vscode.l10n.t('Leave it empty where it wants none') } : {}),
    validateInput: (value) =>
      value.trim() || optional ? undefined : vscode.l10n.t('Paste the key, or press Escape to leave it.'),
  });
  if (key === undefined) return false;
  if (key.trim() !== '') await deps.models.keys.set(origin, key.trim());
  await deps.models.confirmed.add(origin);
  return true;
}

async function askOrigin(deps: Deps, uri: vscode.Uri | undefined): Promise<string | undefined> {
  const endpoints = await deps.models.endpointsFor(uri);
  const stored = await deps.models.keys.origins();
  const origins = new Set([...endpoints.flatMap(({ endpoint }) => originOf(endpoint.url) ?? []), ...stored]);
  const other = { label: `$(add) ${vscode.l10n.t('Another address…')}`, origin: undefined };
  const items = [...origins].map((origin) => ({
    label: plainLabel(origin),
    origin,
    description: stored.includes(origin) ? vscode.l10n.t('key stored') : '',
  }));
  if (items.length === 0) return typeOrigin();
  const title = vscode.l10n.t('API key for which address?');
  const picked = await vscode.window.showQuickPick([...items, other], { title });
  return picked === other ? typeOrigin() : picked?.origin;
}

async function typeOrigin(): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Address of the endpoint'),
    placeHolder: 'https://api.openai.com/v1',
    ignoreFocusOut: true,
    validateInput: (text) => (usable(text) ? undefined : vscode.l10n.t('An https address, or http on this machine.')),
  });
  if (value === undefined) return undefined;
  const origin = originOf(value);
  if (origin === undefined) throw new UserError(vscode.l10n.t('{0} is no address.', value));
  return origin;
}

function usable(text: string): boolean {
  const origin = originOf(text);
  return origin !== undefined && (origin.startsWith('https:') || isLoopbackOrigin(origin));
}
