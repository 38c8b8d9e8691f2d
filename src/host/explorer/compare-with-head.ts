// `Dramatis: Compare Behaviour with HEAD`: the same tests and probes on the persona as it was committed, all files of it from that
// revision, and as it stands; what changed its state, worst first. Where there is no such version the saved one is offered.
import * as vscode from 'vscode';
import type { CaseResult, SuiteSummary } from '../../suite/events.ts';
import type { SuitePlan } from '../../suite/suite-case.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, comparisonScheme } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import type { PersonaReading } from '../personas.ts';
import { requireTrust } from '../trust.ts';
import { comparisonDocument } from './comparison-document.ts';
import { confirmCost } from './confirm-cost.ts';
import { shareWords, stateWords } from './result-words.ts';
import type { CaseReading, Suites } from './suites.ts';

export interface CompareDeps extends Pick<Deps, 'log' | 'settings' | 'personas'> {
  readonly suites: Suites;
}

interface Earlier {
  readonly name: string;
  readonly reading: PersonaReading;
}

/** Registers the command and its documents. */
export function registerCompareWithHead(context: vscode.ExtensionContext, deps: CompareDeps): void {
  const documents = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) =>
      documents.get(uri.toString()) ?? vscode.l10n.t('This comparison is from an earlier window. Compare again.'),
  };
  context.subscriptions.push(changed, vscode.workspace.registerTextDocumentContentProvider(comparisonScheme, provider));

  registerCommand(context, deps.log, commands.compareWithHead, async (persona) => {
    requireTrust();
    const uri = personaInFocus(persona);
    const earlier = await earlierVersion(uri, deps);
    if (!earlier) return;
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Comparing behaviour');
    const text = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const step = (done: number, all: number) => progress.report({ message: `${done}/${all}`, increment: 100 / all });
      return compare(uri, earlier, deps, abort.signal, step);
    });
    if (text === undefined) return;
    const file = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/\.persona$/, '');
    const shown = vscode.Uri.from({ scheme: comparisonScheme, path: `/${file} compared.md`, query: uri.toString() });
    documents.set(shown.toString(), text);
    changed.fire(shown);
    const document = await vscode.workspace.openTextDocument(shown);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  });
}

/** That of HEAD; else the saved one, where the user takes it; else undefined. */
export async function earlierVersion(
  uri: vscode.Uri,
  deps: Pick<CompareDeps, 'personas'>,
): Promise<Earlier | undefined> {
  const head = await deps.personas.readVersion(uri, { revision: 'HEAD' });
  if (head.ok) return { name: 'HEAD', reading: head.reading };
  const file = vscode.workspace.asRelativePath(uri);
  const why =
    head.reason === 'missing'
      ? vscode.l10n.t('{0} is not in HEAD: it is new.', file)
      : vscode.l10n.t('There is no version of {0} in HEAD: no git, or no commit yet.', file);
  const saved = await deps.personas.readVersion(uri, 'saved');
  if (!saved.ok) {
    void vscode.window.showInformationMessage(why);
    return undefined;
  }
  const take = vscode.l10n.t('Compare with the Saved Version');
  if ((await vscode.window.showInformationMessage(why, take)) !== take) return undefined;
  return { name: vscode.l10n.t('the saved version'), reading: saved.reading };
}

/** The document's text; undefined where the user thought better of it. */
export async function compare(
  uri: vscode.Uri,
  earlier: Earlier,
  deps: CompareDeps,
  signal: AbortSignal,
  step: (done: number, all: number) => void,
): Promise<string | undefined> {
  const { compareResults } = await import('../../suite/compare-results.ts');
  const now = await deps.suites.read(uri);
  const plans = plansOf(earlier.reading, now);
  const ready = await deps.suites.ready(uri);
  const estimates = await Promise.all(plans.map((plan) => deps.suites.estimate(uri, plan)));
  if (!(await confirmCost(estimates, deps.settings))) return undefined;
  const all = plans.reduce((sum, { cases }) => sum + cases.length, 0);
  const results: CaseResult[][] = [];
  const summaries: SuiteSummary[] = [];
  let done = 0;
  for (const plan of plans) {
    const own: CaseResult[] = [];
    results.push(own);
    for await (const event of ready.run(plan, signal)) {
      if (event.type === 'finished') summaries.push(event.summary);
      if (event.type !== 'result') continue;
      own.push(event.result);
      step(++done, all);
    }
  }
  const [before = [], after = []] = results;
  const notes = new Set([
    ...ready.notes,
    ...summaries.flatMap(({ notes, stopped }) => [...notes, ...(stopped ? [stopped.message] : [])]),
  ]);
  return comparisonDocument(compareResults(before, after), {
    title: vscode.l10n.t('{0}: {1} and now', now.persona.name, earlier.name),
    facts: [vscode.l10n.t('Model: {0}', ready.model?.label ?? '–'), ...notes],
    heading: {
      worse: vscode.l10n.t('Worse'),
      better: vscode.l10n.t('Better'),
      other: vscode.l10n.t('Changed otherwise'),
    },
    state: (result) => [stateWords(result.state), shareWords(result)].filter((part) => part !== '').join(', '),
    nothing: vscode.l10n.t('Nothing changed its state.'),
    same: (count) => vscode.l10n.t('Unchanged: {0}.', count),
    notCompared: vscode.l10n.t('Not compared: new, or not finished'),
  });
}

/** The same cases for both. A probe of a rule that the earlier version has not would prove nothing there. */
function plansOf(earlier: PersonaReading, now: CaseReading): readonly [SuitePlan, SuitePlan] {
  const cases = [...now.tests, ...now.probes];
  const rules = new Set(earlier.persona.rules.map(({ id }) => id));
  const then = cases.filter(({ rule }) => rule === undefined || rules.has(rule));
  return [
    { ...earlier, cases: then },
    { persona: now.persona, book: now.book, cases },
  ];
}
