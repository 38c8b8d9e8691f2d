// One question to a model whose answer is a value: by schema where the endpoint can, asked for in words where not; read, and asked for once
// more where it cannot be read. In: messages, a schema, a reader. Out: events, then the value or why there is none. Never throws.
import type { Message } from '../lang/prompt.ts';
import type { ModelFailure, Reply } from '../model/port.ts';
import { type Answer, type Call, call, type NoAnswer, type RunPlace } from '../play/call.ts';
import { relay } from '../play/relay.ts';
import type { WriteDeps } from './deps.ts';
import type { WriteEvent } from './events.ts';
import { lastJson } from './read-json.ts';

export interface JsonQuestion<T> {
  readonly step: string;
  readonly messages: readonly Message[];
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** The value of what was answered, or in words what is wrong with it: those words are sent back once. */
  readonly read: (value: unknown) => { readonly value: T } | string;
  readonly temperature?: number;
  readonly maxTokens?: number;
}

export type Asked<T> =
  | { readonly ok: true; readonly value: T; readonly text: string; readonly again: boolean }
  /** `text`: what was answered and could not be read, both times. */
  | { readonly ok: false; readonly failure: ModelFailure; readonly text: string };

/** Asks once, and once more where the answer is no such value. */
export async function* askJson<T>(
  question: JsonQuestion<T>,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Asked<T>> {
  const { step, schema, read, temperature, maxTokens = deps.maxTokens } = question;
  const can = deps.model.capabilities.jsonSchema;
  const messages = can ? question.messages : inWords(question.messages, schema.schema);
  const numbers = {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(can ? { jsonSchema: schema } : {}),
  };
  const first = yield* asCall({ step, messages, ...numbers }, place, deps, signal);
  if (!first.ok) return { ok: false, failure: first.failure, text: first.partial };
  const said = first.replies[0].text;
  const value = readText(said, read);
  if (typeof value !== 'string') return { ok: true, ...value, text: said, again: false };
  const fault = `That could not be read: ${value} Answer again with the whole JSON and nothing else.`;
  const again: Message[] = [...messages, { role: 'assistant', content: said }, { role: 'user', content: fault }];
  const second = yield* asCall({ step: `${step} again`, messages: again, ...numbers }, place, deps, signal);
  if (!second.ok) return { ok: false, failure: second.failure, text: said };
  const text = second.replies[0].text;
  const repaired = readText(text, read);
  if (typeof repaired !== 'string') return { ok: true, ...repaired, text, again: true };
  return { ok: false, failure: unreadable(step, repaired), text };
}

/** A request whose answer is taken as it is. */
export async function* askText(
  question: Pick<JsonQuestion<never>, 'step' | 'messages' | 'temperature' | 'maxTokens'>,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, { readonly ok: true; readonly reply: Reply } | NoAnswer> {
  const { maxTokens = deps.maxTokens, ...rest } = question;
  const answer = yield* asCall({ ...rest, ...(maxTokens === undefined ? {} : { maxTokens }) }, place, deps, signal);
  return answer.ok ? { ok: true, reply: answer.replies[0] } : answer;
}

/** One call, its events told as `call`, and what it cost as `spent`. Whoever stops listening ends it. */
export async function* asCall(
  what: Call,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Answer | NoAnswer> {
  const answer = yield* relay(call(place, what, deps, signal), (event): WriteEvent[] => [{ type: 'call', event }]);
  const usage = (answer.ok && answer.usage) || { input: 0, output: 0 };
  yield { type: 'spent', requests: 1, usage };
  return answer;
}

function readText<T>(text: string, read: JsonQuestion<T>['read']): { readonly value: T } | string {
  const value = lastJson(text);
  return value === undefined ? 'There is no JSON in it.' : read(value);
}

function inWords(messages: readonly Message[], schema: Readonly<Record<string, unknown>>): readonly Message[] {
  const ask = `Answer with one JSON value of this schema and nothing else:\n${JSON.stringify(schema)}`;
  const last = messages.at(-1);
  if (last?.role !== 'user') return [...messages, { role: 'user', content: ask }];
  return [...messages.slice(0, -1), { role: 'user', content: `${last.content}\n\n${ask}` }];
}

function unreadable(step: string, why: string): ModelFailure {
  return {
    reason: 'bad-answer',
    message: `The model answered “${step}” twice in a form that cannot be read. ${why} Try another model.`,
    action: 'select-model',
  };
}
