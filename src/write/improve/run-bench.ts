// One version of a persona played on the bench. In: the bench, the version, what may be spent. Out: events of the run as those of writing,
// then the results. Never throws on what models say.
import type { Persona } from '../../lang/persona.ts';
import type { PlayEvent } from '../../play/events.ts';
import type { CaseResult, Cost, SuiteSummary } from '../../suite/events.ts';
import { runSuite, type SuiteDeps } from '../../suite/run-suite.ts';
import type { WriteEvent } from '../events.ts';
import { type Bench, planFor } from './bench.ts';

export interface BenchRun {
  readonly results: readonly CaseResult[];
  /** Asked of model and judge together; what the cache had is not in it. */
  readonly requests: number;
  readonly stopped: SuiteSummary['stopped'];
}

export interface BenchOptions {
  readonly suite: SuiteDeps;
  /** How many requests this version may cost; undefined: as many as it takes. */
  readonly requests?: number | undefined;
  /** Looked at after what a program decides alone: true, and the rest is not asked for. */
  readonly enough?: (results: readonly CaseResult[]) => boolean;
}

/** Plays it. Results of tests that were not reached say `unfinished`. */
export async function* runBench(
  bench: Bench,
  persona: Persona,
  options: BenchOptions,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, BenchRun> {
  const results: CaseResult[] = [];
  let requests = 0;
  let stopped: SuiteSummary['stopped'];
  for (const cases of [bench.first, bench.judged]) {
    if (cases.length === 0) continue;
    if (cases === bench.judged && options.enough?.(results)) break;
    const left = options.requests === undefined ? undefined : options.requests - requests;
    const budget = { ...options.suite.budget, ...(left === undefined ? {} : { requests: Math.max(0, left) }) };
    let told: Pick<Cost, 'requests' | 'inputTokens' | 'outputTokens'> = nothing;
    for await (const event of runSuite(planFor(bench, persona, cases), { ...options.suite, budget }, signal)) {
      if (event.type === 'talk' && isCall(event.event)) yield { type: 'call', event: event.event };
      if (event.type === 'result') results.push(event.result);
      const cost = event.type === 'cost' ? event.cost : event.type === 'finished' ? event.summary.cost : undefined;
      if (cost && cost.requests > told.requests) {
        requests += cost.requests - told.requests;
        const usage = {
          input: cost.inputTokens - told.inputTokens,
          output: cost.outputTokens - told.outputTokens,
        };
        yield { type: 'spent', requests: cost.requests - told.requests, usage };
        told = cost;
      }
      if (event.type === 'finished') stopped ??= event.summary.stopped;
    }
    if (signal.aborted) break;
  }
  return { results, requests, stopped };
}

const nothing = { requests: 0, inputTokens: 0, outputTokens: 0 };

/** What a request was and how it ended; a talk's own lines as written are no call. */
function isCall({ type }: PlayEvent): boolean {
  return type === 'asked' || type === 'answered' || type === 'replied' || type === 'failed' || type === 'retry';
}
