// Two answers to the same words compared by a model that first answers itself: one request for its own answer, then votes in both orders, with that
// answer before them in the same conversation. In: the words, two answers. Out: events, then votes, which one is kept, how strongly.
import type { Message } from '../../lang/prompt.ts';
import { logRatio } from '../../measure/preference-margin.ts';
import { withReplies } from '../../model/fallbacks/n-calls.ts';
import type { ModelFailure, Reply } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { asCall, askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import { decisionIn } from './read-decision.ts';

export interface Comparison {
  /** What both answer, with the talk before it where there is one. */
  readonly prompt: readonly Message[];
  readonly a: string;
  readonly b: string;
  /** The one general rule that decides. */
  readonly principle: string;
  /** In each order; default 2. */
  readonly votesPerOrder?: number;
  /** False: no request is spent on how strong a preference is where the votes do not say so themselves. Default true. */
  readonly strength?: boolean;
}

export interface ComparisonVote {
  /** Which answer stood first. */
  readonly order: 'AB' | 'BA';
  /** Undefined: unreadable, counted for nobody. */
  readonly says: 'first' | 'second' | undefined;
  readonly for: 'A' | 'B' | undefined;
  readonly critique: string;
  /** ln of the probability of the decision over that of the other one, given the critique; undefined where it cannot be told. */
  readonly strength: number | undefined;
}

export interface Compared {
  readonly ok: true;
  readonly reference: string;
  readonly votes: readonly ComparisonVote[];
  readonly count: { readonly A: number; readonly B: number };
  /** Undefined: a tie, discarded. */
  readonly kept: 'A' | 'B' | undefined;
  /** The same place was chosen in both orders, whatever stood there. */
  readonly positionBiased: boolean;
  /** Mean strength of the agreeing votes. Ours, not the method's. Never a share of votes. */
  readonly margin: number | undefined;
  readonly marginLabel: 'first-token' | 'sampled' | undefined;
  readonly why: string;
}

/** Samples of a decision where the endpoint has no log probabilities, one time for each order. */
const samples = 5;

/** 1 request for the reference and, for each order, its votes: one request where the endpoint can give several replies. */
export async function* selfReference(
  comparison: Comparison,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Compared | { readonly ok: false; readonly failure: ModelFailure }> {
  const { prompt, votesPerOrder = 2, strength = true } = comparison;
  const own = yield* askText({ step: 'own answer', messages: prompt }, place, deps, signal);
  if (!own.ok) return { ok: false, failure: own.failure };
  const reference = own.reply.text;
  const votes: ComparisonVote[] = [];
  const logprobs = deps.model.capabilities.logprobs;
  for (const order of ['AB', 'BA'] as const) {
    const messages = votingMessages(comparison, order, reference, deps.random);
    const numbers = { n: votesPerOrder, temperature: 1, ...(logprobs ? { logprobs: 20 } : {}) };
    const model = withReplies(deps.model);
    const asked = yield* asCall({ step: `votes ${order}`, messages, model, ...numbers }, place, deps, signal);
    if (!asked.ok) return { ok: false, failure: asked.failure };
    let sampled: number | undefined;
    const [decided] = asked.replies.filter(({ text }) => decisionIn({ text, finish: 'stop' }).says !== undefined);
    if (strength && !logprobs && decided) sampled = yield* firstOverSecond([...messages], decided, place, deps, signal);
    for (const reply of asked.replies) votes.push(voteOf(reply, order, sampled));
  }
  return { ok: true, reference, votes, ...summed(votes, logprobs) };
}

/** What the votes come to. Pure. */
export function summed(
  votes: readonly ComparisonVote[],
  logprobs: boolean,
): Omit<Compared, 'ok' | 'reference' | 'votes'> {
  const count = { A: votes.filter((one) => one.for === 'A').length, B: votes.filter((one) => one.for === 'B').length };
  const kept = count.A === count.B ? undefined : count.A > count.B ? 'A' : 'B';
  const read = votes.filter(({ says }) => says !== undefined);
  const orders = new Set(read.map(({ order }) => order));
  const places = new Set(read.map(({ says }) => says));
  const positionBiased = orders.size === 2 && places.size === 1;
  const agreeing = votes.filter((one) => one.for !== undefined && one.for === kept);
  const strengths = agreeing.flatMap(({ strength }) => (strength === undefined ? [] : [strength]));
  const margin = strengths.length === 0 ? undefined : strengths.reduce((sum, one) => sum + one, 0) / strengths.length;
  const marginLabel = margin === undefined ? undefined : logprobs ? 'first-token' : 'sampled';
  const unread = votes.length - read.length;
  const told = `A has ${count.A} votes, B ${count.B}${unread === 0 ? '' : `, ${unread} cannot be read`}`;
  const why = positionBiased
    ? `${told}: discarded, for the votes follow the place and not the answer.`
    : kept === undefined
      ? `${told}: discarded, for neither has more.`
      : `${told}: ${kept} is kept.`;
  return { count, kept: positionBiased ? undefined : kept, positionBiased, margin, marginLabel, why };
}

/** The row that trainers take; undefined where the pair was discarded. */
export function preferenceRow({ prompt, a, b }: Comparison, { kept, margin }: Pick<Compared, 'kept' | 'margin'>) {
  if (kept === undefined) return undefined;
  const [chose, reject] = kept === 'A' ? [a, b] : [b, a];
  return { message: prompt, chose, reject, ...(margin === undefined ? {} : { margin }) };
}

function votingMessages(
  { prompt, a, b, principle }: Comparison,
  order: 'AB' | 'BA',
  reference: string,
  random: () => number,
): readonly Message[] {
  const [first, second] = order === 'AB' ? [a, b] : [b, a];
  const fenced = fence(`FIRST\n${first}\n\nSECOND\n${second}`, random);
  const content = `Here are two other answers to the same. Hold each against your own and criticise both, by this principle alone: ${principle}\n\n${fenced.text}\n\n${fenceRule(fenced)}\n\nWrite the critique, then one last line and nothing behind it: \`Verdict: first\` or \`Verdict: second\`.`;
  return [...prompt, { role: 'assistant', content: reference }, { role: 'user', content }];
}

function voteOf(reply: Reply, order: 'AB' | 'BA', sampled: number | undefined): ComparisonVote {
  const { says, strength, critique } = decisionIn(reply);
  const letter = says === undefined ? undefined : (says === 'first') === (order === 'AB') ? 'A' : 'B';
  const toward = sampled === undefined ? undefined : says === 'first' ? sampled : -sampled;
  return { order, says, for: letter, critique, strength: strength ?? (says === undefined ? undefined : toward) };
}

/** ln of how much oftener `first` is decided than `second`, given the critique; half a count is added to each, so that none is never. */
async function* firstOverSecond(
  messages: readonly Message[],
  decided: Reply,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, number | undefined> {
  const { critique } = decisionIn(decided);
  const again: Message[] = [
    ...messages,
    { role: 'assistant', content: critique },
    { role: 'user', content: 'By this critique: `first` or `second`? One word.' },
  ];
  const numbers = { n: samples, temperature: 1, maxTokens: 5, model: withReplies(deps.model) };
  const asked = yield* asCall({ step: 'strength', messages: again, ...numbers }, place, deps, signal);
  if (!asked.ok) return undefined;
  const words = asked.replies.map(({ text }) => text.toLowerCase().replace(/[^a-z]/gu, ''));
  const first = words.filter((word) => word === 'first').length;
  const second = words.filter((word) => word === 'second').length;
  return first + second === 0 ? undefined : logRatio(first + 0.5, second + 0.5);
}
