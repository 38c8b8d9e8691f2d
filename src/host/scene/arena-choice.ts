// An arena in the panel: who answers each turn and who picks, chosen once and made anew for each run, from what the settings and files say
// then. In: names of models and files of personas. Out: the arena that the talk is played with. Asks no model.
import type * as vscode from 'vscode';
import type { ChatModel } from '../../model/port.ts';
import { type Arena, type ArenaCandidate, arenaPrinciples } from '../../play/scene/arena.ts';
import { progressOf } from '../../play/scene/scene-over.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelArena } from '../../wire/preview-protocol.ts';
import type { Deps } from '../deps.ts';
import { modelLabel } from '../models/model-label.ts';
import type { Instead } from '../models/models.ts';
import { refusingModel } from '../talks/refusing-model.ts';

/** A model by its name in settings, or another persona in the actor's place, played by the model of its own file. */
export type Contender =
  | { readonly label: string; readonly model: string }
  | { readonly label: string; readonly file: vscode.Uri };

export interface ArenaChoice {
  readonly contenders: readonly Contender[];
  /** Name of the model that picks, as settings name it. */
  readonly supervisor: string;
  /** Key of whose turns are judged; undefined: everybody's that a model plays. */
  readonly actor: string | undefined;
  /** Up to how many lines of the scene. */
  readonly until: number;
}

type ArenaDeps = Pick<Deps, 'models' | 'personas'>;

/** One that cannot be asked answers with the reason. */
export async function makeArena(uri: vscode.Uri, choice: ArenaChoice, deps: ArenaDeps): Promise<Arena> {
  const { contenders, supervisor, actor, until } = choice;
  const candidates: ArenaCandidate[] = [];
  for (const contender of contenders) candidates.push(await candidateOf(uri, contender, deps));
  return {
    candidates,
    supervisor: await modelOf(uri, { name: supervisor }, deps),
    principles: arenaPrinciples,
    until,
    ...(actor === undefined ? {} : { actor }),
  };
}

/** What the panel shows of an arena; undefined where none is held, or it is over. */
export function panelArena(
  choice: ArenaChoice | undefined,
  supervisor: string,
  state: SessionState,
): PanelArena | undefined {
  if (!choice || !state.scene) return undefined;
  const left = choice.until - progressOf(state).played;
  return left > 0 ? { candidates: choice.contenders.map(({ label }) => label), supervisor, left } : undefined;
}

async function candidateOf(uri: vscode.Uri, contender: Contender, deps: ArenaDeps): Promise<ArenaCandidate> {
  const { label } = contender;
  if ('model' in contender) return { label, model: await modelOf(uri, { name: contender.model }, deps) };
  const { persona, book } = await deps.personas.read(contender.file);
  return { label, persona, book, model: await modelOf(contender.file, { reading: { persona, book } }, deps) };
}

async function modelOf(uri: vscode.Uri, instead: Instead, { models }: ArenaDeps): Promise<ChatModel> {
  const answer = await models.modelFor(uri, instead);
  return answer.ok
    ? answer.model
    : refusingModel({ ...answer, label: modelLabel(await models.choiceFor(uri, instead.name)) });
}
