// The scene of a talk as the panel is told it, with what each actor's model is called. In: a session. Out: a value. Asks nobody.
import type * as vscode from 'vscode';
import type { PlayEvent } from '../../play/events.ts';
import { actorsOf } from '../../play/scene/parties.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelScene } from '../../wire/preview-protocol.ts';
import type { Deps } from '../deps.ts';
import { modelLabel } from '../models/model-label.ts';
import { panelScene } from './panel-scene.ts';
import { fileOf } from './scene-performers.ts';

/** Undefined where no scene is played. */
export async function sceneStatus(
  state: SessionState | undefined,
  uri: vscode.Uri,
  { models }: Pick<Deps, 'models'>,
): Promise<PanelScene | undefined> {
  if (!state?.scene) return undefined;
  const labels = await Promise.all(
    actorsOf(state).map(async (actor): Promise<[string, string]> => {
      return [actor.key, modelLabel(await models.choiceFor(fileOf(actor, uri)))];
    }),
  );
  return panelScene(state, Object.fromEntries(labels));
}

/** Whether events may change what the strip of a scene says. */
export function movesScene({ scene }: SessionState, events: readonly PlayEvent[]): boolean {
  const types = ['turn', 'replied', 'noted', 'removed', 'moved', 'failed'];
  return scene !== undefined && events.some(({ type }) => types.includes(type));
}
