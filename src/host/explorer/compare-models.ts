// `Dramatis: Compare Two Models on the Tests`: the same persona and the same tests with an old model and a new one; what changed its state, worst
// first. Also the way out of a finding about a model that ends. Nothing is asked before both are picked and the cost is known.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { configFileName } from '../../config/find-config.ts';
import type { SuitePlan } from '../../suite/suite-case.ts';
import { isAgentFile } from '../agent-files/is-agent-file.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { commands } from '../ids.ts';
import { listModels } from '../models/list-models.ts';
import { modelLabel } from '../models/model-label.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { requireTrust } from '../trust.ts';
import { type Comparisons, comparisonText, playSides, whileComparing } from './comparisons.ts';
import { confirmCost } from './confirm-cost.ts';
import { registerEndingActions } from './ending-actions.ts';
import type { CaseReading, Suites } from './suites.ts';

type CompareModelsDeps = Pick<Deps, 'log' | 'settings' | 'personas' | 'models'> & { readonly suites: Suites };

/** Two models as settings name them. */
interface Pair {
  readonly old: string;
  readonly now: string;
}

/** Registers the command and the lightbulb that offers it. */
export function registerCompareModels(
  context: vscode.ExtensionContext,
  deps: CompareModelsDeps,
  comparisons: Comparisons,
): void {
  registerEndingActions(context);
  registerCommand(context, deps.log, commands.compareModels, async (file, model) => {
    requireTrust();
    const uri = await personaMeant(file, deps);
    if (!uri) return;
    const pair = await pickPair(uri, model, deps);
    if (!pair) return;
    const text = await whileComparing((signal, step) => compare(uri, pair, deps, signal, step));
    if (text !== undefined) await comparisons.show(uri, text);
  });
}

/** The persona whose tests count: the one beside an agent file, one below a `dramatis.json`. Undefined where the user left the question. */
async function personaMeant(file: unknown, deps: CompareModelsDeps): Promise<vscode.Uri | undefined> {
  if (file instanceof vscode.Uri && fileNameOf(file) === configFileName) {
    const below = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), '**/*.persona');
    const found = (await vscode.workspace.findFiles(below)).sort((a, b) => a.path.localeCompare(b.path));
    if (found.length === 0)
      throw new UserError(vscode.l10n.t('There is no persona in the folder of {0}.', configFileName));
    if (found.length === 1) return found[0];
    const rows = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
    const title = vscode.l10n.t('On the tests of which persona?');
    return (await vscode.window.showQuickPick(rows, { title }))?.uri;
  }
  const uri = personaInFocus(file);
  if (!isAgentFile(uri)) return uri;
  const { fileToWrite } = await import('../agent-files/sidecars.ts');
  // Where no persona stands beside it, its own rules are probed.
  return fileToWrite(uri, deps).catch(() => uri);
}

/** @param model the old one, by the name of its endpoint or as the endpoint calls it. */
async function pickPair(
  uri: vscode.Uri,
  model: string | undefined,
  deps: CompareModelsDeps,
): Promise<Pair | undefined> {
  const rows = (await listModels(uri, deps.models)).filter(({ name }) => name !== undefined);
  const endpoints = await deps.models.endpointsFor(uri);
  const named =
    rows.find(({ name }) => name === model)?.name ??
    endpoints.find(({ endpoint }) => endpoint.model.toLowerCase() === model?.toLowerCase())?.endpoint.name;
  const old = named ?? (await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('The old model') }))?.name;
  if (old === undefined) return undefined;
  const others = rows.filter(({ name }) => name !== old);
  const placeHolder = vscode.l10n.t('Another one? Add it with Dramatis: Select Model first.');
  const title = vscode.l10n.t('Compare {0} with which model?', modelLabel(await deps.models.choiceFor(uri, old)));
  const now = (await vscode.window.showQuickPick(others, { title, placeHolder }))?.name;
  return now === undefined ? undefined : { old, now };
}

/** The document's text; undefined where the user thought better of it. */
async function compare(
  uri: vscode.Uri,
  { old, now }: Pair,
  { suites, settings }: CompareModelsDeps,
  signal: AbortSignal,
  step: (done: number, all: number) => void,
): Promise<string | undefined> {
  const reading = await suites.read(uri);
  const plan = planOf(reading, uri);
  const estimates = await Promise.all([old, now].map((name) => suites.estimate(uri, plan, name)));
  if (!(await confirmCost(estimates, settings))) return undefined;
  const [before, after] = [await suites.ready(uri, old), await suites.ready(uri, now)];
  const sides = [
    { plan, ready: before },
    { plan, ready: after },
  ] as const;
  const { diff, notes } = await playSides(sides, signal, step);
  const [first, second] = [before, after].map(({ model }) => model?.label ?? '–');
  const facts = [vscode.l10n.t('Old: {0}', first ?? ''), vscode.l10n.t('New: {0}', second ?? ''), ...notes];
  return comparisonText(vscode.l10n.t('{0} with two models', reading.persona.name), facts, diff);
}

/** The tests; where none are written, the probes of its rules. */
function planOf({ persona, book, tests, probes }: CaseReading, uri: vscode.Uri): SuitePlan {
  const cases = tests.length > 0 ? tests : probes;
  if (cases.length > 0) return { persona, book, cases };
  throw new UserError(vscode.l10n.t('{0} has no test and no rule to probe. Write a test first.', fileNameOf(uri)));
}
