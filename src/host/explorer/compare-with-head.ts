// `Dramatis: Compare Behaviour with HEAD`: the same tests and probes on the persona as it was committed, all files of it from that
// revision, and as it stands; what changed its state, worst first. Where there is no such version the saved one is offered.

import * as vscode from 'vscode';
import type { SuitePlan } from '../../suite/suite-case.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import type { PersonaReading } from '../personas.ts';
import { requireTrust } from '../trust.ts';
import { type Comparisons, comparisonText, playSides, whileComparing } from './comparisons.ts';
import { confirmCost } from './confirm-cost.ts';
import type { CaseReading, Suites } from './suites.ts';

export interface CompareDeps extends Pick<Deps, 'log' | 'settings' | 'personas'> {
  readonly suites: Suites;
}

interface Earlier {
  readonly name: string;
  readonly reading: PersonaReading;
}

/** Registers the command. */
export function registerCompareWithHead(
  context: vscode.ExtensionContext,
  deps: CompareDeps,
  comparisons: Comparisons,
): void {
  registerCommand(context, deps.log, commands.compareWithHead, async (persona) => {
    requireTrust();
    const uri = personaInFocus(persona);
    const earlier = await earlierVersion(uri, deps);
    if (!earlier) return;
    const text = await whileComparing((signal, step) => compare(uri, earlier, deps, signal, step));
    if (text !== undefined) await comparisons.show(uri, text);
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
async function compare(
  uri: vscode.Uri,
  earlier: Earlier,
  deps: CompareDeps,
  signal: AbortSignal,
  step: (done: number, all: number) => void,
): Promise<string | undefined> {
  const now = await deps.suites.read(uri);
  const [then, today] = plansOf(earlier.reading, now);
  const ready = await deps.suites.ready(uri);
  const estimates = await Promise.all([then, today].map((plan) => deps.suites.estimate(uri, plan)));
  if (!(await confirmCost(estimates, deps.settings))) return undefined;
  const sides = [
    { plan: then, ready },
    { plan: today, ready },
  ] as const;
  const { diff, notes } = await playSides(sides, signal, step);
  const facts = [vscode.l10n.t('Model: {0}', ready.model?.label ?? '–'), ...notes];
  return comparisonText(vscode.l10n.t('{0}: {1} and now', now.persona.name, earlier.name), facts, diff);
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
