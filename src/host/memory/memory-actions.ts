// What a person can do with a talk's memory: clear it, export it, say with whom the persona talks, end a session, begin the next. In: the
// panel's file and talk. Out: commands of the talk, documents. Asks for names, and no model itself.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { nameKey } from '../../lang/name.ts';
import { estimateTokens } from '../../play/memory/exchanges.ts';
import { exportMemory } from '../../play/memory/export-memory.ts';
import { readMemoryFile } from '../../play/memory/memory-file.ts';
import { plainLabel } from '../plain-label.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import { memoriesUri, memoryKeeper } from '../talks/memory-keeper.ts';
import { requireTrust } from '../trust.ts';

function talkOf({ talk }: MoreContext): LiveTalk {
  if (!talk) throw new UserError(vscode.l10n.t('There is no talk yet.'));
  return talk;
}

/** What was said so far stays in the talk and is sent no more. */
export async function clearMemory(context: MoreContext): Promise<void> {
  const talk = talkOf(context);
  if (talk.state.turns.length === 0) throw new UserError(vscode.l10n.t('Nothing was said yet.'));
  await talk.run({ type: 'clear-memory' });
  void vscode.window.setStatusBarMessage(vscode.l10n.t('Memory cleared: what was said so far is sent no more.'), 5000);
}

/** Opens the memory of the talk as a JSON document, to be saved or not. */
export async function openExport(context: MoreContext): Promise<void> {
  const { state } = talkOf(context);
  const { tokens = estimateTokens } = await context.deps.personas.measures();
  const kept = await memoryKeeper(context.uri, context.deps.world.newId).read();
  const content = `${JSON.stringify(exportMemory(state, tokens, kept.ok ? kept.text : ''), undefined, 2)}\n`;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'json', content }));
}

/** Asks with whom the persona talks from here on. */
export async function namePartner(context: MoreContext): Promise<void> {
  const talk = talkOf(context);
  const partner = await askName(context, talk.state.user);
  if (partner !== undefined) await talk.run({ type: 'meet', partner });
}

/** Two questions to the model; what is worth remembering is written down. */
export async function endSession(context: MoreContext): Promise<void> {
  requireTrust();
  const talk = talkOf(context);
  if (talk.state.user === undefined) await namePartner(context);
  if (talk.state.user !== undefined) await talk.run({ type: 'end-session' });
}

/** Another talk, with whom is asked first. The one shown stays as it is; its session ends where the user says so. */
export async function nextSession(context: MoreContext): Promise<void> {
  const partner = await askName(context, undefined);
  if (partner !== undefined) await context.nextTalk(partner);
}

/** Opens the text of the memories, where there is one. */
export async function openMemories({ uri }: MoreContext): Promise<void> {
  const file = memoriesUri(uri);
  const document = await vscode.workspace.openTextDocument(file).then(undefined, () => undefined);
  if (!document) throw new UserError(vscode.l10n.t('Nothing is remembered yet: there is no file.'));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

/** One of those the persona knows, or a new name; undefined: the user thought better of it. */
async function askName(context: MoreContext, now: string | undefined): Promise<string | undefined> {
  const kept = await memoryKeeper(context.uri, context.deps.world.newId).read();
  const { sessions } = readMemoryFile(kept.ok ? kept.text : '');
  const own = context.deps.settings['play.userName'].read().trim();
  const known = [...new Set([...sessions.map(({ partner }) => partner).reverse(), ...(own === '' ? [] : [own])])];
  const others = known.filter((name) => now === undefined || nameKey(name) !== nameKey(now));
  if (others.length === 0) return askNewName(context, now);
  const another = { label: `$(add) ${vscode.l10n.t('Somebody else…')}`, name: undefined };
  const picks = [...others.map((name) => ({ label: plainLabel(name), name })), another];
  const title = vscode.l10n.t('With whom does {0} talk?', plainLabel(context.persona?.name ?? ''));
  const picked = await vscode.window.showQuickPick(picks, { title });
  return picked === another ? askNewName(context, now) : picked?.name;
}

async function askNewName({ persona }: MoreContext, now: string | undefined): Promise<string | undefined> {
  const self = persona?.name ?? '';
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('With whom does {0} talk?', plainLabel(self)),
    prompt: vscode.l10n.t('The name by which the persona knows and remembers the partner.'),
    ...(now === undefined ? {} : { value: now }),
    validateInput: (value) => {
      if (value.trim() === '') return vscode.l10n.t('A name, please.');
      const taken = [self, 'self', 'user'].some((one) => nameKey(one) === nameKey(value));
      return taken ? vscode.l10n.t('This name is taken by somebody else in the talk.') : undefined;
    },
  });
  return name?.trim() || undefined;
}
