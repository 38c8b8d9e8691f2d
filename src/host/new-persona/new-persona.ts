// `Dramatis: New Persona File`, also under File › New File: asks which kind, opens an untitled file that begins with its template.
import * as vscode from 'vscode';
import type { Kind } from '../../lang/persona.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, languageId } from '../ids.ts';

/** Registers the command. */
export function registerNewPersona(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.newPersona, async () => {
    const title = vscode.l10n.t('New persona: which kind?');
    const picked = await vscode.window.showQuickPick(kinds(), { title, matchOnDetail: true });
    if (!picked) return;
    const { templates } = await import('./templates.ts');
    const document = await vscode.workspace.openTextDocument({ language: languageId, content: templates[picked.of] });
    await vscode.window.showTextDocument(document, { preview: false });
  });
}

/** `kind` is taken by quick picks themselves, hence `of`. */
function kinds(): (vscode.QuickPickItem & { readonly of: Kind })[] {
  return [
    {
      label: `$(book) ${vscode.l10n.t('Character')}`,
      detail: vscode.l10n.t('Somebody made up: for a story, a game, a companion.'),
      of: 'character',
    },
    {
      label: `$(mortar-board) ${vscode.l10n.t('Expert')}`,
      detail: vscode.l10n.t('Somebody who knows a field and where it ends: an agent, a tutor.'),
      of: 'expert',
    },
    {
      label: `$(organization) ${vscode.l10n.t('Demographic')}`,
      detail: vscode.l10n.t('One out of a population, for surveys and user research.'),
      of: 'demographic',
    },
    {
      label: `$(account) ${vscode.l10n.t('Individual')}`,
      detail: vscode.l10n.t('A real person: says who consented to what, and what it rests on.'),
      of: 'individual',
    },
  ];
}
