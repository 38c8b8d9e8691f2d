// A request that was sent, to the clipboard as a command line for the user's shell. The key is not in it: the name of a variable is.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { SentRequest } from '../../play/events.ts';
import type { Deps } from '../deps.ts';
import { commands, sentScheme } from '../ids.ts';
import { registerCommand } from './register-command.ts';

/** Registers the command: of the document of *what was sent* that is given, or in front. */
export function registerCopyAsCurl(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.copyAsCurl, async (given) => {
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    if (uri?.scheme !== sentScheme) throw new UserError(vscode.l10n.t('Open “What was sent” of a reply first.'));
    const query = new URLSearchParams(uri.query);
    const [store, { requestsOf }] = await Promise.all([deps.talks.store(), import('../../play/restore.ts')]);
    const records = await store.read(query.get('talk') ?? '');
    const request = requestsOf(records).find(({ id }) => id === query.get('request'));
    const persona = records.find((record) => record.type === 'talk')?.personaUri;
    await copyRequestAsCurl(deps, request, persona === undefined ? undefined : vscode.Uri.parse(persona));
  });
}

/** Copies and says so. @throws UserError where there is no such request, or it crossed no wire. */
export async function copyRequestAsCurl(
  deps: Pick<Deps, 'models'>,
  request: SentRequest | undefined,
  persona: vscode.Uri | undefined,
): Promise<void> {
  if (!request) throw new UserError(vscode.l10n.t('Nothing was sent yet.'));
  const { messages, wire, model } = request;
  if (!wire) throw new UserError(vscode.l10n.t('{0} is asked over no wire: there is nothing to repeat.', model.label));
  const { copyAsCurl } = await import('../../model/copy-as-curl.ts');
  const keyVariable = await keyVariableFor(deps, request, persona);
  const shell = /pwsh|powershell|cmd\.exe/i.test(vscode.env.shell) ? 'powershell' : 'bash';
  await vscode.env.clipboard.writeText(copyAsCurl({ messages, wire, keyVariable }, shell));
  const where = shell === 'bash' ? 'curl' : vscode.l10n.t('curl for PowerShell');
  const copied = vscode.l10n.t('Copied as {0}.', where);
  const variable = vscode.l10n.t('The key is not in it: put it into the variable {0}.', keyVariable ?? '');
  void vscode.window.showInformationMessage(keyVariable === undefined ? copied : `${copied} ${variable}`);
}

/** The variable that the endpoint names; a general one where it names none but was asked with a key. */
async function keyVariableFor(
  { models }: Pick<Deps, 'models'>,
  { model }: SentRequest,
  persona: vscode.Uri | undefined,
): Promise<string | undefined> {
  const [{ originOf }, { defaultKeyVariable }] = await Promise.all([
    import('../../model/origin-policy.ts'),
    import('../../model/copy-as-curl.ts'),
  ]);
  const endpoints = (await models.endpointsFor(persona)).map(({ endpoint }) => endpoint);
  const same = endpoints.filter(({ url }) => originOf(url) === model.origin);
  const named = (same.find((one) => one.model === model.model) ?? same[0])?.keyFrom;
  if (named !== undefined) return named;
  const stored = model.origin !== undefined && (await models.keys.get(model.origin)) !== undefined;
  return stored ? defaultKeyVariable : undefined;
}
