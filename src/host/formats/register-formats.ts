// Other formats in the editor, as a list: import, export, training rows, cards dropped, JSON pasted, cards shown.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { findPersonaInFocus, personaInFocus } from '../persona-in-focus.ts';
import { isTalk } from '../talks/register-talks.ts';
import { registerCardEditor } from './card-editor.ts';
import { registerDropCard } from './drop-card.ts';
import { registerPastePersona } from './paste-persona.ts';

/** Registers all of it; reads no file before it is asked for. */
export function registerFormats(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.importPersona, async (file, selected) => {
    const { importFiles } = await import('./import-files.ts');
    // The explorer hands over the file clicked and all that are selected.
    const all = Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
    await importFiles(all.length > 0 ? all : file ? [file] : [], deps);
  });
  registerCommand(context, deps.log, commands.exportPersona, async (persona) => {
    const { exportPersona } = await import('./export-persona.ts');
    await exportPersona(personaInFocus(persona), deps);
  });
  registerCommand(context, deps.log, commands.exportRows, async (of) => {
    const { exportRows } = deps.world;
    if (!exportRows)
      throw new UserError(
        vscode.l10n.t('A browser has no disk to write training rows to.'),
        vscode.l10n.t('In a terminal: dramatis data build'),
      );
    const talk = isTalk(of) ? of : undefined;
    const inSight = talk ? vscode.Uri.parse(talk.personaUri) : findPersonaInFocus(of);
    const persona = inSight ?? (await (await import('./persona-of-talks.ts')).personaOfTalks(deps));
    if (persona) await exportRows({ persona, talk: talk?.id }, deps);
  });
  registerDropCard(context);
  registerPastePersona(context);
  registerCardEditor(context, deps);
}
