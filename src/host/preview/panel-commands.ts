// Commands about the talk that a preview panel shows, for the palette: the same that its buttons and its `…` do.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import type { PreviewPanel } from './preview-panel.ts';

/** Registers them. `shown`: the panel of a persona; without one, the panel used last. */
export function registerPanelCommands(
  context: vscode.ExtensionContext,
  deps: Deps,
  shown: (persona: vscode.Uri | undefined) => Promise<PreviewPanel> | undefined,
): void {
  const panel = (persona: vscode.Uri | undefined) => {
    const found = shown(findPersonaInFocus(persona));
    if (!found) throw new UserError(vscode.l10n.t('Play a persona first: this is about a talk.'));
    return found;
  };
  const contextOf = async (persona: vscode.Uri | undefined) => (await panel(persona)).context();
  registerCommand(context, deps.log, commands.compareReplies, async (persona) => (await panel(persona)).compare());
  registerCommand(context, deps.log, commands.holdArena, async (persona) => (await panel(persona)).holdArena());
  registerCommand(context, deps.log, commands.playWithStrategies, async (persona, library) => {
    const given = library instanceof vscode.Uri ? library : undefined;
    return (await panel(given ? undefined : persona)).playWith(given);
  });
  registerCommand(context, deps.log, commands.askAgainWith, async (persona) => {
    const [talk, { askOnceMore }] = await Promise.all([contextOf(persona), import('./more/ask-again-with.ts')]);
    return askOnceMore(talk);
  });
  registerCommand(context, deps.log, commands.saveTalkAs, async (persona) => {
    const [talk, { saveShown }] = await Promise.all([contextOf(persona), import('./more/save-as.ts')]);
    return saveShown(talk);
  });
  registerCommand(context, deps.log, commands.exportTalk, async (persona) => {
    const [talk, { exportShown }] = await Promise.all([contextOf(persona), import('./more/export.ts')]);
    return exportShown(talk);
  });
  registerCommand(context, deps.log, commands.importTalk, async (persona, file) => {
    const uri = findPersonaInFocus(persona) ?? (await shown(undefined))?.uri;
    if (!uri) throw new UserError(vscode.l10n.t('Open a .persona file first.'));
    const { importAndOpen } = await import('../talks/import-talk.ts');
    return importAndOpen(uri, deps, file instanceof vscode.Uri ? file : undefined);
  });
}
