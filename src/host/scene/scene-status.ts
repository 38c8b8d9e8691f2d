// The scene of a talk as the panel is told it, with what each actor's model is called. In: a session. Out: a value. Asks nobody.
import type * as vscode from 'vscode';
import type { Persona } from '../../lang/persona.ts';
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

/** Whether an event may change what the strip says. */
export function movesScene(event: PlayEvent): boolean {
  return ['turn', 'replied', 'noted', 'removed', 'moved', 'failed'].includes(event.type);
}

/** The personas of a scene's cast. */
export function castOf(state: SessionState | undefined): readonly Persona[] {
  return (state?.scene?.cast ?? []).map(({ persona }) => persona);
}
