// A persona improved from evidence: tests as they are, a critique by the rules' names, candidate patches, the same tests again; in rounds, each
// from the best so far. In: the file and what is wrong. Out: a recipe. Proposes what was measured to be better, and what no test can tell.
import type { ModelFailure } from '../../model/port.ts';
import type { SuiteSummary } from '../../suite/events.ts';
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe, Trouble, WriteInput } from '../offer.ts';
import type { Patch } from '../patch.ts';
import type { Recipe, RecipeEnd } from '../run-recipe.ts';
import { troublesOfTalk } from '../troubles-of-talk.ts';
import { type Bench, benchCost, benchOf, shows } from './bench.ts';
import { candidatesFor } from './candidates.ts';
import { critique } from './critique.ts';
import { materialOf } from './material.ts';
import { nothingWrong } from './nothing-wrong.ts';
import { type RoundEnd, runRounds } from './rounds.ts';
import { runBench } from './run-bench.ts';
import { type Measured, tryCandidates } from './trial.ts';
import { troublesOfFindings, troublesOfResults } from './troubles.ts';
import { versionOf } from './version.ts';

export interface ImproveOptions {
  readonly rounds: number;
  /** Candidates that a round measures at the most. */
  readonly candidates: number;
}

export const improveDefaults: ImproveOptions = { rounds: 2, candidates: 4 };

/** The way as it is offered. */
export const improve: MakeRecipe = (input) => improveFrom(input, improveDefaults);

/** With numbers of one's own. A budget of requests in `suite.budget` holds for the whole run. */
export function improveFrom(input: WriteInput, options: ImproveOptions): Recipe {
  const bench = benchOf(input);
  const { least, most } = benchCost(bench, input.suite).requests;
  const budget = input.suite.budget?.requests ?? Number.POSITIVE_INFINITY;
  // Critique and changes, each asked for twice at the most; every candidate, and those that are better together.
  const round = 4 + (options.candidates + 1) * most;
  const requests = { least: Math.min(least, budget), most: Math.min(most + options.rounds * round, budget) };
  return {
    what: `Improvements of ${input.persona.name}`,
    requests,
    async *steps(place, deps, signal) {
      const spent = { requests: 0 };
      return yield* counted(steps(), spent);

      async function* steps(): AsyncGenerator<WriteEvent, RecipeEnd> {
        const left = () => (Number.isFinite(budget) ? Math.max(0, budget - spent.requests) : undefined);
        const version = versionOf(input.base.text, input.base.uri, input.files);
        yield { type: 'step', name: 'tests as they are', number: 1, of: 1 };
        const run = yield* runBench(bench, version.persona, { suite: input.suite, requests: left() }, signal);
        if (run.stopped && run.stopped.why !== 'cancelled') return { ok: false, failure: failureOf(run.stopped) };
        const start: State = { best: { version, results: run.results }, tried: new Set() };
        const rounds = yield* runRounds(
          { most: options.rounds, start, round: (state, number) => improveOnce(state, number, left) },
          signal,
        );
        return rounds.failure ? { ok: false, failure: rounds.failure } : { ok: true };
      }

      async function* improveOnce(
        state: State,
        number: number,
        left: () => number | undefined,
      ): AsyncGenerator<WriteEvent, RoundEnd<State>> {
        const { best } = state;
        const troubles = troublesNow(input, bench, best, number);
        if (troubles.length === 0) {
          const judge = input.suite.judge !== undefined;
          const looked = { results: best.results, picked: input.troubles.length > 0, judge, round: number };
          yield { type: 'told', ...nothingWrong(looked) };
          return { last: state };
        }
        const material = materialOf(troubles);
        const { book } = best.version;
        yield { type: 'step', name: `round ${number}: critique`, number, of: options.rounds };
        const task = `Below is what went wrong with ${book.persona.name}. Say what it shows, rule by rule.`;
        const said = yield* critique({ step: 'critique', book, material: material.text, task }, place, deps, signal);
        if (!said.ok) return { failed: said.failure, state };
        if (said.flaws.length === 0) {
          yield { type: 'told', severity: 'note', message: 'The critique finds no flaw: nothing is changed.' };
          return { last: state };
        }
        yield { type: 'step', name: `round ${number}: changes`, number, of: options.rounds };
        const { candidates: most } = options;
        const { tried } = state;
        const question = { version: best.version, flaws: said.flaws, material, find: input.find, tried, most };
        const asked = yield* candidatesFor(question, place, deps, signal);
        if (!asked.ok) return { failed: asked.failure, state };
        const { candidates } = asked;
        const each = benchCost(bench, input.suite).requests.most;
        const trial = { ...input, bench, best, candidates, troubles, each, left };
        const done = yield* tryCandidates(trial, deps, signal);
        const proposed: readonly Patch[] = [...done.kept, ...done.open];
        if (proposed.length > 0) yield { type: 'patches', patches: proposed };
        const now = new Set([...tried, ...candidates.map(({ patch }) => patch.id)]);
        const next: State = { best: done.best, tried: now };
        if (done.stopped && done.stopped.why !== 'cancelled') return { failed: failureOf(done.stopped), state: next };
        return candidates.length === 0 ? { last: next } : { next };
      }
    },
  };
}

interface State {
  readonly best: Measured;
  readonly tried: ReadonlySet<string>;
}

/**
 * What was named, as far as it is still wrong; what no test shows is put forward once. Where nothing was named: what fails, what is found, what
 * was said in the talk.
 */
function troublesNow(input: WriteInput, bench: Bench, best: Measured, number: number): readonly Trouble[] {
  const failing = troublesOfResults(best.results);
  const said = number === 1 && input.talk ? troublesOfTalk(input.talk) : [];
  if (input.troubles.length === 0) {
    return [...failing, ...troublesOfFindings(best.version.tree, input.find), ...said];
  }
  const cases = [...bench.first, ...bench.judged];
  const named = input.troubles.flatMap((trouble): readonly Trouble[] => {
    const shown = cases.filter((one) => shows(one, trouble, input.book)).map(({ id }) => id);
    if (shown.length > 0) return failing.filter((one) => one.case !== undefined && shown.includes(one.case));
    // A test of that name is not there any more.
    return number === 1 && (trouble.kind !== 'test' || trouble.text !== '') ? [trouble] : [];
  });
  return [...new Set([...named, ...said])];
}

export function failureOf({ why, message }: NonNullable<SuiteSummary['stopped']>): ModelFailure {
  if (why === 'cancelled') return { reason: 'cancelled', message, action: 'retry' };
  return { reason: why === 'budget' ? 'over-budget' : 'server', message, action: 'retry' };
}

/** Counts what is asked on the way. */
async function* counted<T>(
  run: AsyncGenerator<WriteEvent, T>,
  spent: { requests: number },
): AsyncGenerator<WriteEvent, T> {
  try {
    for (;;) {
      const next = await run.next();
      if (next.done) return next.value;
      if (next.value.type === 'spent') spent.requests += next.value.requests;
      yield next.value;
    }
  } finally {
    await run.return(undefined as never).catch(() => undefined);
  }
}
