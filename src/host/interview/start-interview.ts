// *Interview…* and *Ask as the user*: who asks, with which first line, how many lines, how; what it may cost; then the talk goes on by itself
// and can be stopped. In: the panel. Out: a command for its talk.
import * as vscode from 'vscode';
import { type Asker, type Manner, usualManner } from '../../play/simulated-user/asker.ts';
import { type Interview, interviewRequests, needsModel } from '../../play/simulated-user/interview.ts';
import { confirmRequests } from '../explorer/confirm-cost.ts';
import { commands } from '../ids.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import { CommandError, reportError } from '../report-error.ts';
import { requireTrust } from '../trust.ts';
import { curiousAsker, type PickedAsker, pickAsker } from './pick-asker.ts';

/** Who asked last in a panel's file: *ask as the user* goes on with them. */
const asked = new Map<string, PickedAsker>();

export const usualTurns = 6;
const mostTurns = 100;

/** Asks all, then begins; nothing happens where the user thinks better of it. */
export async function startInterview(panel: MoreContext): Promise<void> {
  requireTrust();
  if (!panel.talk || !panel.persona) return;
  const picked = await pickAsker(panel, vscode.l10n.t('Who asks?'));
  if (!picked) return;
  await requireModel(panel, picked.asker);
  const seed = picked.asMe ? '' : await askSeed();
  if (seed === undefined) return;
  const turns = await askTurns();
  if (turns === undefined) return;
  const manner = await askManner();
  if (!manner) return;
  const asker = { ...picked.asker, manner };
  asked.set(panel.uri.toString(), { ...picked, asker });
  await begin(panel, { ...picked, asker, turns, ...(seed.trim() === '' ? {} : { seed }) });
}

/** One line, and the reply to it. Asks nothing: who asked last asks again, else a curious user. */
export async function askAsUser(panel: MoreContext): Promise<void> {
  requireTrust();
  if (!panel.talk || !panel.persona) return;
  const picked = asked.get(panel.uri.toString()) ?? { asker: await curiousAsker(panel) };
  await requireModel(panel, picked.asker);
  await begin(panel, { ...picked, turns: 1 });
}

async function begin({ talk, uri, deps }: MoreContext, interview: Interview): Promise<void> {
  const judge = await deps.models.judgeFor(uri);
  const judged = judge?.ok && judge.model.identity.provider !== 'understudy' ? { judge: judge.model } : {};
  const what = { ...interview, asker: { ...interview.asker, ...judged } };
  if (what.turns > 1 && !(await confirmRequests(interviewRequests(what), deps.settings))) return;
  const mostRequests = deps.settings['budget.requests'].read();
  // Not awaited: what comes of it arrives as events.
  talk?.run({ type: 'interview', ...what, mostRequests }).catch((error) => reportError(deps.log, error));
}

/** The understudy plays no user: said before anything is asked. */
async function requireModel({ uri, deps }: MoreContext, asker: Asker): Promise<void> {
  if (asker.model) return;
  const { kind } = await deps.models.choiceFor(uri);
  if (kind !== 'understudy') return;
  const title = vscode.l10n.t('Select Model');
  throw new CommandError(vscode.l10n.t(needsModel), { command: commands.selectModel.id, title, arguments: [uri] });
}

function askSeed(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Their first line'),
    prompt: vscode.l10n.t('Leave it empty and they begin by themselves.'),
  });
}

async function askTurns(): Promise<number | undefined> {
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t('How many lines do they say?'),
    value: String(usualTurns),
    validateInput: (text) => (isCount(text) ? undefined : vscode.l10n.t('A number from 1 to {0}.', String(mostTurns))),
  });
  return given === undefined ? undefined : Number(given);
}

function isCount(text: string): boolean {
  return /^\s*\d{1,3}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= mostTurns;
}

async function askManner(): Promise<Manner | undefined> {
  const of = (label: string, description: string, manner: Partial<Manner>) => ({ label, description, manner });
  const t = vscode.l10n.t;
  const items = [
    of(t('As people do'), t('four lines in ten lean on what was said'), {}),
    of(t('Following up'), t('nearly every line leans on what was said'), { leaning: 0.9, shifting: 0 }),
    of(t('From one thing to another'), t('every second line turns to something else'), { leaning: 0.3, shifting: 0.5 }),
    of(t('In few words'), t('terse, and often leaning on what was said'), { leaning: 0.6, terseness: 'terse' }),
    of(t('In many words'), t('tells of itself, and every line stands on its own'), { leaning: 0, terseness: 'wordy' }),
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('How do they ask?') });
  return picked && { ...usualManner, ...picked.manner };
}
