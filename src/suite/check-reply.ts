// One reply of a played case held against what is expected of it, and against the rules. In: the talk, the reply, the case.
// Out: checks and verdicts. A judge is asked where only one can say. Never throws on text.

import { filledText } from '../lang/filled-text.ts';
import { nameKey } from '../lang/name.ts';
import type { Origin } from '../lang/source-text.ts';
import { valuesOf } from '../rules/judge.ts';
import { judgeCheck } from '../rules/judge-rule.ts';
import { momentAt } from '../rules/moment.ts';
import { readClause } from '../rules/read-clause.ts';
import { type CheckedRule, expectationClause, speakersOf } from '../rules/rule-book.ts';
import type { TalkMessage, Verdict } from '../rules/verdict.ts';
import { readReply } from './codecs/read-reply.ts';
import type { CheckResult } from './events.ts';
import { type JudgeContext, type JudgedVerdict, judgedVerdict, putToJudge } from './judged-rule.ts';
import type { Expected, SuiteCase } from './suite-case.ts';

/** A reply of the talk. */
export interface ReplyAt {
  /** Id of its turn. */
  readonly turn: string;
  readonly messages: readonly TalkMessage[];
  /** Index of the reply in `messages`. */
  readonly index: number;
  /** A model's answer: rules are judged on it, expected or not. */
  readonly answer: boolean;
}

export interface CheckedReply {
  readonly checks: readonly CheckResult[];
  /** Every verdict found, in the order of the rules. */
  readonly verdicts: readonly Verdict[];
}

/** Holds one reply against `expected` (those that are about it) and, if it is a model's, against the case's rules. */
export async function checkReply(
  one: SuiteCase,
  reply: ReplyAt,
  expected: readonly Expected[],
  context: JudgeContext,
): Promise<CheckedReply> {
  const found = new Map<string, JudgedVerdict>();
  const verdictOf = async (checked: CheckedRule) => {
    const known = found.get(checked.rule.id) ?? (await verdictOn(checked, one, reply, context));
    found.set(checked.rule.id, known);
    return known;
  };
  const { rules } = context.book;
  const checks: CheckResult[] = [];
  for (const each of expected) {
    if (each.kind === 'keeps' || each.kind === 'breaks') {
      const checked = rules.find(({ rule }) => rule.key === nameKey(each.text));
      checks.push(checked ? named(each, checked, reply, await verdictOf(checked)) : noSuchRule(each, reply));
    } else checks.push(await ownCheck(each, one, reply, context));
  }
  if (reply.answer) {
    const mayBreak = new Set(one.expected.flatMap(({ kind, text }) => (kind === 'breaks' ? [nameKey(text)] : [])));
    const told = new Set(checks.map(({ rule }) => rule));
    for (const checked of rules) {
      const { id, key } = checked.rule;
      if (!one.judged.includes(id)) continue;
      const judged = await verdictOf(checked);
      if (!told.has(id) && !mayBreak.has(key)) checks.push(ruleCheck(one, checked, reply, judged));
    }
  }
  const verdicts = rules.flatMap(({ rule }) => found.get(rule.id)?.verdict ?? []);
  return { checks, verdicts };
}

/** The verdict on the reply as it stands and, where it can be read in the case's code, on what it says in it: the worse of the two. */
async function verdictOn(
  checked: CheckedRule,
  one: SuiteCase,
  reply: ReplyAt,
  context: JudgeContext,
): Promise<JudgedVerdict> {
  const plain = await judgedVerdict(checked, reply.messages, reply.index, context);
  if (one.answersIn === undefined || plain.verdict.state === 'broken') return plain;
  const read = readReply(one.answersIn, reply.messages[reply.index]?.content ?? '', context.measures.language);
  if (read.unintelligible) {
    const why = 'The reply is unintelligible: it is neither plain text nor in the code it was asked to use.';
    return { ...plain, verdict: { ...plain.verdict, state: 'unsure', why, clause: undefined, span: undefined } };
  }
  if (read.decoded === undefined) return plain;
  const messages = reply.messages.with(reply.index, { role: 'assistant', content: read.decoded });
  const decoded = await judgedVerdict(checked, messages, reply.index, context);
  if (decoded.verdict.state !== 'broken') return plain;
  const why = `${decoded.verdict.why} It was said in ${read.title}: “${read.decoded}”`;
  return { ...decoded, verdict: { ...decoded.verdict, span: undefined, why } };
}

function named(each: Expected, checked: CheckedRule, reply: ReplyAt, judged: JudgedVerdict): CheckResult {
  const { verdict, answer } = judged;
  const broken = verdict.state === 'broken';
  const base = { ...baseOf(each, reply), rule: checked.rule.id, judge: answer, span: verdict.span };
  if (verdict.state === 'unsure') return { ...base, state: 'unsure', why: verdict.why };
  if (each.kind === 'keeps') {
    const state = broken ? 'failed' : verdict.state === 'idle' ? 'idle' : 'held';
    return { ...base, state, why: broken ? `Breaks “${checked.rule.id}”: ${verdict.why}` : verdict.why };
  }
  if (broken) return { ...base, state: 'held', why: verdict.why };
  return { ...base, state: 'failed', why: `“${checked.rule.id}” was to be broken and is ${verdict.state}.` };
}

function noSuchRule(each: Expected, reply: ReplyAt): CheckResult {
  const why = `There is no rule called “${each.text}”.`;
  return { ...baseOf(each, reply), rule: undefined, state: 'unsure', why, span: undefined, judge: undefined };
}

/** A `must`, `never` or `judge` of the test itself. */
async function ownCheck(each: Expected, one: SuiteCase, reply: ReplyAt, context: JudgeContext): Promise<CheckResult> {
  const base = { ...baseOf(each, reply), rule: undefined, span: undefined, judge: undefined };
  const clause = expectationClause(each.expectation);
  if (!clause) return { ...base, state: 'unsure', why: 'It cannot be read.' };
  const values = valuesOf(context.book, context.values);
  const moment = momentAt(reply.messages, reply.index, values, context.measures);
  const text = reply.messages[reply.index]?.content ?? '';
  if (clause.kind === 'judge') {
    const question = filledText(clause.text, moment.values);
    const answer = await putToJudge(question, reply.messages, reply.index, context);
    if (!answer) return { ...base, state: 'unsure', why: 'Only a judge can say, and none was asked.' };
    const state = answer.answer === 'yes' ? 'held' : answer.answer === 'no' ? 'failed' : 'unsure';
    return { ...base, state, why: answer.why, judge: answer };
  }
  const check = readClause(clause, speakersOf(context.book.persona));
  const read = one.answersIn && readReply(one.answersIn, text, context.measures.language).decoded;
  const [verdict] = [text, ...(read ? [read] : [])]
    .map((said) => judgeCheck(check, [], said, moment))
    .sort((a, b) => worst.indexOf(a.state) - worst.indexOf(b.state));
  if (!verdict) return { ...base, state: 'unsure', why: 'It cannot be read.' };
  const state = verdict.state === 'broken' ? 'failed' : verdict.state === 'kept' ? 'held' : verdict.state;
  return { ...base, state, why: verdict.why, span: verdict.span };
}

const worst: readonly Verdict['state'][] = ['broken', 'unsure', 'kept', 'idle'];

/** A rule that nobody named. In a test only a broken one of severity error counts; a probe's own rule always does. */
function ruleCheck(
  one: SuiteCase,
  checked: CheckedRule,
  reply: ReplyAt,
  { verdict, answer }: JudgedVerdict,
): CheckResult {
  const { id, severity } = checked.rule;
  const probed = one.rule === id;
  const state = verdict.state === 'broken' ? 'failed' : verdict.state === 'kept' ? 'held' : verdict.state;
  return {
    what: 'rule',
    expected: id,
    rule: id,
    origin: checked.rule.origin,
    turn: reply.turn,
    state,
    counts: probed || (verdict.state === 'broken' && (severity === 'error' || one.kind === 'probe')),
    why: verdict.state === 'broken' ? `Breaks “${id}”: ${verdict.why}` : verdict.why,
    span: verdict.span,
    judge: answer,
  };
}

function baseOf(each: Expected, reply: ReplyAt) {
  const origin: Origin = each.expectation.origin;
  return { what: each.kind, expected: each.text, origin, turn: reply.turn, counts: true } as const;
}
