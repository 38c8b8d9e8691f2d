// `Dramatis: Select Model`: a list of everything that could play, written to the user's setting. Endpoints are added, looked into and taken
// away from here; what listens on this machine is found where the user allowed it.
import type * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { registerCommand } from './register-command.ts';

/** Registers the command; the list is loaded when it is first shown. */
export function registerSelectModel(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.selectModel, async (persona) => {
    const { selectModel } = await import('../models/pick/select-model.ts');
    await selectModel(deps, findPersonaInFocus(persona));
  });
}
