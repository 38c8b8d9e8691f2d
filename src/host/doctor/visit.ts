// One visit of the doctor: how much may be asked, then every check in its section, told as it is made. In: services and a file. Out: the
// report as Markdown, again and again until it is whole. Nothing is sent before the user has said how much.
import * as vscode from 'vscode';
import type { Check } from '../../model/doctor/check.ts';
import { checkEndpoint, type HowMuch, requestsOf } from '../../model/doctor/check-endpoint.ts';
import { markdownReport, type ReportSection } from '../../model/doctor/report.ts';
import { originOf } from '../../model/origin-policy.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import type { Deps } from '../deps.ts';
import { allowEndpoint } from '../models/allow-endpoint.ts';
import type { KnownEndpoint, ModelChoice } from '../models/model-choice.ts';
import { modelLabel } from '../models/model-label.ts';
import { checkOffered } from './check-offered.ts';
import { checksHere } from './doctor-here.ts';

export interface Visit {
  readonly deps: Deps;
  readonly context: Pick<vscode.ExtensionContext, 'extension' | 'languageModelAccessInformation'>;
  /** The persona in focus, whose settings count. */
  readonly uri: vscode.Uri | undefined;
  /** Given the report so far. */
  readonly tell: (markdown: string) => void;
}

/** Asks the user, looks, tells. Nothing at all where the user left the question. */
export async function visit({ deps, context, uri, tell }: Visit, signal: AbortSignal): Promise<void> {
  const choice = await deps.models.choiceFor(uri);
  const howMuch = await askHowMuch(choice);
  if (howMuch === undefined) return;
  const here: Check[] = [];
  const there: Check[] = [];
  const sections: ReportSection[] = [
    { title: vscode.l10n.t('Here'), checks: here },
    { title: vscode.l10n.t('The model: {0}', modelLabel(choice)), checks: there },
  ];
  const title = vscode.l10n.t('What the doctor found');
  const draw = (running: boolean) => {
    const state = signal.aborted ? vscode.l10n.t('Stopped before the end.') : vscode.l10n.t('Looking…');
    tell(markdownReport(title, sections, running || signal.aborted ? state : undefined));
  };
  draw(true);
  const { version } = context.extension.packageJSON as { version: string };
  here.push(...(await checksHere(deps, version, uri, choice)));
  draw(true);
  for await (const check of checksOf(choice, howMuch, deps, context, signal)) {
    there.push(check);
    draw(true);
  }
  draw(false);
}

async function* checksOf(
  choice: ModelChoice,
  howMuch: HowMuch,
  deps: Deps,
  context: Visit['context'],
  signal: AbortSignal,
): AsyncGenerator<Check> {
  if (choice.kind === 'endpoint') yield* endpointChecks(choice, howMuch, deps, signal);
  if (choice.kind === 'vscode') {
    yield* checkOffered(choice, context.languageModelAccessInformation, howMuch !== 'nothing', signal);
  }
}

async function* endpointChecks(
  known: KnownEndpoint,
  wanted: HowMuch,
  { models }: Deps,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { endpoint } = known;
  const origin = originOf(endpoint.url);
  let howMuch = wanted;
  let key = origin === undefined ? undefined : await models.keys.get(origin);
  if (howMuch !== 'nothing') {
    const allowed = await allowEndpoint(known, models.keys, models.confirmed);
    if (allowed.ok) key = allowed.key;
    else {
      howMuch = 'nothing';
      const says = `Nothing was. ${allowed.failure.message}`;
      const todo = 'Look again, and say yes to the address if you trust the folder.';
      yield { id: 'asked', state: 'warning', what: 'Asked', says, todo };
    }
  }
  const saved: Promise<void>[] = [];
  yield* checkEndpoint(
    {
      endpoint,
      key,
      clock: systemClock,
      fetch: globalThis.fetch,
      howMuch,
      probed: models.probed.get(origin, endpoint.model),
      probedNow: (probed) => void (origin && saved.push(models.probed.set(origin, endpoint.model, probed))),
      listed: (list) => void saved.push(models.lists.heard(endpoint.url, list)),
    },
    signal,
  );
  await Promise.all(saved);
}

async function askHowMuch(choice: ModelChoice): Promise<HowMuch | undefined> {
  if (!vscode.workspace.isTrusted || (choice.kind !== 'endpoint' && choice.kind !== 'vscode')) return 'nothing';
  const requests = (how: HowMuch) => vscode.l10n.t('{0} short requests at most', requestsOf(how));
  const one = vscode.l10n.t('One short request');
  const rows: (vscode.QuickPickItem & { readonly how: HowMuch })[] = [
    {
      label: vscode.l10n.t('Look, and ask for a reply'),
      detail: choice.kind === 'vscode' ? one : requests('replies'),
      how: 'replies',
    },
  ];
  if (choice.kind === 'endpoint') {
    rows.push({
      label: vscode.l10n.t('Look, ask for a reply, and find out what it can do'),
      detail: requests('abilities'),
      how: 'abilities',
    });
  }
  rows.push({ label: vscode.l10n.t('Only look'), detail: vscode.l10n.t('Nothing is sent'), how: 'nothing' });
  const title = vscode.l10n.t('How much may the doctor ask {0}?', modelLabel(choice));
  return (await vscode.window.showQuickPick(rows, { title }))?.how;
}
