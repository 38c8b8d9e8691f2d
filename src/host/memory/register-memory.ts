// The commands of memory. In: the panel they are meant for, which opens where it is not. Does what the panel's tabs and its `…` do.
import type * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import type { MoreContext } from '../preview/more-actions.ts';

type MemoryAction = 'clearMemory' | 'openExport' | 'endSession' | 'nextSession' | 'openMemories';

/** `panelOf`: the panel of the persona given, else the active one, else that of the editor's persona. */
export function registerMemory(
  context: vscode.ExtensionContext,
  deps: Deps,
  panelOf: (persona: unknown) => Promise<MoreContext> | undefined,
): void {
  const on = (name: MemoryAction) => async (persona: unknown) => {
    const [panel, actions] = await Promise.all([panelOf(persona), import('./memory-actions.ts')]);
    if (panel) await actions[name](panel);
  };
  registerCommand(context, deps.log, commands.clearMemory, on('clearMemory'));
  registerCommand(context, deps.log, commands.exportMemory, on('openExport'));
  registerCommand(context, deps.log, commands.endSession, on('endSession'));
  registerCommand(context, deps.log, commands.nextSession, on('nextSession'));
  registerCommand(context, deps.log, commands.openMemories, on('openMemories'));
}
