// A cache over any model: the same sample of the same request is asked once, whoever asks again. In: a model and a store.
// Out: models that answer from the store where they can. Never keeps a failure, and never an empty reply.
import { fnv64 } from '../lang/hash.ts';
import { withReplies } from './fallbacks/n-calls.ts';
import type { ChatModel, ChatRequest, ModelEvent, ModelIdentity, Reply, Usage } from './port.ts';
import type { KeptReply, ReplyStore } from './reply-store.ts';

/** Says that a reply, or one of several, cost nothing this time. */
export const cacheLabel = 'from cache';

/** Samples of one model. */
export interface Replay {
  readonly identity: ModelIdentity;
  /**
   * The model whose reply to any request is the sample of that ordinal, from 0: a repeat of a test asks with its number. A request for
   * `n` replies gives the samples `ordinal` to `ordinal + n - 1`; those kept are not asked for again, and each that comes is kept at
   * once, so a failure loses none. A `seed` goes up with the ordinal.
   */
  sample(ordinal: number): ChatModel;
  /** Forgets a reply that nobody could use: asked again, it is asked for anew. */
  forget(key: string): Promise<void>;
  /** In words, why the store could not be used; undefined while it works. Asking goes on without it. */
  readonly problem: string | undefined;
}

/** Usage of a reply from the cache is zero, and its labels say `from cache`. */
export function replay(model: ChatModel, store: ReplyStore): Replay {
  let problem: string | undefined;

  const find = (key: string) =>
    store.get(key).catch((error: unknown) => {
      problem ??= wordsOf(error);
      return undefined;
    });
  const keep = (key: string, kept: KeptReply) =>
    store.put(key, kept).catch((error: unknown) => {
      problem ??= wordsOf(error);
    });

  async function* ask(request: ChatRequest, ordinal: number, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const wanted = request.n ?? 1;
    const keys = Array.from({ length: wanted }, (_, i) => replyKey(model.identity, request, ordinal + i));
    const kept = await Promise.all(keys.map(find));
    if (signal.aborted) return yield cancelled;
    const missing = kept.flatMap((one, index) => (one ? [] : [index]));
    const known = () => kept.flatMap((one, choice): ModelEvent[] => (one ? [textOf(one, choice)] : []));
    const [first] = missing;
    yield* known();
    if (first === undefined) return yield doneWith(kept, [], zero, missing.length);
    // An endpoint may give fewer replies than it was asked for.
    const asked = missing.length > 1 ? withReplies(model) : model;
    for await (const event of asked.chat(requestFor(request, missing.length, ordinal + first), signal)) {
      if (event.type === 'text') yield { ...event, choice: missing[event.choice] ?? wanted + event.choice };
      if (event.type === 'failed') return yield event;
      if (event.type === 'retry') {
        yield event;
        yield* known();
      }
      if (event.type !== 'done') continue;
      for (const [index, reply] of event.replies.slice(0, missing.length).entries()) {
        const place = missing[index] ?? 0;
        const one = { reply, usage: shareOf(event.usage, event.replies.length), labels: event.labels };
        if (reply.text !== '') await keep(keys[place] ?? '', one);
        kept[place] = one;
      }
      return yield doneWith(kept, event.labels, event.usage, missing.length);
    }
  }

  function chat(request: ChatRequest, ordinal: number, signal: AbortSignal): AsyncIterable<ModelEvent> {
    if ((request.n ?? 1) <= 1 || model.capabilities.n) return ask(request, ordinal, signal);
    const { seed, ...seedless } = request;
    let call = 0;
    const single: ChatModel = {
      ...model,
      capabilities: { ...model.capabilities, n: false },
      chat: (one, stop) => ask({ ...one, ...(seed === undefined ? {} : { seed }) }, ordinal + call++, stop),
    };
    return withReplies(single).chat(seedless, signal);
  }

  return {
    identity: model.identity,
    sample: (ordinal) => ({
      identity: model.identity,
      capabilities: { ...model.capabilities, n: true },
      chat: (request, signal) => chat(request, ordinal, signal),
    }),
    forget: (key) =>
      store.forget(key).catch((error: unknown) => {
        problem ??= wordsOf(error);
      }),
    get problem() {
      return problem;
    },
  };
}

/** Model, endpoint, parameters, messages and the ordinal of the sample, as 32 hexadecimal digits and a length. Not for secrets. */
export function replyKey(identity: ModelIdentity, request: ChatRequest, ordinal: number): string {
  const { messages, n: _, ...parameters } = request;
  const named = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const sorted = named.sort(([a], [b]) => (a < b ? -1 : 1));
  const said = messages.map(({ role, content }) => [role, digest(content)]);
  return digest(JSON.stringify([identity.provider, identity.model, identity.origin ?? '', sorted, said, ordinal]));
}

const digests = new Map<string, string>();

/** Two hashes of 64 bits with different beginnings. System prompts are long and come again with every request: those are remembered. */
function digest(text: string): string {
  const known = digests.get(text);
  if (known !== undefined) return known;
  const made = `${fnv64(text)}${fnv64(`\u0001${text}`)}-${text.length}`;
  if (text.length < 1000) return made;
  if (digests.size >= 200) digests.clear();
  digests.set(text, made);
  return made;
}

function requestFor(request: ChatRequest, missing: number, ordinal: number): ChatRequest {
  const { n: _, ...one } = request;
  return {
    ...one,
    ...(missing > 1 ? { n: missing } : {}),
    ...(request.seed === undefined ? {} : { seed: request.seed + ordinal }),
  };
}

function doneWith(
  kept: readonly (KeptReply | undefined)[],
  labels: readonly string[],
  usage: Usage | undefined,
  asked: number,
): ModelEvent {
  const replies = kept.flatMap((one): Reply[] => (one ? [one.reply] : []));
  const told = new Set([...labels, ...kept.flatMap((one) => one?.labels ?? [])]);
  if (asked < kept.length) told.add(cacheLabel);
  return { type: 'done', replies, usage, labels: [...told] };
}

function textOf({ reply }: KeptReply, choice: number): ModelEvent {
  return { type: 'text', choice, text: reply.text };
}

function shareOf(usage: Usage | undefined, replies: number): Usage | undefined {
  return usage && { input: usage.input, output: Math.ceil(usage.output / Math.max(1, replies)) };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The cache of replies cannot be used.';
}

const zero: Usage = { input: 0, output: 0 };

const cancelled: ModelEvent = {
  type: 'failed',
  failure: { reason: 'cancelled', message: 'Stopped.', action: 'retry' },
};
