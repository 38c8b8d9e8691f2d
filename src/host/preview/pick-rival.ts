// *Compare* in the panel: whom to compare with is picked once, another model or the committed version of the persona; from then on the
// rival is made anew for each line, from what stands there then. Asks no model.
import * as vscode from 'vscode';
import type { Rival } from '../../play/compare.ts';
import type { Deps } from '../deps.ts';
import { earlierVersion } from '../explorer/compare-with-head.ts';
import { listModels, type ModelRow } from '../models/list-models.ts';
import { modelLabel } from '../models/model-label.ts';
import type { PersonaVersion } from '../personas.ts';
import type { Performer } from '../talks/live-talk.ts';
import { refusingModel } from '../talks/refusing-model.ts';
import { performerFor } from '../talks/talks.ts';

export interface RivalChoice {
  /** Who B is, as people read it. */
  readonly label: string;
  /** It is another version of the persona; the model is the same. */
  readonly isVersion: boolean;
  rival(): Promise<Rival>;
}

type RivalDeps = Pick<Deps, 'models' | 'configs' | 'personas'>;

/** Undefined where the user thought better of it. */
export async function pickRival(uri: vscode.Uri, deps: RivalDeps): Promise<RivalChoice | undefined> {
  const head: ModelRow = {
    label: `$(git-commit) ${vscode.l10n.t('The committed persona (HEAD)')}`,
    description: vscode.l10n.t('the same model, the last commit’s text'),
  };
  const section: ModelRow = { label: vscode.l10n.t('Another model'), kind: vscode.QuickPickItemKind.Separator };
  const title = vscode.l10n.t('Compare each reply with that of …');
  const picked = await vscode.window.showQuickPick([head, section, ...(await listModels(uri, deps.models))], { title });
  if (!picked) return undefined;
  return picked.name === undefined ? versionRival(uri, deps) : modelRival(uri, picked.name, deps);
}

async function modelRival(uri: vscode.Uri, name: string, deps: RivalDeps): Promise<RivalChoice> {
  return {
    label: modelLabel(await deps.models.choiceFor(uri, name)),
    isVersion: false,
    rival: async () => rivalOf(await performerFor(uri, deps, { name })),
  };
}

async function versionRival(uri: vscode.Uri, deps: RivalDeps): Promise<RivalChoice | undefined> {
  const earlier = await earlierVersion(uri, deps);
  if (!earlier) return undefined;
  const { name } = earlier;
  const version: PersonaVersion = name === 'HEAD' ? { revision: 'HEAD' } : 'saved';
  return {
    label: name,
    isVersion: true,
    async rival() {
      const found = await deps.personas.readVersion(uri, version);
      const { reading } = found.ok ? found : earlier;
      return { ...rivalOf(await performerFor(uri, deps, { reading })), version: { name, ...reading } };
    },
  };
}

/** One that cannot be asked answers with the reason, as the first one would. */
function rivalOf(performer: Performer): Rival {
  if (!performer.ok) return { model: refusingModel(performer) };
  const { ok: _ok, ...rival } = performer;
  return rival;
}
