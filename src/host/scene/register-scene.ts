// `Dramatis: Play Scene`: from a lens, the palette or the panel's `…`. In: a persona, and where its block begins. Out: the panel plays it.
import * as vscode from 'vscode';
import type { SceneSetup } from '../../play/scene/setup.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';

/** `show` opens the panel of a persona with a scene; `active`: the persona whose panel has the focus. */
export function registerScene(
  context: vscode.ExtensionContext,
  deps: Deps,
  show: (uri: vscode.Uri, setup: SceneSetup) => void,
  active: () => vscode.Uri | undefined,
): void {
  registerCommand(context, deps.log, commands.playScene, async (given, offset) => {
    const uri = given instanceof vscode.Uri ? given : (active() ?? personaInFocus(given));
    const { chooseScene } = await import('./start-scene.ts');
    const setup = await chooseScene(uri, typeof offset === 'number' ? offset : undefined, deps);
    if (setup) show(uri, setup);
  });
}
