// *Run* above a `test` block: that one test runs in Test Explorer, as it stands in the editor. In: a file and an offset in it, else the cursor.
import * as vscode from 'vscode';
import { touches } from '../../base/range.ts';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import type { PersonaTests } from './persona-tests.ts';

/** @param run starts it, and resolves when it has ended. */
export function registerRunTest(
  context: vscode.ExtensionContext,
  log: Deps['log'],
  tests: PersonaTests,
  run: (test: vscode.TestItem) => Promise<void>,
): void {
  registerCommand(context, log, commands.runTest, async (persona, offset) => {
    const uri = personaInFocus(persona);
    const reading = await tests.read(uri);
    const editor = vscode.window.activeTextEditor;
    const cursor =
      editor?.document.uri.toString() === uri.toString() ? editor.document.offsetAt(editor.selection.active) : 0;
    const found = reading?.tests.findLast(({ origin }) => touches(origin.range, offset ?? cursor));
    const item = found && tests.itemOf(uri, found.id);
    if (!item) throw new UserError(vscode.l10n.t('Put the cursor into a test first.'));
    await run(item);
  });
}
