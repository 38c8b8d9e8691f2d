// What running the tests and probes of one file gave, ready to be written as text, JSON or JUnit: shapes, counts, and what a state
// means for the exit code. No wording beyond labels; asks nothing.
import type { LineTable } from '../../base/line-table.ts';
import type { CaseResult, CaseState, Cost, SuiteSummary } from '../events.ts';

export interface FileRun {
  /** As users should read it: relative to where they stand, with `/`. */
  readonly path: string;
  readonly uri: string;
  readonly lines: LineTable;
  /** In the order of the plan. */
  readonly results: readonly CaseResult[];
  readonly summary: SuiteSummary;
}

/** What a result means for whoever waits for it. `open`: neither held nor failed, and no fault of the persona. */
export type Standing = 'held' | 'failed' | 'open' | 'unfinished';

const standings: Readonly<Record<CaseState, Standing>> = {
  passed: 'held',
  failed: 'failed',
  flaky: 'held',
  unsure: 'open',
  satisfiable: 'open',
  'no-reply-found': 'open',
  'not-asked': 'open',
  unfinished: 'unfinished',
};

/** @param strict a flaky result counts as failed. */
export function standingOf({ state }: CaseResult, strict: boolean): Standing {
  return strict && state === 'flaky' ? 'failed' : standings[state];
}

/** Who answered and how it was asked beyond plain asking, each label once: `m at localhost; 3 of 5 replies from cache`. */
export function howAsked(result: CaseResult): string {
  if (result.state === 'not-asked' || !result.model) return 'no model was asked';
  const replies = result.runs.reduce((sum, run) => sum + run.requests.length, 0);
  const cached = result.runs.reduce((sum, run) => sum + run.cached, 0);
  const labels = new Set(result.runs.flatMap((run) => run.labels).filter((label) => label !== 'from cache'));
  const user = result.user && `user: ${result.case.simulated?.asker.name ?? ''} by ${result.user.label}`;
  const parts = [result.model.label, ...(user ? [user] : []), ...labels];
  if (cached > 0) parts.push(`${cached} of ${Math.max(replies, cached)} replies from cache`);
  if (result.earlierPrompt) parts.push('from an earlier prompt');
  return parts.join('; ');
}

/** `3 of 5 runs (23–88 %)`; empty for a single run, which has no share worth the name. */
export function shareOf({ passed, failed, interval, runs }: CaseResult): string {
  if (runs.length < 2 || passed + failed === 0) return '';
  const span = interval ? ` (${percent(interval.low)}–${percent(interval.high)} %)` : '';
  return `${passed} of ${passed + failed} runs${span}`;
}

/** Line and column from 1; undefined for what stands in another file. */
export function placeOf(run: FileRun, { case: one }: CaseResult): { line: number; column: number } | undefined {
  if (one.origin.uri !== run.uri) return undefined;
  const { line, character } = run.lines.positionAt(one.origin.range.start);
  return { line: line + 1, column: character + 1 };
}

/** All files together. */
export function totalCost(runs: readonly FileRun[]): Cost {
  const costs = runs.map(({ summary }) => summary.cost);
  const sum = (pick: (cost: Cost) => number) => costs.reduce((total, cost) => total + pick(cost), 0);
  return {
    requests: sum((cost) => cost.requests),
    cached: sum((cost) => cost.cached),
    inputTokens: sum((cost) => cost.inputTokens),
    outputTokens: sum((cost) => cost.outputTokens),
    estimated: costs.some((cost) => cost.estimated),
    judge: { requests: sum((cost) => cost.judge.requests), unreadable: sum((cost) => cost.judge.unreadable) },
  };
}

/** How many results of each state, states that do not occur left out, in the order of `CaseState`. */
export function countStates(runs: readonly FileRun[]): readonly (readonly [CaseState, number])[] {
  const all = runs.flatMap(({ results }) => results);
  return (Object.keys(standings) as CaseState[])
    .map((state) => [state, all.filter((result) => result.state === state).length] as const)
    .filter(([, count]) => count > 0);
}

function percent(share: number): number {
  return Math.round(share * 100);
}
