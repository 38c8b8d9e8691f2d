// The commands of simulated users, and of playing afresh in other languages. In: the panel they are meant for, which opens where it is not. Does what the panel's `…` does.
import type * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import { requireTrust } from '../trust.ts';

/** `panelOf`: the panel of the persona given, else the active one, else that of the editor's persona. */
export function registerInterview(
  context: vscode.ExtensionContext,
  deps: Deps,
  panelOf: (persona: unknown) => Promise<MoreContext> | undefined,
): void {
  const on = (run: (panel: MoreContext) => Promise<void>) => async (persona: unknown) => {
    requireTrust();
    const panel = await panelOf(persona);
    if (panel) await run(panel);
  };
  const starts = () => import('./start-interview.ts');
  registerCommand(
    context,
    deps.log,
    commands.interview,
    on(async (panel) => (await starts()).startInterview(panel)),
  );
  registerCommand(
    context,
    deps.log,
    commands.reEnact,
    on(async (panel) => {
      const { startReEnact } = await import('../re-enact/start-re-enact.ts');
      await startReEnact(panel);
    }),
  );
  registerCommand(
    context,
    deps.log,
    commands.askAsUser,
    on(async (panel) => (await starts()).askAsUser(panel)),
  );
}
