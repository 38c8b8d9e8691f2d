// All that a panel shows beside the talk itself, as it is now. In: the file as it was read, the talk, what was chosen in the panel. Out: the
// status. Asks no model.
import * as vscode from 'vscode';
import type { PanelStatus } from '../../wire/preview-protocol.ts';
import { previewWords } from '../../wire/preview-words.ts';
import type { Deps } from '../deps.ts';
import { modelLabel } from '../models/model-label.ts';
import type { ArenaChoice } from '../scene/arena-choice.ts';
import { sceneStatus } from '../scene/scene-status.ts';
import type { StrategiesInPlay } from '../strategies/strategies-in-play.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import type { PersonaWatch } from '../talks/persona-watch.ts';
import type { DuplexChoice } from './duplex-choice.ts';
import { panelPersona } from './panel-persona.ts';
import type { RivalChoice } from './pick-rival.ts';

export interface Shown {
  readonly watched: PersonaWatch['now'];
  readonly talk: LiveTalk | undefined;
  readonly lasting: boolean;
  readonly duplex: DuplexChoice;
  readonly rival: RivalChoice | undefined;
  readonly arena: ArenaChoice | undefined;
  readonly strategies: StrategiesInPlay;
}

/** @param uri of the persona's file. */
export async function panelStatus(uri: vscode.Uri, shown: Shown, deps: Pick<Deps, 'models'>): Promise<PanelStatus> {
  const { talk, rival } = shown;
  const choice = await deps.models.choiceFor(uri);
  const provider = choice.kind === 'understudy' || choice.kind === 'vscode' ? choice.kind : 'openai';
  const { playing, errors, older, missing } = shown.watched;
  const file = vscode.workspace.asRelativePath(uri);
  const label = modelLabel(choice);
  const left = rival?.isVersion ? vscode.l10n.t(previewWords.asEdited) : label;
  return {
    persona: playing && panelPersona(playing.persona, playing.book, { file, errors, older, missing }),
    model: { label, provider },
    trusted: vscode.workspace.isTrusted,
    lasting: shown.lasting,
    busy: talk?.busy ?? false,
    duplex: talk?.state.scene ? undefined : shown.duplex.sliceOf(playing?.persona),
    compare: rival && { left, right: rival.label },
    strategies: talk?.state.scene ? undefined : await shown.strategies.shown(),
    scene: await sceneStatus(talk?.state, uri, deps, shown.arena),
  };
}
