// Two runs of the same cases, then and now: what changed its state, worst first. Values in, values out; runs nothing.
import type { CaseResult, CaseState } from './events.ts';
import type { SuiteCase } from './suite-case.ts';

export interface BehaviourChange {
  readonly case: SuiteCase;
  readonly before: CaseResult;
  readonly now: CaseResult;
  readonly change: 'worse' | 'better' | 'other';
}

export interface BehaviourDiff {
  /** Worse first, and of those what fell deepest; then other changes, then what is better. Equal ones stay in order. */
  readonly changes: readonly BehaviourChange[];
  readonly same: number;
  /** One of the two did not finish: nothing can be said. */
  readonly notCompared: readonly {
    readonly case: SuiteCase;
    readonly before: CaseResult | undefined;
    readonly now: CaseResult;
  }[];
}

/** How bad a state is. States that say nothing about the persona's behaviour have none: a change to or from them is `other`. */
const badness: Readonly<Record<CaseState, number | undefined>> = {
  passed: 0,
  satisfiable: 0,
  unsure: 1,
  flaky: 2,
  'no-reply-found': 3,
  failed: 3,
  'not-asked': undefined,
  unfinished: undefined,
};

/** Cases are matched by their id. */
export function compareResults(before: readonly CaseResult[], now: readonly CaseResult[]): BehaviourDiff {
  const known = new Map(before.map((result) => [result.case.id, result]));
  const changes: BehaviourChange[] = [];
  const notCompared: BehaviourDiff['notCompared'][number][] = [];
  let same = 0;
  for (const result of now) {
    const old = known.get(result.case.id);
    if (!old || old.state === 'unfinished' || result.state === 'unfinished')
      notCompared.push({ case: result.case, before: old, now: result });
    else if (old.state === result.state) same++;
    else changes.push({ case: result.case, before: old, now: result, change: changeOf(old, result) });
  }
  return { changes: changes.sort((a, b) => weight(b) - weight(a)), same, notCompared };
}

function changeOf(before: CaseResult, now: CaseResult): BehaviourChange['change'] {
  const from = badness[before.state];
  const to = badness[now.state];
  if (from === undefined || to === undefined || from === to) return 'other';
  return to > from ? 'worse' : 'better';
}

/** How far it fell; among equal falls, what was sure before weighs more. */
function weight({ before, now }: BehaviourChange): number {
  const fall = (badness[now.state] ?? 0) - (badness[before.state] ?? 0);
  return fall + (share(before) - share(now)) / 10;
}

function share({ passed, failed }: CaseResult): number {
  return passed + failed === 0 ? 0 : passed / (passed + failed);
}
