// Runs of one case in, its state out: counts, Wilson interval, one sentence why. Pure.
import { wilson } from '../measure/wilson.ts';
import type { ModelIdentity } from '../model/port.ts';
import type { CaseResult, CaseRun, CaseState } from './events.ts';
import type { SuiteCase } from './suite-case.ts';

export interface ResultOptions {
  readonly model: ModelIdentity | undefined;
  /** Of the simulated user, where there is one. */
  readonly user?: ModelIdentity | undefined;
  readonly prompt: string;
  /** Why repeats are missing, where they are. */
  readonly undone: string | undefined;
}

/** Sums up. A case that asked no model (its lines are all written) is decided whoever was to answer. */
export function resultOf(one: SuiteCase, runs: readonly CaseRun[], options: ResultOptions): CaseResult {
  const count = (outcome: CaseRun['outcome']) => runs.filter((run) => run.outcome === outcome).length;
  const passed = count('passed');
  const failed = count('failed');
  const asked = runs.some(({ requests }) => requests.length > 0);
  const decided = stateOf(one, runs, passed, failed);
  const played = asked && options.model?.provider === 'understudy';
  const state = played ? understudyState(decided, runs) : decided;
  return {
    case: one,
    state,
    why: whyOf(one, runs, state, passed, failed, options.undone),
    runs,
    passed,
    failed,
    interval: wilson(passed, passed + failed),
    model: asked ? options.model : undefined,
    ...(asked && options.user ? { user: options.user } : {}),
    prompt: options.prompt,
    earlierPrompt: false,
  };
}

function stateOf(one: SuiteCase, runs: readonly CaseRun[], passed: number, failed: number): CaseState {
  if (one.cannot !== undefined) return 'unsure';
  // So many have failed that the rest could not make up for it.
  if (failed > 0 && failed > one.repeat - one.pass) return 'failed';
  if (runs.length < one.repeat || runs.some(({ outcome }) => outcome === 'unfinished')) return 'unfinished';
  if (runs.some(({ outcome }) => outcome === 'not-asked')) return 'not-asked';
  if (passed < one.pass) return 'unsure';
  return failed > 0 ? 'flaky' : 'passed';
}

/** The understudy seeks replies that keep the rules: it proves that there are some, not that a model gives them. */
function understudyState(state: CaseState, runs: readonly CaseRun[]): CaseState {
  if (state === 'passed') return 'satisfiable';
  const written = runs.some((run) =>
    run.checks.some(({ state, counts, turn }) => {
      const said = run.turns.find(({ id }) => id === turn);
      return state === 'failed' && counts && said?.model === undefined;
    }),
  );
  if (state === 'failed' || state === 'flaky') return written ? 'failed' : 'no-reply-found';
  return state;
}

function whyOf(
  one: SuiteCase,
  runs: readonly CaseRun[],
  state: CaseState,
  passed: number,
  failed: number,
  undone: string | undefined,
): string {
  if (one.cannot !== undefined) return one.cannot;
  if (state === 'passed') return '';
  if (state === 'satisfiable') return 'The offline understudy found replies that keep it; no model was asked.';
  if (state === 'not-asked') return 'No model was asked; what is written holds.';
  const checks = runs.flatMap((run) => run.checks.filter(({ counts }) => counts));
  const first = checks.find((check) => check.state === 'failed');
  if (state === 'unfinished') {
    return runs.find(({ failure }) => failure)?.failure?.message ?? undone ?? 'It was not finished.';
  }
  if (state === 'unsure') return checks.find((check) => check.state === 'unsure')?.why ?? '';
  const many = one.repeat > 1 ? ` ${passed} of ${passed + failed} passed; ${one.pass} of ${one.repeat} were to.` : '';
  return `${first?.why ?? ''}${many}`;
}
