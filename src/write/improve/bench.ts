// The tests that versions of a persona are measured by: the same cases, the same rules, the same number of samples for every version. In: the
// file as it was at the start. Out: a plan in two parts, what a program decides alone first. Asks nobody.
import type { Persona } from '../../lang/persona.ts';
import { planProbes } from '../../lint/behavior/plan-probes.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { type Estimate, estimate } from '../../suite/estimate.ts';
import { judgeNeeds } from '../../suite/judge-needs.ts';
import { planTests } from '../../suite/plan-tests.ts';
import type { SuiteDeps } from '../../suite/run-suite.ts';
import { isAnswered } from '../../suite/steps-of.ts';
import type { SuiteCase, SuitePlan } from '../../suite/suite-case.ts';
import type { Trouble, WriteInput } from '../offer.ts';

/** Fewer plays of a model that answers differently each time say nothing. */
export const leastSamples = 3;

export interface Bench {
  /** Decided by a program alone; then those that a judge may be needed for. */
  readonly first: readonly SuiteCase[];
  readonly judged: readonly SuiteCase[];
  /** The rules as they were: no version is judged by checks of its own. */
  readonly book: RuleBook;
}

type BenchInput = Pick<WriteInput, 'persona' | 'book' | 'files' | 'suite' | 'troubles'>;

/** Every test of the file, and the probes that are named among the troubles. */
export function benchOf({ persona, book, files, suite, troubles }: BenchInput): Bench {
  const broken = troubles.filter(isOfProbe);
  const planned = broken.length === 0 ? [] : planProbes(persona, book, { source: files });
  const probes = planned.filter((one) => broken.some((trouble) => shows(one, trouble, book)));
  const cases = [...planTests(persona, book, { source: files }), ...probes].map((one) => sampled(one, suite));
  const plan = { persona, book, cases };
  const asksJudge = (one: SuiteCase) => judgeNeeds(plan, one, answersOf(one)).length > 0;
  return { first: cases.filter((one) => !asksJudge(one)), judged: cases.filter(asksJudge), book };
}

/** One part of the bench, for one version of the persona. */
export function planFor({ book }: Bench, persona: Persona, cases: readonly SuiteCase[]): SuitePlan {
  return { persona, book, cases };
}

/** What measuring one version costs. */
export function benchCost(bench: Bench, suite: SuiteDeps): Estimate {
  const { measures, judge, userFor, maxTokens, promptBudget } = suite;
  return estimate(planFor(bench, bench.book.persona, [...bench.first, ...bench.judged]), {
    measures,
    model: suite.modelFor?.({}),
    judge: judge?.identity.provider === 'understudy' ? undefined : judge,
    ...(userFor ? { userFor } : {}),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(promptBudget === undefined ? {} : { promptBudget }),
  });
}

/** Whether a case shows the trouble: by name, or a probe that a finding names on the line of its rule. */
export function shows(one: SuiteCase, trouble: Trouble, { rules }: RuleBook): boolean {
  const { id, title, rule, probe, kind } = one;
  if (trouble.case !== undefined) return trouble.case === id;
  if (kind === 'test') return trouble.kind === 'test' && ([id, title].includes(trouble.title) || isAt(one, trouble));
  if (!isOfProbe(trouble)) return false;
  if ([id, title, rule, probe].includes(trouble.title)) return true;
  if (!trouble.text.includes(title)) return false;
  const at = trouble.origin?.range.start;
  const place = rules.find((checked) => checked.rule.id === rule)?.rule.origin;
  if (at === undefined || !place || place.uri !== trouble.origin?.uri) return true;
  return place.range.start <= at && at < place.range.end;
}

/** A test without a title is known by its place. */
function isAt({ origin }: SuiteCase, trouble: Trouble): boolean {
  return origin.uri === trouble.origin?.uri && origin.range.start === trouble.origin.range.start;
}

/** Findings of probes come as findings, too. */
export function isOfProbe({ kind, title }: Trouble): boolean {
  return kind === 'probe' || (kind === 'finding' && (title === 'broken-rule' || title === 'failed-probe'));
}

/** Where a model answers by chance, three plays at the least; as large a part of them must pass as before. */
function sampled(one: SuiteCase, { temperature }: SuiteDeps): SuiteCase {
  const certain = temperature === 0 || answersOf(one) === 0;
  const repeat = certain ? one.repeat : Math.max(leastSamples, one.repeat);
  return { ...one, repeat, pass: Math.ceil((one.pass / one.repeat) * repeat) };
}

function answersOf({ steps, simulated }: SuiteCase): number {
  return steps.filter((_, index) => isAnswered(steps, index)).length + (simulated?.turns ?? 0);
}
