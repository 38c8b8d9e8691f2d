// Everything that a run of tests and probes tells, as one closed union, and the shapes of its results. Test Explorer, terminal,
// lint and coverage read this stream and nothing else. Shapes only.
import type { Range } from '../base/range.ts';
import type { Origin } from '../lang/source-text.ts';
import type { JudgeAnswer } from '../measure/judge.ts';
import type { Interval } from '../measure/wilson.ts';
import type { ModelFailure, ModelIdentity } from '../model/port.ts';
import type { PlayEvent, SentRequest, Turn } from '../play/events.ts';
import type { Estimate } from './estimate.ts';
import type { SuiteCase } from './suite-case.ts';

/**
 * - `flaky`: as often as `pass` asks, and not every time. Fails only where one is strict.
 * - `unsure`: no failure, and something that only a judge could say, or judges disagree on.
 * - `satisfiable`, `no-reply-found`: by the offline understudy, in the place of passed and failed. Count for no coverage.
 * - `not-asked`: no model was given; what could be judged without one held.
 * - `unfinished`: budget, endpoint or cancel; `CaseResult.why` says which.
 */
export type CaseState =
  | 'passed'
  | 'failed'
  | 'flaky'
  | 'unsure'
  | 'satisfiable'
  | 'no-reply-found'
  | 'not-asked'
  | 'unfinished';

export type RunOutcome = 'passed' | 'failed' | 'unsure' | 'not-asked' | 'unfinished';

/** One thing held against one reply. */
export interface CheckResult {
  /** An expectation of the test, or a rule that is judged anyway. */
  readonly what: 'keeps' | 'breaks' | 'must' | 'never' | 'judge' | 'rule';
  /** The expectation as written, or the rule's id: "what was expected". */
  readonly expected: string;
  readonly rule: string | undefined;
  /** Where the expectation stands; for `rule` the rule. */
  readonly origin: Origin;
  /** Id of the turn it was held against. */
  readonly turn: string;
  /** `failed` fails the run unless `counts` is false. */
  readonly state: 'held' | 'failed' | 'unsure' | 'idle';
  /** False for a broken rule of severity warning or hint: shown, fails nothing. */
  readonly counts: boolean;
  /** One plain sentence. */
  readonly why: string;
  /** In the turn's text (in the decoded text, where `why` says so it is undefined). */
  readonly span: Range | undefined;
  readonly judge: JudgeAnswer | undefined;
}

/** One play of a case. Which repeat it is, from 0, is the ordinal of its samples in the cache. */
export interface CaseRun {
  /** `<case id>#<repeat>`: id of its talk. */
  readonly talk: string;
  readonly repeat: number;
  readonly outcome: RunOutcome;
  /** The talk, greeting left out; verdicts of the model's answers with what a judge said. */
  readonly turns: readonly Turn[];
  readonly requests: readonly SentRequest[];
  readonly checks: readonly CheckResult[];
  /** How many of its requests the cache answered. */
  readonly cached: number;
  readonly failure: ModelFailure | undefined;
  /** `from cache`, `judged by the model itself`, `no reply found that keeps: …` and the like, each once. */
  readonly labels: readonly string[];
}

export interface CaseResult {
  readonly case: SuiteCase;
  readonly state: CaseState;
  /** One plain sentence: the first failure, or what was left undone. Empty where it passed. */
  readonly why: string;
  readonly runs: readonly CaseRun[];
  readonly passed: number;
  readonly failed: number;
  /** Of passed among passed and failed, 95 %; undefined where neither is. */
  readonly interval: Interval | undefined;
  readonly model: ModelIdentity | undefined;
  /** Who spoke for the simulated user; undefined where none did. */
  readonly user?: ModelIdentity;
  /** Hash of the compiled prompt it was asked with. */
  readonly prompt: string;
  /** Set on results kept from an earlier run, whose prompt was another one. */
  readonly earlierPrompt: boolean;
}

export interface Cost {
  /** Asked of a model or judge; replies from the cache are not in it. */
  readonly requests: number;
  readonly cached: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** True where the endpoint told no usage and tokens were counted by us. */
  readonly estimated: boolean;
  readonly judge: { readonly requests: number; readonly unreadable: number };
}

export interface SuiteSummary {
  readonly counts: Readonly<Record<CaseState, number>>;
  readonly cost: Cost;
  readonly model: ModelIdentity | undefined;
  readonly judge: ModelIdentity | undefined;
  /** To be shown: no model, no judge, a judge that is the model itself, the understudy, a cache that could not be used. */
  readonly notes: readonly string[];
  /** Undefined: it ran to its end. */
  readonly stopped: { readonly why: 'budget' | 'endpoint' | 'cancelled'; readonly message: string } | undefined;
}

/**
 * In this order: `started`; for each case `case`, then for each repeat `talk`* and `run`, with `cost` after each run, then `result`;
 * at last `finished`. Always ends with `finished`, also when cancelled: cases not reached have a `result` that says `unfinished`, and no
 * `run`. After a budget or endpoint ended the run, only cases that the cache answers whole are still played.
 */
export type SuiteEvent =
  | {
      readonly type: 'started';
      readonly cases: readonly SuiteCase[];
      readonly model: ModelIdentity | undefined;
      readonly judge: ModelIdentity | undefined;
      readonly estimate: Estimate;
    }
  | { readonly type: 'case'; readonly case: string }
  /** What happens in the talk as it happens; `apply` of play/session-state takes it. */
  | { readonly type: 'talk'; readonly case: string; readonly repeat: number; readonly event: PlayEvent }
  | { readonly type: 'run'; readonly case: string; readonly run: CaseRun }
  | { readonly type: 'cost'; readonly cost: Cost }
  | { readonly type: 'result'; readonly result: CaseResult }
  | { readonly type: 'finished'; readonly summary: SuiteSummary };
