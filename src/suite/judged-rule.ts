// One rule on one reply, judge included: what a program can decide it decides, and only the rest is put to the judge.
// In: a talk and the index of the reply. Out: the verdict, and what the judge said. Never throws on text.

import { filledText } from '../lang/filled-text.ts';
import type { Measures } from '../lang/measures.ts';
import type { Values } from '../lang/value.ts';
import { askJudge, type Judge, type JudgeAnswer } from '../measure/judge.ts';
import type { ModelIdentity } from '../model/port.ts';
import { valuesOf } from '../rules/judge.ts';
import { judgeCheck, judgeRule, ruleApplies, withBindings } from '../rules/judge-rule.ts';
import { momentAt } from '../rules/moment.ts';
import type { CheckedRule, RuleBook } from '../rules/rule-book.ts';
import type { TalkMessage, Verdict } from '../rules/verdict.ts';

/** What a reply is judged with. */
export interface JudgeContext {
  readonly book: RuleBook;
  readonly values: Values;
  readonly measures: Measures;
  readonly judge: Judge | undefined;
  /** Who gave the reply. */
  readonly model: ModelIdentity | undefined;
  readonly signal: AbortSignal;
}

export interface JudgedVerdict {
  readonly verdict: Verdict;
  readonly answer: JudgeAnswer | undefined;
}

/** Whether a judge may have to say: it has a `judge:` clause, or no check at all. */
export function isJudged({ clauses, rule }: CheckedRule): boolean {
  if (rule.severity === 'off') return false;
  const checks = clauses.filter(({ clause }) => ['must', 'never', 'judge', 'user must'].includes(clause.kind));
  return checks.length === 0 || checks.some(({ clause }) => clause.kind === 'judge');
}

/** The verdict of `checked` on the reply `messages[index]`. The judge is asked one question a `judge:` clause, until one says no. */
export async function judgedVerdict(
  checked: CheckedRule,
  messages: readonly TalkMessage[],
  index: number,
  context: JudgeContext,
): Promise<JudgedVerdict> {
  const reply = messages[index]?.content ?? '';
  const before = momentAt(messages, index, valuesOf(context.book, context.values), context.measures);
  const verdict = judgeRule(checked, reply, before);
  const moment = withBindings(checked, before);
  const open = verdict.state === 'unsure' && isJudged(checked) && ruleApplies(checked, reply, moment).is === 'yes';
  if (!open || !context.judge) return { verdict, answer: undefined };
  const questions = checked.clauses.filter(({ clause }) => clause.kind === 'judge');
  let last: JudgeAnswer | undefined;
  for (const { clause } of questions.length > 0 ? questions : [{ clause: undefined }]) {
    const { sentence } = checked.rule;
    const question = clause
      ? filledText(clause.text, moment.values)
      : `Does the reply keep this rule: ${filledText(sentence, moment.values)}`;
    last = await putToJudge(question, messages, index, context);
    if (!last) return { verdict, answer: undefined };
    const base = { rule: verdict.rule, clause, span: undefined, through: undefined, why: last.why };
    if (last.answer === 'no') return { verdict: { ...base, state: 'broken' }, answer: last };
    if (last.answer === 'unsure') return { verdict: { ...base, state: 'unsure' }, answer: last };
  }
  const others = checked.clauses
    .filter(({ clause }) => clause.kind === 'must' || clause.kind === 'never')
    .map((check) => judgeCheck(check, checked.rule.through, reply, moment));
  const doubt = others.find(({ state }) => state === 'unsure');
  if (doubt) return { verdict: { ...doubt, rule: verdict.rule }, answer: last };
  const kept = { rule: verdict.rule, clause: undefined, span: undefined, through: undefined };
  return { verdict: { ...kept, state: 'kept', why: last?.why ?? '' }, answer: last };
}

/** One question about the reply `messages[index]`; undefined where there is no judge. */
export async function putToJudge(
  question: string,
  messages: readonly TalkMessage[],
  index: number,
  context: JudgeContext,
): Promise<JudgeAnswer | undefined> {
  if (!context.judge) return undefined;
  const { model, book } = context;
  const reply = messages[index]?.content ?? '';
  const asked = { question, persona: book.persona.name, talk: messages.slice(0, index), reply, model };
  return askJudge(context.judge, asked, context.signal);
}
