// *Hold an arena…*: who answers each turn, whose turns, who picks and for how many lines, then what it may cost. In: a talk with a scene. Out:
// a choice, or nothing where the user thinks better of it. Asks no model.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { estimateScene } from '../../play/scene/estimate-scene.ts';
import { actorsOf } from '../../play/scene/parties.ts';
import { progressOf } from '../../play/scene/scene-over.ts';
import { spoken } from '../../play/scene/spoken.ts';
import type { SessionState } from '../../play/session.ts';
import type { Deps } from '../deps.ts';
import { listModels } from '../models/list-models.ts';
import { understudyName } from '../models/model-choice.ts';
import { modelLabel } from '../models/model-label.ts';
import { plainLabel } from '../plain-label.ts';
import type { ArenaChoice, Contender } from './arena-choice.ts';

/** So many files are offered. */
const mostFiles = 200;

/** Whether an arena can be held in this talk now: each turn of the scene is one line, and lines are left. */
export function arenaFits({ scene, notes }: SessionState): boolean {
  return scene?.protocol.name === spoken.name && !notes.some(({ kind }) => kind === 'scene ended');
}

/** @throws UserError where fewer than two are picked. */
export async function pickArena(uri: vscode.Uri, state: SessionState, deps: Deps): Promise<ArenaChoice | undefined> {
  const contenders = await pickContenders(uri, deps);
  if (!contenders) return undefined;
  if (contenders.length < 2) throw new UserError(vscode.l10n.t('An arena takes two candidates or more.'));
  const whose = await pickWhose(state);
  if (!whose) return undefined;
  const supervisor = await pickSupervisor(uri, deps);
  if (supervisor === undefined) return undefined;
  const lines = await askLines(state);
  if (lines === undefined) return undefined;
  const until = progressOf(state).played + lines;
  const choice = { contenders: apart(contenders), supervisor, actor: whose.key, until };
  return (await confirmArena(uri, state, choice, lines, deps)) ? choice : undefined;
}

async function pickContenders(uri: vscode.Uri, { models }: Deps): Promise<readonly Contender[] | undefined> {
  const [rows, found] = await Promise.all([
    listModels(uri, models),
    vscode.workspace.findFiles('**/*.persona', '**/node_modules/**', mostFiles),
  ]);
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, make: undefined });
  const named = rows.flatMap((row) => {
    const { name } = row;
    if (name === undefined) return [];
    const make = async () => ({ label: modelLabel(await models.choiceFor(uri, name)), model: name });
    return [{ ...row, make }];
  });
  const files = found
    .map((file) => ({ file, path: vscode.workspace.asRelativePath(file) }))
    .sort((a, b) => a.path.localeCompare(b.path))
    .map(({ file, path }) => ({
      label: `$(file) ${plainLabel(path)}`,
      description: vscode.l10n.t('in the actor’s place'),
      make: async () => ({ label: path, file }),
    }));
  const items = [separator(vscode.l10n.t('Models')), ...named, separator(vscode.l10n.t('Personas')), ...files];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Who answers each turn? Pick two or more'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked && (await Promise.all(picked.flatMap(({ make }) => (make ? [make()] : []))));
}

/** Two that are called the same are told apart by a number: the table counts by what they are called. */
function apart(contenders: readonly Contender[]): readonly Contender[] {
  return contenders.map((one, at) => {
    const before = contenders.slice(0, at).filter(({ label }) => label === one.label).length;
    return before === 0 ? one : { ...one, label: `${one.label} (${before + 1})` };
  });
}

function pickWhose(state: SessionState): Thenable<{ readonly key: string | undefined } | undefined> {
  const played = actorsOf(state).filter(({ key }) => key !== state.scene?.seat);
  const items = [
    { label: `$(organization) ${vscode.l10n.t('Everybody’s that a model plays')}`, key: undefined },
    ...played.map(({ key, name }) => ({ label: `$(person) ${plainLabel(name)}`, key })),
  ];
  return vscode.window.showQuickPick<{ label: string; key: string | undefined }>(items, {
    title: vscode.l10n.t('Whose turns are judged?'),
  });
}

/** The understudy judges nobody. */
async function pickSupervisor(uri: vscode.Uri, { models }: Deps): Promise<string | undefined> {
  const rows = (await listModels(uri, models)).filter(({ name }) => name !== understudyName);
  if (!rows.some(({ name }) => name !== undefined)) {
    throw new UserError(vscode.l10n.t('An arena needs a language model that picks: the understudy judges nobody.'));
  }
  const title = vscode.l10n.t('Which model picks the best line?');
  return (await vscode.window.showQuickPick(rows, { title }))?.name;
}

async function askLines(state: SessionState): Promise<number | undefined> {
  const { played, limit } = progressOf(state);
  const most = Math.max(1, limit - played);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('For how many lines of the scene?'),
    prompt: vscode.l10n.t('{0} are left. After them the scene goes on without an arena.', most),
    value: String(Math.min(most, 6)),
    validateInput: (value) =>
      /^\d+$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= most
        ? undefined
        : vscode.l10n.t('A whole number from 1 to {0}.', most),
  });
  return text === undefined ? undefined : Number(text);
}

/** Always asked: a supervisor is a language model. */
async function confirmArena(
  uri: vscode.Uri,
  state: SessionState,
  { contenders, supervisor, actor }: ArenaChoice,
  lines: number,
  { models }: Deps,
): Promise<boolean> {
  const { scene: setup } = state;
  if (!setup) return false;
  // The count alone is asked for here: who they are has no say in it.
  const held = { candidates: contenders.map(({ label }) => ({ label })), ...(actor === undefined ? {} : { actor }) };
  const { requests, turns } = estimateScene(setup, held, progressOf(state).played, lines);
  const picks = modelLabel(await models.choiceFor(uri, supervisor));
  const names = contenders.map(({ label }) => label).join(', ');
  const hold = vscode.l10n.t('Hold it');
  const message = vscode.l10n.t('This arena takes {0} requests at most.', requests);
  const detail = plainLabel(vscode.l10n.t('{0} lines; {1} answer, and {2} picks.', turns, names, picks));
  return (await vscode.window.showInformationMessage(message, { modal: true, detail }, hold)) === hold;
}
