// *Play Scene*: which scene of the file, whose lines a person says, and what it may cost. In: a persona's file. Out: a setup, or nothing where
// the user thinks better of it. Asks no model.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Persona, Scene } from '../../lang/persona.ts';
import { estimateScene } from '../../play/scene/estimate-scene.ts';
import { setScene } from '../../play/scene/scene-setup.ts';
import type { SceneSetup } from '../../play/scene/setup.ts';
import type { Deps } from '../deps.ts';
import { modelLabel } from '../models/model-label.ts';
import { plainLabel } from '../plain-label.ts';
import { requireTrust } from '../trust.ts';
import { fileOf } from './scene-performers.ts';

/** `offset`: of the block in the file, as a lens gives it. */
export async function chooseScene(
  uri: vscode.Uri,
  offset: number | undefined,
  deps: Deps,
): Promise<SceneSetup | undefined> {
  requireTrust();
  const { persona } = await deps.personas.read(uri);
  const scene = await whichScene(persona, offset);
  if (!scene) return undefined;
  const source = await deps.personas.sourceFor(uri);
  const seat = await whichSeat(persona, scene);
  if (!seat) return undefined;
  const setup = setScene(persona, scene, source, { seat: seat.key, seed: deps.world.now() % 2 ** 31 });
  return (await confirmScene(uri, setup, deps)) ? setup : undefined;
}

async function whichScene(persona: Persona, offset: number | undefined): Promise<Scene | undefined> {
  const at =
    offset === undefined
      ? undefined
      : persona.scenes.find(({ origin }) => origin.range.start <= offset && offset <= origin.range.end);
  if (at) return at;
  if (persona.scenes.length === 0) {
    throw new UserError(vscode.l10n.t('This file has no scene. A block that begins with “scene” is one.'));
  }
  if (persona.scenes.length === 1) return persona.scenes[0];
  const items = persona.scenes.map((scene, index) => ({
    label: plainLabel(scene.title?.value ?? vscode.l10n.t('Scene {0}', index + 1)),
    description: plainLabel(scene.cast.map(({ name }) => name).join(', ')),
    scene,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which scene?') }))?.scene;
}

async function whichSeat(persona: Persona, scene: Scene): Promise<{ readonly key: string | undefined } | undefined> {
  const members = [{ key: 'self', name: persona.name }, ...scene.cast];
  const items = [
    { label: `$(eye) ${vscode.l10n.t('Nobody’s: I watch')}`, key: undefined },
    {
      label: `$(account) ${vscode.l10n.t('The user’s')}`,
      description: vscode.l10n.t('somebody who comes along'),
      key: 'user',
    },
    ...members.map(({ key, name }) => ({ label: `$(person) ${plainLabel(name)}`, key })),
  ];
  return vscode.window.showQuickPick<{ label: string; key: string | undefined }>(items, {
    title: vscode.l10n.t('Whose lines do you say?'),
  });
}

/** Asked where somebody may be paid: how many requests at most, and who gets them. */
async function confirmScene(uri: vscode.Uri, setup: SceneSetup, { models }: Deps): Promise<boolean> {
  const files = [uri, ...setup.cast.filter(({ key }) => key !== setup.seat).map((actor) => fileOf(actor, uri))];
  const choices = await Promise.all(files.map((file) => models.choiceFor(file)));
  const paid = [...new Set(choices.filter(({ kind }) => kind !== 'understudy').map(modelLabel))];
  if (paid.length === 0) return true;
  const { requests, turns } = estimateScene(setup);
  const play = vscode.l10n.t('Play');
  const message = vscode.l10n.t('This scene takes {0} requests at most.', requests);
  const detail = vscode.l10n.t('{0} lines, asked of {1}.', turns, plainLabel(paid.join(', ')));
  const more = setup.protocol.words?.(setup);
  const said = more === undefined ? detail : `${detail} ${plainLabel(more)}`;
  return (await vscode.window.showInformationMessage(message, { modal: true, detail: said }, play)) === play;
}
