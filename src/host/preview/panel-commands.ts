// Commands about the talk that a preview panel shows, for the palette: the same that its buttons and its `…` do.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { importAndOpen } from '../talks/import-talk.ts';
import { askOnceMore } from './more/ask-again-with.ts';
import { exportShown } from './more/export.ts';
import { saveShown } from './more/save-as.ts';
import type { PreviewPanel } from './preview-panel.ts';

/** Registers them. `shown`: the panel of a persona; without one, the panel used last. */
export function registerPanelCommands(
  context: vscode.ExtensionContext,
  deps: Deps,
  shown: (persona: vscode.Uri | undefined) => PreviewPanel | undefined,
): void {
  const panel = (persona: vscode.Uri | undefined) => {
    const found = shown(findPersonaInFocus(persona));
    if (!found) throw new UserError(vscode.l10n.t('Play a persona first: this is about a talk.'));
    return found;
  };
  registerCommand(context, deps.log, commands.compareReplies, (persona) => panel(persona).compare());
  registerCommand(context, deps.log, commands.holdArena, (persona) => panel(persona).holdArena());
  registerCommand(context, deps.log, commands.askAgainWith, async (persona) =>
    askOnceMore(await panel(persona).context()),
  );
  registerCommand(context, deps.log, commands.saveTalkAs, async (persona) => saveShown(await panel(persona).context()));
  registerCommand(context, deps.log, commands.exportTalk, async (persona) =>
    exportShown(await panel(persona).context()),
  );
  registerCommand(context, deps.log, commands.importTalk, (persona, file) => {
    const uri = findPersonaInFocus(persona) ?? shown(undefined)?.uri;
    if (!uri) throw new UserError(vscode.l10n.t('Open a .persona file first.'));
    return importAndOpen(uri, deps, file instanceof vscode.Uri ? file : undefined);
  });
}
