// The scene of a talk as the panel is told it, with what each actor's model is called. In: a session. Out: a value. Asks nobody.
import type * as vscode from 'vscode';
import type { PlayEvent } from '../../play/events.ts';
import { actorsOf } from '../../play/scene/parties.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelScene } from '../../wire/preview-protocol.ts';
import type { Deps } from '../deps.ts';
import { modelLabel } from '../models/model-label.ts';
import { type ArenaChoice, panelArena } from './arena-choice.ts';
import { panelScene } from './panel-scene.ts';
import { arenaFits } from './pick-arena.ts';
import { fileOf } from './scene-performers.ts';

/** Undefined where no scene is played. `arena`: the one chosen for this talk. */
export async function sceneStatus(
  state: SessionState | undefined,
  uri: vscode.Uri,
  { models }: Pick<Deps, 'models'>,
  arena?: ArenaChoice,
): Promise<PanelScene | undefined> {
  if (!state?.scene) return undefined;
  const labels = await Promise.all(
    actorsOf(state).map(async (actor): Promise<[string, string]> => {
      return [actor.key, modelLabel(await models.choiceFor(fileOf(actor, uri)))];
    }),
  );
  const shown = panelScene(state, Object.fromEntries(labels));
  const supervisor = arena ? modelLabel(await models.choiceFor(uri, arena.supervisor)) : '';
  return shown && { ...shown, held: panelArena(arena, supervisor, state), mayHold: arenaFits(state) };
}

/** Whether events may change what the strip of a scene says. */
export function movesScene({ scene }: SessionState, events: readonly PlayEvent[]): boolean {
  const types = ['turn', 'replied', 'noted', 'removed', 'moved', 'failed'];
  return scene !== undefined && events.some(({ type }) => types.includes(type));
}
