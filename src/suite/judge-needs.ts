// How often a case can come to need a judge: for the estimate. Plays nothing.
import { isJudged } from './judged-rule.ts';
import { isAnswered } from './steps-of.ts';
import type { SuiteCase, SuitePlan } from './suite-case.ts';

/** One question about one reply. */
export interface JudgeNeed {
  /** False where it hangs on a condition, or on checks that come first. */
  readonly sure: boolean;
  /** What is judged: an answer of the model, or a line as written. */
  readonly of: 'answer' | 'line';
}

/** One need a question and reply in one play of the case. `answers`: how many replies the model gives. */
export function judgeNeeds(plan: SuitePlan, one: SuiteCase, answers: number): readonly JudgeNeed[] {
  const needs: JudgeNeed[] = [];
  const put = (times: number, need: JudgeNeed) => {
    for (let i = 0; i < times; i++) needs.push(need);
  };
  for (const checked of plan.book.rules) {
    const { rule, clauses } = checked;
    const questions = isJudged(checked)
      ? Math.max(1, clauses.filter(({ clause }) => clause.kind === 'judge').length)
      : 0;
    const sure = questions === 1 && clauses.every(({ clause }) => clause.kind === 'judge');
    if (one.judged.includes(rule.id)) put(questions * answers, { sure, of: 'answer' });
  }
  const lines = one.steps.filter(({ speaker }) => speaker === 'self').length;
  for (const { kind, step } of one.expected) {
    if (kind !== 'judge') continue;
    const ofAnswer = step !== undefined && isAnswered(one.steps, step);
    if (step === undefined) {
      put(answers, { sure: true, of: 'answer' });
      put(lines, { sure: true, of: 'line' });
    } else if (ofAnswer) put(Math.min(1, answers), { sure: true, of: 'answer' });
    else put(1, { sure: true, of: 'line' });
  }
  return needs;
}

/** A probe of a rule that only a judge can decide is not played where there is none: it would cost and say nothing. */
export function withoutJudge(plan: SuitePlan, one: SuiteCase, judge: boolean): SuiteCase {
  const checked = plan.book.rules.find(({ rule }) => rule.id === one.rule);
  if (judge || !checked || checked.clauses.some(({ clause }) => clause.kind === 'must' || clause.kind === 'never')) {
    return one;
  }
  return {
    ...one,
    cannot: 'Only a judge can say whether this rule is kept, and none is set (`judge` in dramatis.json).',
  };
}
