// A `ChatModel` over any OpenAI-compatible endpoint. Load it with `import()`: the SDK comes with it, and stays a chunk of its own.
// In: endpoint, key, clock, the host's fetch. Out: events; each failure with its reason and the one thing to do.
// Never retries inside the SDK, never logs, never shows the key to anyone but the endpoint's own origin.
import { type Clock, pause } from '../../../base/clock.ts';
import type { Endpoint } from '../../../config/config.ts';
import { foldedLabel, hasSystem } from '../../fallbacks/fold-system.ts';
import { originOf } from '../../origin-policy.ts';
import type { ChatModel, ChatRequest, ModelEvent, ModelFailure, ModelIdentity, Reply } from '../../port.ts';
import type { Probed } from '../../probed.ts';
import { redactDeep, redactor, streamRedactor } from '../../redact.ts';
import { waitBeforeRetry } from '../../retry-schedule.ts';
import { Assembly } from './assemble.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clientOf, refusalOf } from './client.ts';
import { embeddingSimilarity } from './embeddings.ts';
import { type Diagnosis, once } from './failures.ts';
import type { Tap } from './guarded-fetch.ts';
import { patiently } from './patiently.ts';
import { chatUrl, requestBody, requestSettings } from './request-body.ts';
import { broken, cancelled, ofError, type Setback, stopped } from './understand.ts';
import { defaultTimeouts, type Timeouts, Watchdog } from './watchdog.ts';

export interface OpenAiOptions {
  readonly endpoint: Endpoint;
  /** Stored for the endpoint's own origin; the caller has asked `mayUse`. Undefined: asked without one. */
  readonly key: string | undefined;
  readonly clock: Clock;
  /** The host's, which knows its proxy. Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
  readonly timeouts?: Partial<Timeouts>;
  /** What asking has shown it can do. */
  readonly probed?: Probed | undefined;
}

interface Setup extends OpenAiOptions {
  readonly origin: string;
  readonly host: string;
  readonly clean: (text: string) => string;
}

/** Makes the model. Sends nothing until `chat` is called. */
export function openAiModel(options: OpenAiOptions): ChatModel {
  const { endpoint } = options;
  const key = options.key?.trim() || undefined;
  const origin = originOf(endpoint.url);
  const clean = redactor(key);
  const host = origin === undefined ? clean(endpoint.url) : new URL(origin).host;
  const identity: ModelIdentity = {
    provider: 'openai',
    model: clean(endpoint.model),
    origin,
    label: clean(`${endpoint.model} at ${host}`),
  };
  return {
    identity,
    capabilities: capabilitiesOf(endpoint, origin, options.probed),
    wire(request) {
      if (origin === undefined) return undefined;
      return {
        url: clean(chatUrl(endpoint.url)),
        settings: redactDeep(requestSettings(endpoint, origin, request), clean),
      };
    },
    ...similarityOf({ ...options, key }, origin, host, clean),
    chat(request, signal) {
      const refusal = refusalOf({ ...options, key }, origin, host);
      if (refusal || origin === undefined)
        return failed(refusal ?? once('no-route', 'This is no address.', 'select-model').failure);
      return ask({ ...options, key, origin, host, clean }, request, signal);
    },
  };
}

/** Embeddings, where the endpoint names a model for them. */
function similarityOf(
  options: OpenAiOptions,
  origin: string | undefined,
  host: string,
  clean: (text: string) => string,
): Pick<ChatModel, 'similarity'> {
  const { endpoint, key, fetch = globalThis.fetch } = options;
  if (endpoint.embeddings === undefined || origin === undefined) return {};
  const { url, embeddings: model } = endpoint;
  const refusal = refusalOf(options, origin, host);
  return { similarity: embeddingSimilarity({ url, origin, model, key, fetch, clean, refusal }) };
}

async function* failed(failure: ModelFailure): AsyncIterable<ModelEvent> {
  yield { type: 'failed', failure };
}

/** Attempts, one after another, until one is done or there is no use in another. */
async function* ask(setup: Setup, request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) return yield { type: 'failed', failure: cancelled };
    const outcome = yield* attemptOnce(setup, request, signal);
    if (outcome === 'done') return;
    const { diagnosis, askedMs } = outcome;
    const afterMs = diagnosis.mayRetry ? waitBeforeRetry(attempt, askedMs) : undefined;
    const failure = { ...diagnosis.failure, message: setup.clean(diagnosis.failure.message) };
    if (signal.aborted || afterMs === undefined) {
      return yield { type: 'failed', failure: signal.aborted ? cancelled : failure };
    }
    yield { type: 'retry', attempt: attempt + 1, afterMs, why: failure.message };
    await pause(setup.clock, afterMs, signal);
  }
}

/** One limit for every silence, where the endpoint's own is given. */
function patient(seconds: number | undefined): Partial<Timeouts> {
  if (seconds === undefined) return {};
  return { answer: seconds * 1000, firstWord: seconds * 1000, idle: seconds * 1000 };
}

async function* attemptOnce(
  setup: Setup,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, 'done' | Setback> {
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timeouts: Timeouts = { ...defaultTimeouts, ...patient(setup.endpoint.patience), ...setup.timeouts };
  const watchdog = new Watchdog(setup.clock, timeouts, onAbort);
  const assembly = new Assembly();
  const texts = new Map<number, ReturnType<typeof streamRedactor>>();
  let saidDone = false;
  const tap: Tap = {
    headers: () => watchdog.enter('firstWord'),
    activity: () => watchdog.alive(),
    done: () => {
      saidDone = true;
    },
  };
  try {
    const client = clientOf(setup, setup.origin, tap);
    const asked = client.chat.completions.create(requestBody(setup.endpoint, setup.origin, request), {
      signal: stop.signal,
    });
    const stream = yield* patiently(unlessStopped(asked, stop.signal), watchdog, setup.host);
    const chunks = stream[Symbol.asyncIterator]();
    for (;;) {
      const next = yield* patiently(unlessStopped(chunks.next(), stop.signal), watchdog, setup.host);
      if (next.done) break;
      const taken = assembly.take(next.value);
      if (taken === false) return { diagnosis: broken(`${setup.host} sent something that is no part of a reply.`) };
      if (assembly.begun) watchdog.enter('idle');
      for (const { choice, text } of taken) {
        const cleaner = texts.get(choice) ?? streamRedactor(setup.key);
        texts.set(choice, cleaner);
        const shown = cleaner.push(text);
        watchdog.hold();
        if (shown !== '') yield { type: 'text', choice, text: shown };
        watchdog.go();
      }
    }
    if (stop.signal.aborted) return { diagnosis: stopped(setup.host, watchdog.expired, timeouts) };
    const unfinished = verdictAtEnd(assembly, saidDone, setup.host);
    if (unfinished) return { diagnosis: unfinished };
    for (const [choice, cleaner] of texts) {
      const rest = cleaner.end();
      if (rest !== '') yield { type: 'text', choice, text: rest };
    }
    const labels = !setup.endpoint.systemRole && hasSystem(request.messages) ? [foldedLabel] : [];
    yield { type: 'done', replies: cleanReplies(assembly.replies, setup), usage: assembly.usage, labels };
    return 'done';
  } catch (error) {
    if (stop.signal.aborted) return { diagnosis: stopped(setup.host, watchdog.expired, timeouts) };
    const { host, endpoint, key, clock, clean } = setup;
    const asked = { host, model: endpoint.model, hadKey: key !== undefined };
    return ofError(error, asked, clean, assembly.begun, clock.now());
  } finally {
    watchdog.end();
    signal.removeEventListener('abort', onAbort);
    stop.abort();
  }
}

/** A stream has ended: what is missing, if anything. */
function verdictAtEnd(assembly: Assembly, saidDone: boolean, host: string): Diagnosis | undefined {
  if (!assembly.begun) return once('bad-answer', `${host} answered, but with no reply in it.`, 'retry');
  if (!assembly.finished && !saidDone) return broken(`The reply of ${host} broke off before its end.`);
  return undefined;
}

/** The promise, or a rejection at the very moment of the stop: a server that hangs must not hold up whoever said stop. */
function unlessStopped<T>(promise: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new Error('stopped'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A key spread over several tokens is a key as well: then there are no logprobs. */
function cleanReplies(replies: readonly Reply[], { clean }: Setup): readonly Reply[] {
  return replies.map(({ logprobs, ...reply }) => {
    const spoken = logprobs?.map(({ token }) => token).join('') ?? '';
    const safe = clean(spoken) === spoken && logprobs !== undefined;
    return { ...reply, text: clean(reply.text), ...(safe ? { logprobs: redactDeep(logprobs, clean) } : {}) };
  });
}
