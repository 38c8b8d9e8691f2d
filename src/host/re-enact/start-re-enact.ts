// *Re-enact in…*: an example, a scene or a talk played afresh, a talk of its own for each language, one after the other. In: the panel. Out:
// talks in the store, the first of them shown, and in words what was rejected.
import * as vscode from 'vscode';
import { needsModel, reEnactRequests } from '../../play/re-enact/re-enact.ts';
import { confirmRequests } from '../explorer/confirm-cost.ts';
import { commands } from '../ids.ts';
import { plainLabel } from '../plain-label.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import { CommandError } from '../report-error.ts';
import { requireTrust } from '../trust.ts';
import { pickReEnactment, type Task } from './pick-re-enactment.ts';

/** Asks what, in which languages and how; then plays, and can be cancelled. */
export async function startReEnact(panel: MoreContext): Promise<void> {
  requireTrust();
  const { uri, deps, persona } = panel;
  if (!persona) return;
  if ((await deps.models.choiceFor(uri)).kind === 'understudy') {
    const title = vscode.l10n.t('Select Model');
    throw new CommandError(vscode.l10n.t(needsModel), { command: commands.selectModel.id, title, arguments: [uri] });
  }
  const tasks = await pickReEnactment(panel, persona);
  if (!tasks) return;
  const { least, most } = reEnactRequests;
  const requests = { least: least * tasks.length, most: most * tasks.length };
  if (!(await confirmRequests(requests, deps.settings))) return;
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Playing afresh');
  const results = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
    playAll(panel, tasks, (message) => progress.report({ message, increment: 100 / tasks.length }), token),
  );
  await tell(results);
}

interface Result {
  readonly name: string;
  /** Why there is no dialogue; undefined: there is one. */
  readonly why: string | undefined;
  /** Undefined: it was not begun. */
  readonly talk:
    | { readonly id: string; readonly personaUri: string; readonly persona: string; readonly turns: number }
    | undefined;
}

async function playAll(
  { uri, deps }: MoreContext,
  tasks: readonly Task[],
  step: (message: string) => void,
  token: vscode.CancellationToken,
): Promise<readonly Result[]> {
  const budget = deps.settings['budget.requests'].read();
  const results: Result[] = [];
  let asked = 0;
  for (const { language, what } of tasks) {
    const { name } = language;
    if (token.isCancellationRequested || asked + reEnactRequests.most > budget) {
      const why = token.isCancellationRequested
        ? vscode.l10n.t('Stopped.')
        : vscode.l10n.t('The budget of requests is spent.');
      results.push({ name, why, talk: undefined });
      continue;
    }
    step(name);
    const talk = await deps.talks.begin(uri, await deps.personas.read(uri));
    const listening = token.onCancellationRequested(() => talk.stop());
    await talk.run({ type: 're-enact', ...what });
    listening.dispose();
    await talk.settle(true);
    const { id, persona, turns, notes, failure, requests } = talk.state;
    asked += requests.length;
    const note = notes.findLast((one) => one.kind === 're-enactment');
    const why = failure?.failure.message ?? (note?.kind === 're-enactment' ? note.why : undefined);
    results.push({ name, why, talk: { id, persona: persona.name, personaUri: uri.toString(), turns: turns.length } });
  }
  return results;
}

/** Shows the first talk that came out; says which did not, and why. */
async function tell(results: readonly Result[]): Promise<void> {
  const done = results.filter(({ why, talk }) => talk && why === undefined);
  const [first] = done;
  if (first) await vscode.commands.executeCommand(commands.openTalk.id, first.talk);
  const missing = results.filter(({ why }) => why !== undefined).map(({ name, why }) => `${name}: ${why}`);
  if (missing.length > 0) {
    void vscode.window.showWarningMessage(plainLabel(vscode.l10n.t('Not played afresh. {0}', missing.join(' '))));
  } else if (done.length > 1) {
    const names = done.map(({ name }) => name).join(', ');
    void vscode.window.showInformationMessage(vscode.l10n.t('Played afresh in {0}. All are in the Talks view.', names));
  }
}
