// What a plan will cost at least and at most, before anything is asked. Pure; what the cache holds already is not taken off.
import { compile } from '../lang/compile.ts';
import type { Measures } from '../lang/measures.ts';
import type { Message } from '../lang/prompt.ts';
import { render } from '../lang/render.ts';
import type { Values } from '../lang/value.ts';
import { judgeMaxTokens, judgeVotes } from '../measure/judge.ts';
import type { Capabilities, ModelIdentity } from '../model/port.ts';
import { mostAsksPerLine } from '../play/simulated-user/next-line.ts';
import { type JudgeNeed, judgeNeeds, withoutJudge } from './judge-needs.ts';
import { isAnswered } from './steps-of.ts';
import type { SuiteCase, SuitePlan } from './suite-case.ts';

export interface Span {
  readonly least: number;
  readonly most: number;
}

export interface Estimate {
  /** To model and judge together. */
  readonly requests: Span;
  readonly judgeRequests: Span;
  /** In and out, to model and judge together. At least: replies of one token. At most: each of `maxTokens`. */
  readonly tokens: Span;
  /** Counted with a tokenizer; else four characters are taken for a token. */
  readonly counted: boolean;
}

export interface EstimateOptions {
  readonly measures: Measures;
  /** Undefined: nothing is asked and nothing costs. The understudy costs nothing, either. */
  readonly model: { readonly identity: ModelIdentity; readonly capabilities: Capabilities } | undefined;
  readonly judge: { readonly capabilities: Capabilities } | undefined;
  /** The simulated user's own model, as in `SuiteDeps`. */
  readonly userFor?: (one: SuiteCase) => { readonly maxTokens?: number } | undefined;
  /** Of one reply; default `defaultMaxTokens`. */
  readonly maxTokens?: number;
  readonly promptBudget?: number;
}

/** What a reply may be long where nobody says. */
export const defaultMaxTokens = 1024;

/** What a simulated user is told of its part, roughly. */
const userFrame = 400;

/** The instructions, markup and question of a judge's request, roughly. */
const judgeFrame = 200;

export function estimate(plan: SuitePlan, options: EstimateOptions): Estimate {
  const { measures, model } = options;
  const counted = measures.tokens !== undefined;
  const total = { requests: { ...none }, judgeRequests: { ...none }, tokens: { ...none } };
  const paid = model && model.identity.provider !== 'understudy';
  for (const one of plan.cases) {
    if (withoutJudge(plan, one, options.judge !== undefined).cannot !== undefined) continue;
    const lines = one.simulated?.turns ?? 0;
    const asked = one.steps.flatMap((_, index) => (isAnswered(one.steps, index) ? [index] : []));
    if (paid) addAnswers(total, plan, one, asked, options);
    if (model && one.simulated) addUser(total, plan, one, options);
    const own = model ? asked.length + lines : 0;
    if (options.judge) addJudge(total, judgeNeeds(plan, one, own), one.repeat, options);
  }
  return { ...total, counted };
}

interface Total {
  readonly requests: Sum;
  readonly judgeRequests: Sum;
  readonly tokens: Sum;
}
type Sum = { least: number; most: number };
const none: Sum = { least: 0, most: 0 };

function addAnswers(
  total: Total,
  plan: SuitePlan,
  one: SuiteCase,
  asked: readonly number[],
  options: EstimateOptions,
): void {
  const maxTokens = options.maxTokens ?? defaultMaxTokens;
  add(total.requests, asked.length * one.repeat, asked.length * one.repeat);
  for (const [answers, step] of asked.entries()) {
    const written = one.steps.slice(0, step + 1);
    const input = inputTokens(plan, one.values, written, options);
    // Replies before this one are sent along.
    add(total.tokens, (input + answers + 1) * one.repeat, (input + (answers + 1) * maxTokens) * one.repeat);
  }
}

/**
 * A simulated user and the replies to it. At least: one line, which is a goodbye. At most: every line asked for as often as may be, and
 * answered; the talk is sent along each time, to either side.
 */
function addUser(total: Total, plan: SuitePlan, one: SuiteCase, options: EstimateOptions): void {
  const { repeat, values, steps } = one;
  const asker = one.simulated?.asker;
  const own = options.userFor?.(one);
  const paid = options.model?.identity.provider !== 'understudy';
  // The understudy does not play a user: without a model of its own nothing is asked.
  if (!asker || (!paid && !own)) return;
  const turns = one.simulated?.turns ?? 0;
  const maxTokens = options.maxTokens ?? defaultMaxTokens;
  const userMost = own?.maxTokens ?? maxTokens;
  const tokens = options.measures.tokens ?? roughTokens;
  const compiled = asker.persona ? compile(asker.persona, { values }) : undefined;
  const told =
    (compiled?.sections ?? []).flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('') + asker.lines.join('');
  const userInput = tokens(told) + userFrame;
  const input = inputTokens(plan, values, steps, options);
  const answers = paid ? turns : 0;
  add(total.requests, repeat, (turns * mostAsksPerLine + answers) * repeat);
  // The talk before line k: k lines and k replies.
  const talk = (turns * (turns - 1) * (maxTokens + userMost)) / 2;
  const asks = mostAsksPerLine * (turns * (userInput + 2 * userMost + input) + talk);
  const replies = paid ? turns * (input + userMost + maxTokens) + talk : 0;
  add(total.tokens, (userInput + 1) * repeat, (asks + replies) * repeat);
}

function addJudge(total: Total, needs: readonly JudgeNeed[], repeat: number, options: EstimateOptions): void {
  const maxTokens = options.maxTokens ?? defaultMaxTokens;
  const calls = options.judge?.capabilities.n ? 1 : judgeVotes;
  for (const { sure, of } of needs) {
    // At most: every vote unreadable and asked for again; the talk shown is bounded by a few replies.
    const least = sure ? calls * repeat : 0;
    const most = calls * 2 * repeat;
    add(total.requests, least, most);
    add(total.judgeRequests, least, most);
    const reply = of === 'answer' ? 7 * maxTokens : 500;
    add(total.tokens, least * (judgeFrame + 1), repeat * judgeVotes * 2 * (judgeFrame * 3 + reply + judgeMaxTokens));
  }
}

function inputTokens(plan: SuitePlan, values: Values, written: SuiteCase['steps'], options: EstimateOptions): number {
  const tokens = options.measures.tokens ?? roughTokens;
  const talk = written.map(({ speaker, text }): Message => {
    return { role: speaker === 'self' ? 'assistant' : 'user', content: text };
  });
  const systemRole = options.model?.capabilities.systemRole ?? true;
  const prompt = compile(plan.persona, { values: { turn: 1, ...values } });
  const rendered = render(prompt, talk, { systemRole, tokens, budget: options.promptBudget });
  return rendered.tokens ?? 0;
}

/** Four characters a token: rough, and said to be. */
export function roughTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function add(sum: Sum, least: number, most: number): void {
  sum.least += least;
  sum.most += most;
}
