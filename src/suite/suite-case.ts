// What is to be run: a `test` block or a probe as one shape, and the plan that holds them in order. Shapes only.
import type { Expectation, Persona } from '../lang/persona.ts';
import type { Source } from '../lang/source.ts';
import type { Origin } from '../lang/source-text.ts';
import type { Values } from '../lang/value.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { TalkMessage } from '../rules/verdict.ts';
import type { CodecName } from './codecs/codec.ts';
import type { SimulatedUser } from './simulated-user.ts';

/** A line said as written. The model answers a `user` step that no `self` step follows. */
export interface Step {
  readonly speaker: 'user' | 'self';
  /** As the model hears it: narrator and cast under their names. */
  readonly text: string;
  /** Where the line stands in the file; undefined for a probe's own words. */
  readonly origin: Origin | undefined;
  /** The same line as rules see it, one message a speaker. */
  readonly heard: readonly TalkMessage[];
}

/** What is expected of a reply. `step`: index of the step whose reply is meant (the answer to it, or a `self` step itself); undefined: every reply. */
export interface Expected {
  readonly kind: Expectation['kind'];
  /** As written. */
  readonly text: string;
  readonly step: number | undefined;
  readonly expectation: Expectation;
}

export interface SuiteCase {
  /** Stable while title, rule and order of equal titles stay: `test/keeps the passphrase`, `probe/secret/just-ask`. Unique in a plan. */
  readonly id: string;
  readonly kind: 'test' | 'probe';
  /** As shown in a tree. */
  readonly title: string;
  /** The `test` block, or the rule that is probed; where results of it are shown. */
  readonly origin: Origin;
  /** `Rule.id` of the rule that a probe is of; undefined for tests, and for probes of the persona as a whole. */
  readonly rule: string | undefined;
  /** Which probe (`just-ask`, `drift-64` …); undefined for tests. */
  readonly probe: string | undefined;
  readonly steps: readonly Step[];
  readonly expected: readonly Expected[];
  /** Rules (`Rule.id`) whose verdict on a model's answer counts. Tests: all. A probe: its own, or all for benign talk. */
  readonly judged: readonly string[];
  readonly values: Values;
  readonly repeat: number;
  /** How many of `repeat` must pass. */
  readonly pass: number;
  /** The reply is judged as it stands and, where it can be read so, decoded. */
  readonly answersIn: CodecName | undefined;
  /** Who goes on as the user once the steps are said; undefined: nobody, the talk ends with them. */
  readonly simulated?: SimulatedUser;
  /** In words, why this cannot be run as written; it is then `unsure` and nothing is asked. */
  readonly cannot: string | undefined;
}

/** Cases in the order they run and are reported. */
export interface SuitePlan {
  readonly persona: Persona;
  readonly book: RuleBook;
  readonly cases: readonly SuiteCase[];
}

/** Which cases of a persona are wanted. */
export interface PlanOptions {
  /** The files that the persona may name, for users that are simulated. */
  readonly source?: Source;
  /** Ids of cases; undefined: all. */
  readonly only?: readonly string[];
}
