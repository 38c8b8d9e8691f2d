// Who plays the cast of a scene: for each member the model chosen for its own file; for who has none, that of the scene's file. In: a setup.
// Out: actors as their files stand now, and models. What may not be asked answers with the reason.
import * as vscode from 'vscode';
import type { Persona } from '../../lang/persona.ts';
import type { ChatModel } from '../../model/port.ts';
import { loadCast } from '../../play/scene/load-cast.ts';
import { narratorActor } from '../../play/scene/parties.ts';
import type { SceneActor, SceneSetup } from '../../play/scene/setup.ts';
import { modelLabel } from '../models/model-label.ts';
import type { Models } from '../models/models.ts';
import type { Personas } from '../personas.ts';
import { refusingModel } from '../talks/refusing-model.ts';

export interface ScenePerformers {
  /** The setup with its cast as the files say it now. */
  asNow(setup: SceneSetup, persona: Persona): Promise<SceneSetup>;
  /** By key; the seat is not asked for. */
  modelsOf(setup: SceneSetup): Promise<Readonly<Record<string, ChatModel>>>;
}

export function scenePerformers(
  uri: vscode.Uri,
  { models, personas }: { readonly models: Models; readonly personas: Personas },
): ScenePerformers {
  return {
    async asNow(setup, persona) {
      return { ...setup, cast: loadCast(persona, setup.scene, await personas.sourceFor(uri)) };
    },
    async modelsOf({ cast, seat }) {
      const asked = [...cast.filter(({ key }) => key !== seat), narratorActor()];
      const found: [string, ChatModel][] = [];
      for (const actor of asked) found.push([actor.key, await modelOf(actor, uri, models)]);
      return Object.fromEntries(found);
    },
  };
}

/** Where an actor's model is chosen: its own file, else the one whose scene it is. */
export function fileOf(actor: SceneActor, uri: vscode.Uri): vscode.Uri {
  return actor.nameOnly || actor.key === 'narrator' ? uri : vscode.Uri.parse(actor.persona.uri);
}

async function modelOf(actor: SceneActor, uri: vscode.Uri, models: Models): Promise<ChatModel> {
  const file = fileOf(actor, uri);
  const answer = await models.modelFor(file, { reading: { persona: actor.persona, book: actor.book } });
  return answer.ok ? answer.model : refusingModel({ ...answer, label: modelLabel(await models.choiceFor(file)) });
}
