// `Dramatis: Probe Rules` and *Probe All Rules Again*: what changed is asked of the model, what is known stays, and broken rules are told
// on their lines. On save only where the user turned that on, and then at most one probe a changed rule.
import * as vscode from 'vscode';
import type { CaseResult, SuiteSummary } from '../../suite/events.ts';
import type { SuiteCase } from '../../suite/suite-case.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, languageId } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { plainLabel } from '../plain-label.ts';
import { reportError } from '../report-error.ts';
import { requireTrust } from '../trust.ts';
import { confirmCost } from './confirm-cost.ts';
import type { ProbeFindings } from './probe-findings.ts';
import type { ProbeMemory } from './probe-memory.ts';
import type { CaseReading, ReadySuite, Suites } from './suites.ts';

export interface ProbeDeps extends Pick<Deps, 'log' | 'settings'> {
  readonly suites: Suites;
  readonly findings: ProbeFindings;
  readonly memory: ProbeMemory;
}

/** `changed`: what is not known of this text yet. `all`: everything. `rule`: all probes of one. `save`: one probe a changed rule. */
type Which = { readonly mode: 'changed' | 'all' | 'save' } | { readonly mode: 'rule'; readonly rule: string };

export interface Probed {
  readonly results: readonly CaseResult[];
  /** Undefined where there was nothing to ask. */
  readonly summary: SuiteSummary | undefined;
  readonly notes: readonly string[];
}

/** Registers both commands, and probing on save. */
export function registerProbeRules(context: vscode.ExtensionContext, deps: ProbeDeps): void {
  const running = new Map<string, AbortController>();

  /** One run a file at a time: a new one ends the old one, whose replies are in the cache. */
  async function probe(uri: vscode.Uri, which: Which): Promise<void> {
    requireTrust();
    running.get(uri.toString())?.abort();
    const abort = new AbortController();
    running.set(uri.toString(), abort);
    const location = which.mode === 'save' ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Probing rules');
    try {
      await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
        token.onCancellationRequested(() => abort.abort());
        const step = (done: number, all: number) =>
          progress.report({ message: `${done}/${all}`, increment: 100 / all });
        const probed = await runProbes(uri, which, deps, abort.signal, step);
        if (probed) await tell(probed, which.mode === 'save');
      });
    } finally {
      if (running.get(uri.toString()) === abort) running.delete(uri.toString());
    }
  }

  registerCommand(context, deps.log, commands.probeRules, (persona, rule) => {
    const which: Which = typeof rule === 'string' && rule !== '' ? { mode: 'rule', rule } : { mode: 'changed' };
    return probe(personaInFocus(persona), which);
  });
  registerCommand(context, deps.log, commands.probeAllRules, (persona) =>
    probe(personaInFocus(persona), { mode: 'all' }),
  );
  context.subscriptions.push(
    vscode.workspace.onDidSaveTextDocument(({ languageId: language, uri }) => {
      if (language !== languageId || !vscode.workspace.isTrusted || !deps.settings['probe.onSave'].read()) return;
      probe(uri, { mode: 'save' }).catch((error: unknown) => reportError(deps.log, error));
    }),
    {
      dispose() {
        for (const abort of running.values()) abort.abort();
      },
    },
  );
}

/** Undefined where the user thought better of it. Rejects with a UserError where the file cannot be read or nobody can be asked. */
export async function runProbes(
  uri: vscode.Uri,
  which: Which,
  deps: ProbeDeps,
  signal: AbortSignal,
  step: (done: number, all: number) => void,
): Promise<Probed | undefined> {
  const reading = await deps.suites.read(uri);
  const ready = await deps.suites.ready(uri);
  const { persona, book } = reading;
  const { ask, known } = await choose(uri, which, reading, ready, deps);
  const plan = { persona, book, cases: ask };
  const estimates = which.mode === 'save' ? [] : [await deps.suites.estimate(uri, plan)];
  if (!(await confirmCost(estimates, deps.settings))) return undefined;
  const asked = new Map<string, CaseResult>();
  let summary: SuiteSummary | undefined;
  if (ask.length > 0) {
    for await (const event of ready.run(plan, signal)) {
      if (event.type === 'result') {
        asked.set(event.result.case.id, event.result);
        step(asked.size, ask.length);
      }
      if (event.type === 'finished') summary = event.summary;
    }
  }
  // What the run did not reach stays as it was known.
  const fresh = (id: string) => {
    const result = asked.get(id);
    return result && (result.runs.length > 0 || !known.has(id)) ? result : known.get(id);
  };
  const results = reading.probes.flatMap(({ id }) => fresh(id) ?? []);
  const { rememberResults } = await import('../../lint/behavior/choose-probes.ts');
  await deps.memory.write(uri, rememberResults(await deps.memory.read(uri), results, persona));
  await deps.findings.show(uri, reading, results);
  return { results, summary, notes: ready.notes };
}

/** What to ask, and all that is known already, by case. */
async function choose(
  uri: vscode.Uri,
  which: Which,
  { persona, probes }: CaseReading,
  { model }: ReadySuite,
  deps: ProbeDeps,
): Promise<{ readonly ask: readonly SuiteCase[]; readonly known: ReadonlyMap<string, CaseResult> }> {
  const { chooseProbes } = await import('../../lint/behavior/choose-probes.ts');
  const memory = await deps.memory.read(uri);
  const { ask, kept } = chooseProbes(probes, memory, { persona, model }, 'changed');
  const last = ask.flatMap((one) => {
    const result = memory?.entries[one.id]?.result;
    return result ? [{ ...result, case: one }] : [];
  });
  const known = new Map([...last, ...kept].map((result) => [result.case.id, result]));
  switch (which.mode) {
    case 'changed':
      return { ask, known };
    case 'all':
      return { ask: probes, known };
    case 'rule':
      return { ask: probes.filter(({ rule }) => rule === which.rule), known };
    case 'save': {
      const rules = new Set(ask.flatMap(({ rule }) => rule ?? []));
      const first = [...rules].map((rule) => ask.find((one) => one.rule === rule));
      return { ask: first.filter((one) => one !== undefined), known };
    }
  }
}

/** One sentence on what was found; a run that ended early says so. */
async function tell({ results, summary, notes }: Probed, quietly: boolean): Promise<void> {
  const { summaryLine } = await import('../../lint/behavior/findings.ts');
  const parts = [summaryLine(results), summary?.stopped?.message, ...(summary?.notes ?? []), ...notes];
  const message = plainLabel(parts.filter((part) => part !== undefined && part !== '').join(' '));
  if (quietly) vscode.window.setStatusBarMessage(message, 10_000);
  else if (summary?.stopped) void vscode.window.showWarningMessage(message);
  else void vscode.window.showInformationMessage(message);
}
