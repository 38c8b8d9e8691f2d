// Agent files in the editor: lenses, the lightbulb, and `Dramatis: Add Checks to This Agent File`. What plays, compiles and probes them is what does so
// for personas.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { requireTrust } from '../trust.ts';
import { registerAgentActions } from './agent-actions.ts';
import { registerAgentLenses } from './agent-lenses.ts';
import { isAgentFile } from './is-agent-file.ts';

/** Registers all of it; loads nothing. */
export function registerAgentFiles(context: vscode.ExtensionContext, deps: Deps): void {
  registerAgentLenses(context, deps);
  registerAgentActions(context, deps);
  registerCommand(context, deps.log, commands.addChecks, async (file, offset) => {
    const uri = personaInFocus(file);
    if (!isAgentFile(uri))
      throw new UserError(vscode.l10n.t('Open an agent file first, such as x.agent.md or SKILL.md.'));
    requireTrust();
    const [{ bulletAt }, { addToSidecar }, document] = await Promise.all([
      import('../../interop/agent-file/bullet-at.ts'),
      import('./sidecars.ts'),
      vscode.workspace.openTextDocument(uri),
    ]);
    const bullet = typeof offset === 'number' ? bulletAt(document.getText(), uri.toString(), offset) : undefined;
    await addToSidecar(uri, bullet, deps);
  });
}
