// What two comparisons share: both sides played one after the other with progress and a way to stop, and the document that tells what changed. Asks
// nothing that is not in the plans.
import * as vscode from 'vscode';
import type { BehaviourDiff } from '../../suite/compare-results.ts';
import type { CaseResult, SuiteSummary } from '../../suite/events.ts';
import type { SuitePlan } from '../../suite/suite-case.ts';
import { fileNameOf } from '../file-name.ts';
import { comparisonScheme } from '../ids.ts';
import { comparisonDocument } from './comparison-document.ts';
import { shareWords, stateWords } from './result-words.ts';
import type { ReadySuite } from './suites.ts';

/** Who plays what. */
export interface Side {
  readonly plan: SuitePlan;
  readonly ready: ReadySuite;
}

export interface Comparisons {
  /** Shows the text beside the file it is about. */
  show(uri: vscode.Uri, text: string): Promise<void>;
}

/** Registers the documents. */
export function openComparisons(context: vscode.ExtensionContext): Comparisons {
  const documents = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) =>
      documents.get(uri.toString()) ?? vscode.l10n.t('This comparison is from an earlier window. Compare again.'),
  };
  context.subscriptions.push(changed, vscode.workspace.registerTextDocumentContentProvider(comparisonScheme, provider));
  return {
    async show(uri, text) {
      const file = fileNameOf(uri).replace(/\.persona$/, '');
      const shown = vscode.Uri.from({ scheme: comparisonScheme, path: `/${file} compared.md`, query: uri.toString() });
      documents.set(shown.toString(), text);
      changed.fire(shown);
      const document = await vscode.workspace.openTextDocument(shown);
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    },
  };
}

/** Runs `work` under a notification that can stop it. */
export async function whileComparing<Result>(
  work: (signal: AbortSignal, step: (done: number, all: number) => void) => Promise<Result>,
): Promise<Result> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Comparing behaviour');
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const step = (done: number, all: number) => progress.report({ message: `${done}/${all}`, increment: 100 / all });
    return work(abort.signal, step);
  });
}

/** What changed from the first side to the second, and what the runs said besides. */
export async function playSides(
  sides: readonly [Side, Side],
  signal: AbortSignal,
  step: (done: number, all: number) => void,
): Promise<{ readonly diff: BehaviourDiff; readonly notes: readonly string[] }> {
  const { compareResults } = await import('../../suite/compare-results.ts');
  const all = sides.reduce((sum, { plan }) => sum + plan.cases.length, 0);
  const results: CaseResult[][] = [];
  const summaries: SuiteSummary[] = [];
  let done = 0;
  for (const { plan, ready } of sides) {
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
  const said = summaries.flatMap(({ notes, stopped }) => [...notes, ...(stopped ? [stopped.message] : [])]);
  const notes = new Set([...sides.flatMap(({ ready }) => ready.notes), ...said]);
  return { diff: compareResults(before, after), notes: [...notes] };
}

/** The document's text. */
export function comparisonText(title: string, facts: readonly string[], diff: BehaviourDiff): string {
  return comparisonDocument(diff, {
    title,
    facts,
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
