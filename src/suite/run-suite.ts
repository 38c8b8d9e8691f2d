// Runs a plan: every case as often as it asks, one after the other, and tells all in one stream. Ends in time, whatever the model
// does, and within the budget. What was paid for is in the cache as soon as it came: started again, it asks only the rest.
import type { Clock } from '../base/clock.ts';
import type { Measures } from '../lang/measures.ts';
import type { Values } from '../lang/value.ts';
import type { Judge } from '../measure/judge.ts';
import type { ChatModel } from '../model/port.ts';
import type { Replay } from '../model/replay.ts';
import { needsModel } from '../play/simulated-user/interview.ts';
import { defaultMaxTokens, estimate, roughTokens } from './estimate.ts';
import type { CaseResult, CaseRun, CaseState, SuiteEvent, SuiteSummary } from './events.ts';
import { withoutJudge } from './judge-needs.ts';
import { type Budget, type Meter, newMeter } from './metered.ts';
import { resultOf } from './outcome.ts';
import { judgeAnswersOf, playCase, type UserModel } from './play-case.ts';
import { promptHashes } from './prompt-hashes.ts';
import type { SuiteCase, SuitePlan } from './suite-case.ts';

export interface SuiteDeps {
  /** Who answers, for the values of a case; undefined: only lines as written are judged. */
  readonly modelFor: ((values: Values) => ChatModel) | undefined;
  readonly judge: ChatModel | undefined;
  /** Who speaks for the simulated user of a case; undefined, or none for it: the model tested. */
  readonly userFor?: (one: SuiteCase) => UserModel | undefined;
  /** The cache: `(model) => replay(model, store)`. The understudy is never cached. */
  readonly remember?: (model: ChatModel) => Replay;
  readonly clock: Clock;
  readonly measures: Measures;
  readonly budget?: Budget;
  readonly temperature?: number;
  /** Of one reply, default `defaultMaxTokens`. */
  readonly maxTokens?: number;
  /** Tokens that a request's messages may hold. */
  readonly promptBudget?: number;
  /** Milliseconds that a whole reply may take, default two minutes. */
  readonly replyMs?: number;
}

/** Never throws on what models say. A consumer that stops listening ends it. */
export async function* runSuite(
  plan: SuitePlan,
  deps: SuiteDeps,
  signal: AbortSignal,
): AsyncGenerator<SuiteEvent, void> {
  const { measures, clock } = deps;
  const replyMs = deps.replyMs ?? 120_000;
  const meter = newMeter({ clock, budget: deps.budget ?? {}, replyMs, tokens: measures.tokens ?? roughTokens });
  const first = deps.modelFor?.({});
  // The understudy is not a language model: it cannot judge.
  const judge = deps.judge && deps.judge.identity.provider !== 'understudy' ? deps.judge : undefined;
  const caches: Replay[] = [];
  const samples = (model: ChatModel, as: 'model' | 'judge') => {
    if (model.identity.provider === 'understudy') return { identity: model.identity, sample: () => model };
    const metered = meter.meter(model, as);
    const cache = deps.remember?.(metered);
    if (cache) caches.push(cache);
    return cache ?? { identity: model.identity, sample: () => metered };
  };
  const asJudge: Judge | undefined = judge && samples(judge, 'judge');
  const { maxTokens = defaultMaxTokens, promptBudget, temperature } = deps;
  const expected = estimate(plan, {
    measures,
    model: first,
    judge,
    ...(deps.userFor ? { userFor: deps.userFor } : {}),
    maxTokens,
    ...(promptBudget ? { promptBudget } : {}),
  });
  yield {
    type: 'started',
    cases: plan.cases,
    model: first?.identity,
    judge: judge?.identity,
    estimate: expected,
  };
  const counts = { ...noCounts };
  const hashOf = promptHashes(plan.persona);
  for (const planned of plan.cases) {
    const own = planned.simulated && deps.userFor?.(planned);
    const one = withoutUser(withoutJudge(plan, planned, judge !== undefined), own?.model ?? first);
    yield { type: 'case', case: one.id };
    const model = deps.modelFor && samples(deps.modelFor(one.values), 'model');
    const user = own && { ...own, samples: samples(own.model, 'model') };
    const runs: CaseRun[] = [];
    for (let repeat = 0; repeat < one.repeat && one.cannot === undefined; repeat++) {
      if (signal.aborted) break;
      const late = meter.stopped() !== undefined;
      const caseDeps = {
        model: model?.sample(repeat),
        judge: asJudge,
        user: user && { ...user, model: user.samples.sample(repeat) },
        measures,
        clock,
        maxTokens,
        temperature,
        promptBudget,
      };
      const run = yield* playCase(plan, one, repeat, caseDeps, signal);
      // Stopped before: what the cache holds still counts, and a run that had to ask was not begun.
      if (late && run.outcome === 'unfinished') break;
      note(meter, run);
      runs.push(run);
      yield { type: 'run', case: one.id, run };
      yield { type: 'cost', cost: meter.cost() };
    }
    const prompt = hashOf(one.values);
    const undone = signal.aborted ? 'Stopped.' : meter.stopped()?.message;
    const result: CaseResult = resultOf(one, runs, {
      model: first?.identity,
      user: one.simulated && (own?.model ?? first)?.identity,
      prompt,
      undone,
    });
    counts[result.state]++;
    yield { type: 'result', result };
  }
  const stopped = meter.stopped() ?? (signal.aborted ? { why: 'cancelled' as const, message: 'Stopped.' } : undefined);
  const notes = notesOf(first, deps.judge, caches);
  const summary: SuiteSummary = {
    counts,
    cost: meter.cost(),
    model: first?.identity,
    judge: judge?.identity,
    notes,
    stopped,
  };
  yield { type: 'finished', summary };
}

/** The understudy never pretends to be a user. */
function withoutUser(one: SuiteCase, user: ChatModel | undefined): SuiteCase {
  if (!one.simulated || user?.identity.provider !== 'understudy') return one;
  return { ...one, cannot: one.cannot ?? needsModel };
}

function note(meter: Meter, run: CaseRun): void {
  meter.tookFromCache(run.cached);
  for (const { unreadable } of judgeAnswersOf(run)) meter.tookUnreadable(unreadable);
}

function notesOf(
  model: ChatModel | undefined,
  judge: ChatModel | undefined,
  caches: readonly Replay[],
): readonly string[] {
  const notes: string[] = [];
  if (!model) notes.push('static checks only, no model was asked');
  else if (model.identity.provider === 'understudy') {
    notes.push(
      'The offline understudy is not a language model: its runs show that rules can be kept, not that they are.',
    );
  }
  if (judge?.identity.provider === 'understudy') notes.push('The offline understudy cannot judge.');
  else if (judge && judge.identity.model === model?.identity.model && judge.identity.origin === model.identity.origin) {
    notes.push(`${judge.identity.label} judges its own replies.`);
  }
  const problem = caches.find((cache) => cache.problem)?.problem;
  if (problem) notes.push(`Replies are not kept: ${problem}`);
  return notes;
}

/** Before any case has a result. */
export const noCounts: Readonly<Record<CaseState, number>> = {
  passed: 0,
  failed: 0,
  flaky: 0,
  unsure: 0,
  satisfiable: 0,
  'no-reply-found': 0,
  'not-asked': 0,
  unfinished: 0,
};
