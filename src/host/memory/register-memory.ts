// The commands of memory. In: the panel they are meant for, which opens where it is not. Does what the panel's tabs and its `…` do.
import type * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import { clearMemory, endSession, nextSession, openExport, openMemories } from './memory-actions.ts';

/** `panelOf`: the panel of the persona given, else the active one, else that of the editor's persona. */
export function registerMemory(
  context: vscode.ExtensionContext,
  deps: Deps,
  panelOf: (persona: unknown) => Promise<MoreContext> | undefined,
): void {
  const on = (run: (panel: MoreContext) => Promise<void>) => async (persona: unknown) => {
    const panel = await panelOf(persona);
    if (panel) await run(panel);
  };
  registerCommand(context, deps.log, commands.clearMemory, on(clearMemory));
  registerCommand(context, deps.log, commands.exportMemory, on(openExport));
  registerCommand(context, deps.log, commands.endSession, on(endSession));
  registerCommand(context, deps.log, commands.nextSession, on(nextSession));
  registerCommand(context, deps.log, commands.openMemories, on(openMemories));
}
