// One test or probe by itself: played as a talk of its own and opened in the preview, where it can be gone on with; or asked of Test Explorer by
// where it stands. In: a case, or a file and an offset in it, else the cursor. Loaded with the first.
import * as vscode from 'vscode';
import { touches } from '../../base/range.ts';
import { UserError } from '../../base/user-error.ts';
import type { SuiteCase } from '../../suite/suite-case.ts';
import type { Deps } from '../deps.ts';
import { type BlockArgument, commands } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { requireTrust } from '../trust.ts';
import type { PersonaTests, WantedCases } from './persona-tests.ts';
import { userModel } from './user-models.ts';

/** Plays every line as written, then the simulated user where there is one; the model chosen for the file answers. Rejects with a UserError in an untrusted workspace. */
export async function playCase(
  { uri, reading }: Pick<WantedCases, 'uri' | 'reading'>,
  { title, steps, values, simulated }: SuiteCase,
  deps: Pick<Deps, 'talks' | 'models' | 'configs'>,
  token: vscode.CancellationToken,
): Promise<void> {
  requireTrust();
  const talk = await deps.talks.begin(uri, reading, values);
  const opening = steps.map(({ speaker, text, origin }) => ({ speaker, text, ...(origin ? { origin } : {}) }));
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(progress, async (_progress, stopped) => {
    const listeners = [token, stopped].map((each) => each.onCancellationRequested(() => talk.stop()));
    await talk.run({ type: 'begin', opening });
    if (simulated && !stopped.isCancellationRequested && !talk.state.failure) {
      const { asker, turns } = simulated;
      const file = asker.persona?.uri;
      const own = file === undefined ? undefined : await userModel(vscode.Uri.parse(file), deps);
      await talk.run({ type: 'interview', asker: { ...asker, ...own }, turns });
    }
    for (const listener of listeners) listener.dispose();
  });
  await talk.settle(true);
  const { id, persona, turns } = talk.state;
  const summary = { id, persona: persona.name, personaUri: uri.toString(), turns: turns.length };
  await vscode.commands.executeCommand(commands.openTalk.id, summary);
}

/** A run of the test that stands there, as the file stands in the editor. @throws UserError where there is none. */
export async function requestFor(
  tests: PersonaTests,
  profile: vscode.TestRunProfile,
  [persona, offset]: BlockArgument,
): Promise<vscode.TestRunRequest> {
  const uri = personaInFocus(persona);
  const reading = await tests.read(uri);
  const editor = vscode.window.activeTextEditor;
  const isThere = editor?.document.uri.toString() === uri.toString();
  const at = offset ?? (isThere ? editor.document.offsetAt(editor.selection.active) : 0);
  const found = reading?.tests.findLast(({ origin }) => touches(origin.range, at));
  const item = found && tests.itemOf(uri, found.id);
  if (!item) throw new UserError(vscode.l10n.t('Put the cursor into a test first.'));
  return new vscode.TestRunRequest([item], undefined, profile);
}
