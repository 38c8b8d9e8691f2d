// A recipe run in sight: a notice that says the step, the requests and the tokens used of the budget; its button stops it. In: a recipe. Out: its
// events, one after the other. Writes nothing.
import * as vscode from 'vscode';
import type { WriteEvent } from '../../write/events.ts';
import { type Recipe, runRecipe } from '../../write/run-recipe.ts';
import type { ReadyToWrite } from './ready-to-write.ts';

/** Resolves when the run is over, however it ends. */
export async function followRun(
  recipe: Recipe,
  { deps, meter, budget }: ReadyToWrite,
  take: (event: WriteEvent) => Promise<void>,
): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title: recipe.what, cancellable: true }, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    let step = '';
    for await (const event of runRecipe(recipe, deps, stop.signal)) {
      await take(event);
      if (event.type === 'step')
        step = event.of === undefined ? event.name : `${event.name} (${event.number}/${event.of})`;
      const { requests, inputTokens, outputTokens } = meter.cost();
      const used = vscode.l10n.t('{0} of {1} requests, {2} tokens', requests, budget, inputTokens + outputTokens);
      progress.report({ message: step === '' ? used : `${step} · ${used}` });
    }
  });
}
