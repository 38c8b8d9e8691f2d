// The question before a run that is dear: how many requests, of which model. Asked only above the user's own threshold.
import * as vscode from 'vscode';
import type { Estimate, Span } from '../../suite/estimate.ts';
import type { Settings } from '../settings.ts';

/** As in `84` or `84–120`. */
export function spanWords({ least, most }: Span): string {
  return least === most ? String(least) : `${least}–${most}`;
}

function questionOf(requests: Span): string {
  return requests.most === 1
    ? vscode.l10n.t('This run may take one request. Run it?')
    : vscode.l10n.t('This run may take {0} requests. Run it?', spanWords(requests));
}

/** The same question for a run whose tokens nobody can foresee. */
export async function confirmRequests(requests: Span, settings: Settings): Promise<boolean> {
  if (requests.most <= settings['budget.confirm'].read()) return true;
  const run = vscode.l10n.t('Run');
  const message = questionOf(requests);
  const detail = vscode.l10n.t('It ends at the budget of {0} requests.', settings['budget.requests'].read());
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, run)) === run;
}

/** False where the user thought better of it. Says, too, where the budget will end the run. */
export async function confirmCost(estimates: readonly Estimate[], settings: Settings): Promise<boolean> {
  const sum = (of: (estimate: Estimate) => number) => estimates.reduce((total, estimate) => total + of(estimate), 0);
  const requests = { least: sum((each) => each.requests.least), most: sum((each) => each.requests.most) };
  if (requests.most <= settings['budget.confirm'].read()) return true;
  const tokens = { least: sum((each) => each.tokens.least), most: sum((each) => each.tokens.most) };
  const budget = settings['budget.requests'].read();
  const run = vscode.l10n.t('Run');
  const message = questionOf(requests);
  const detail = [
    vscode.l10n.t('About {0} tokens, less what is in the cache.', spanWords(tokens)),
    requests.least > budget ? vscode.l10n.t('It will end at the budget of {0} requests a file.', budget) : '',
  ];
  return (
    (await vscode.window.showWarningMessage(message, { modal: true, detail: detail.join(' ').trim() }, run)) === run
  );
}
