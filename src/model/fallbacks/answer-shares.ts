// How probable each of a few given answers is. With logprobs: read off the first token. Without: k samples counted, or the model's
// own numbers. The label says which. In: a model, a request, the answers. Out: shares. An answer that cannot be read is data, not a zero.
import { collect } from '../collect.ts';
import type { ChatModel, ChatRequest, ModelFailure, TokenLogprob } from '../port.ts';
import { withReplies } from './n-calls.ts';

export type SharesLabel = 'first-token' | 'sampled' | 'self-reported';

export type AnswerShares =
  | {
      readonly ok: true;
      /** One for each answer, in the order given: 0..1. With `unread` they add up to 1. */
      readonly shares: readonly number[];
      /** What went to no answer: other words, or numbers that could not be read. */
      readonly unread: number;
      /** First this file's own, then those of the calls beneath. */
      readonly labels: readonly string[];
    }
  | { readonly ok: false; readonly failure: ModelFailure };

export interface SharesOptions {
  /** What to do where the model has no logprobs. Default: `sampled`. */
  readonly otherwise?: 'sampled' | 'self-reported';
  /** How many samples; default 10. */
  readonly samples?: number;
}

/** Asks `request`, to which one of `answers` is to be replied (case and punctuation around apart). Never throws. */
export async function answerShares(
  model: ChatModel,
  request: ChatRequest,
  answers: readonly string[],
  signal: AbortSignal,
  options: SharesOptions = {},
): Promise<AnswerShares> {
  if (model.capabilities.logprobs) return byFirstToken(model, request, answers, signal);
  if (options.otherwise === 'self-reported') return bySelfReport(model, request, answers, signal);
  return bySamples(model, request, answers, signal, options.samples ?? 10);
}

async function byFirstToken(
  model: ChatModel,
  request: ChatRequest,
  answers: readonly string[],
  signal: AbortSignal,
): Promise<AnswerShares> {
  const result = await collect(model.chat({ ...request, maxTokens: 1, logprobs: 20 }, signal));
  if (!result.ok) return result;
  const first = result.replies[0]?.logprobs?.[0];
  return answer('first-token', first ? tokenMass(first, answers) : answers.map(() => 0), result.labels);
}

/** The mass of each token goes to the one answer that it begins; a token that begins several says nothing. */
function tokenMass(first: TokenLogprob, answers: readonly string[]): number[] {
  const alternatives = first.top.length > 0 ? first.top : [first];
  const mass = answers.map(() => 0);
  for (const { token, logprob } of alternatives) {
    const beginning = plain(token);
    const begun = answers.flatMap((text, index) =>
      beginning !== '' && plain(text).startsWith(beginning) ? [index] : [],
    );
    const [only] = begun;
    if (only !== undefined && begun.length === 1) mass[only] = (mass[only] ?? 0) + Math.exp(logprob);
  }
  return mass;
}

async function bySamples(
  model: ChatModel,
  request: ChatRequest,
  answers: readonly string[],
  signal: AbortSignal,
  samples: number,
): Promise<AnswerShares> {
  const asked = { ...request, n: samples, temperature: request.temperature ?? 1 };
  const result = await collect(withReplies(model).chat(asked, signal));
  if (!result.ok) return result;
  const said = result.replies.map(({ text }) => plain(text));
  const shares = answers.map((text) => said.filter((one) => one === plain(text)).length / samples);
  return answer('sampled', shares, result.labels);
}

async function bySelfReport(
  model: ChatModel,
  request: ChatRequest,
  answers: readonly string[],
  signal: AbortSignal,
): Promise<AnswerShares> {
  const properties = Object.fromEntries(answers.map((text) => [text, { type: 'number', minimum: 0, maximum: 1 }]));
  const schema = { type: 'object', properties, required: [...answers], additionalProperties: false };
  const order = `Do not answer directly. Reply with a JSON object that gives each of these answers its probability, 0 to 1, adding up to 1: ${JSON.stringify(answers)}`;
  const asked: ChatRequest = {
    ...request,
    messages: [...request.messages, { role: 'user', content: order }],
    ...(model.capabilities.jsonSchema ? { jsonSchema: { name: 'shares', schema } } : {}),
  };
  const result = await collect(model.chat(asked, signal));
  if (!result.ok) return result;
  return answer('self-reported', reported(result.replies[0]?.text ?? '', answers), result.labels);
}

/** The numbers of a reply, scaled to add up to 1; all zero where they cannot be read. */
function reported(text: string, answers: readonly string[]): number[] {
  const none = answers.map(() => 0);
  const object = parsed(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  const numbers = answers.map((name) => object?.[name] ?? 0);
  const readable = numbers.every((n): n is number => typeof n === 'number' && n >= 0 && Number.isFinite(n));
  if (!readable) return none;
  const total = numbers.reduce((a, b) => a + b, 0);
  return total > 0 ? numbers.map((n) => n / total) : none;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function answer(label: SharesLabel, shares: readonly number[], labels: readonly string[]): AnswerShares {
  const unread = Math.max(0, 1 - shares.reduce((a, b) => a + b, 0));
  return { ok: true, shares, unread: unread < 1e-9 ? 0 : unread, labels: [label, ...labels] };
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}
