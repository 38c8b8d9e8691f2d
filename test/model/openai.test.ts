// The openai provider against servers on loopback: requests as sent, streams, each failure, retries, time limits, cancelling.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '../../src/config/config.ts';
import { collect } from '../../src/model/collect.ts';
import type { ChatRequest, ModelEvent, ModelFailure } from '../../src/model/port.ts';
import { type OpenAiOptions, openAiModel } from '../../src/model/providers/openai/openai.ts';
import { handClock } from '../kit/hand-clock.ts';
import {
  apiError,
  chunk,
  goodReply,
  type OrderedEndpoint,
  orderedEndpoint,
  type Step,
  sse,
} from '../kit/ordered-endpoint.ts';

/** Looked for in everything that comes out, whatever the server does with it. */
const canary = 'sk-canary-7Qz+/x=9"Tw';
const open: OrderedEndpoint[] = [];
/** Everything the provider said in this file. */
const heard: string[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  for (const form of [
    canary,
    encodeURIComponent(canary),
    JSON.stringify(canary).slice(1, -1),
    btoa(canary).replace(/=+$/, ''),
  ]) {
    expect(heard.join('\n')).not.toContain(form);
  }
});

async function serve(...steps: readonly Step[]): Promise<OrderedEndpoint> {
  const server = await orderedEndpoint(steps);
  open.push(server);
  return server;
}

function endpoint(url: string, more: Partial<Endpoint> = {}): Endpoint {
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  return { name: 'test', url, model: 'tiny', systemRole: true, ...none, ...more };
}

const hello: ChatRequest = { messages: [{ role: 'user', content: 'Hello?' }] };

async function ask(url: string, more: Partial<OpenAiOptions> & { request?: ChatRequest; signal?: AbortSignal } = {}) {
  const clock = handClock(undefined, 10_000);
  const model = openAiModel({ endpoint: endpoint(url), key: canary, clock, ...more });
  const events: ModelEvent[] = [];
  for await (const event of model.chat(more.request ?? hello, more.signal ?? new AbortController().signal))
    events.push(event);
  heard.push(JSON.stringify([model.identity, events]), JSON.stringify(events.map((event) => JSON.stringify(event))));
  return events;
}

function failureOf(events: readonly ModelEvent[]): ModelFailure {
  const last = events.at(-1);
  if (last?.type !== 'failed') throw new Error(`no failure: ${JSON.stringify(events)}`);
  return last.failure;
}

const retriesOf = (events: readonly ModelEvent[]) =>
  events.flatMap((event) => (event.type === 'retry' ? [event.afterMs] : []));

describe('a good answer', () => {
  it('comes as texts, then done with the whole reply, usage and finish', async () => {
    const body = sse(
      chunk('Good '),
      chunk('evening.'),
      chunk(undefined, 'length'),
      {
        choices: [],
        usage: { prompt_tokens: 12, completion_tokens: 3 },
      },
      '[DONE]',
    );
    const server = await serve({ body });
    const events = await ask(server.url);
    expect(events).toEqual([
      { type: 'text', choice: 0, text: 'Good ' },
      { type: 'text', choice: 0, text: 'evening.' },
      {
        type: 'done',
        replies: [{ text: 'Good evening.', finish: 'length' }],
        usage: { input: 12, output: 3 },
        labels: [],
      },
    ]);
    expect(server.seen[0]?.headers['authorization']).toBe(`Bearer ${canary}`);
    expect(server.seen[0]?.path).toBe('/v1/chat/completions');
  });

  it('is asked for with everything the request and the endpoint say, and nothing else', async () => {
    const server = await serve(goodReply('{}'));
    const request: ChatRequest = {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      topP: 0.5,
      maxTokens: 7,
      seed: 3,
      stop: ['END'],
      n: 2,
      logprobs: 5,
      jsonSchema: { name: 'shape', schema: { type: 'object' } },
    };
    await ask(server.url, { request, endpoint: endpoint(server.url, { temperature: 0.2, maxTokens: 99 }) });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      model: 'tiny',
      messages: request.messages,
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.2,
      top_p: 0.5,
      max_tokens: 7,
      seed: 3,
      stop: ['END'],
      n: 2,
      logprobs: true,
      top_logprobs: 5,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'shape', schema: { type: 'object' }, strict: true },
      },
    });
  });

  it('carries several choices, their log probabilities and a multi-byte character cut in two', async () => {
    const entry = {
      token: 'é',
      logprob: -0.5,
      top_logprobs: [
        { token: 'é', logprob: -0.5 },
        { token: 'e', logprob: -1 },
      ],
    };
    const bytes = new TextEncoder().encode(
      sse({ choices: [{ index: 1, delta: { content: 'é' }, logprobs: { content: [entry] } }] })[0],
    );
    const cut = bytes.indexOf(0xc3) + 1;
    const rest = sse(chunk('a'), chunk(undefined, 'stop'), chunk(undefined, 'content_filter', 1));
    const server = await serve({ body: [bytes.slice(0, cut), bytes.slice(cut), ...rest] });
    const done = (await ask(server.url)).at(-1);
    expect(done).toMatchObject({
      type: 'done',
      replies: [
        { text: 'a', finish: 'stop' },
        {
          text: 'é',
          finish: 'filtered',
          logprobs: [{ token: 'é', logprob: -0.5, top: [{ token: 'é' }, { token: 'e' }] }],
        },
      ],
    });
  });

  it('may end with [DONE] and no finish reason, and may have comments and pings in it', async () => {
    const server = await serve({ body: [': keep-alive\n\n', ...sse({ type: 'ping' }, chunk('Yes.'), '[DONE]')] });
    expect((await ask(server.url)).at(-1)).toMatchObject({
      type: 'done',
      replies: [{ text: 'Yes.', finish: 'other' }],
    });
  });

  it('is asked for without a key where there is none, and without what the environment says to the SDK', async () => {
    const said = {
      OPENAI_API_KEY: canary,
      OPENAI_ADMIN_KEY: canary,
      OPENAI_ORG_ID: canary,
      OPENAI_PROJECT_ID: canary,
      OPENAI_CUSTOM_HEADERS: `x-secret: ${canary}`,
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    };
    for (const [name, value] of Object.entries(said)) vi.stubEnv(name, value);
    try {
      const server = await serve(goodReply('Hi.'));
      await ask(server.url, { key: undefined });
      expect(JSON.stringify(server.seen)).not.toContain(JSON.stringify(canary).slice(1, -1));
      expect(server.seen[0]?.headers['authorization']).toBeUndefined();
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('each failure says what it is and what to do', () => {
  const echo = `You sent ${canary}.`;
  const cases: [string, Step, Partial<ModelFailure>, RegExp][] = [
    [
      'a refused key',
      apiError(401, echo, 'invalid_api_key'),
      { reason: 'wrong-key', action: 'set-key' },
      /refused the key \(401\)/,
    ],
    ['a key without the right', apiError(403, echo), { reason: 'wrong-key', action: 'set-key' }, /\(403\)/],
    [
      'an unknown model',
      apiError(404, `The model tiny does not exist. ${echo}`, 'model_not_found'),
      { reason: 'no-such-model', action: 'select-model' },
      /no model called “tiny”/,
    ],
    [
      'an unknown model of Ollama',
      apiError(404, 'model "tiny" not found, try pulling it first'),
      { reason: 'no-such-model' },
      /“tiny”/,
    ],
    [
      'an unknown model where the error is but a text',
      { status: 404, headers: { 'content-type': 'application/json' }, body: '{"error":"model \'tiny\' not found"}' },
      { reason: 'no-such-model' },
      /It says: model 'tiny' not found/,
    ],
    [
      'an unknown model of LM Studio',
      apiError(400, 'no such thing', 'model_not_found'),
      { reason: 'no-such-model' },
      /“tiny”/,
    ],
    [
      'an API at another address',
      { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' },
      { reason: 'no-route', action: 'select-model' },
      /\/v1/,
    ],
    [
      'a web page',
      { headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<html>${echo}</html>` },
      { reason: 'no-route', action: 'select-model' },
      /web page/,
    ],
    [
      'a missing web page',
      { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>model</html>' },
      { reason: 'no-route' },
      /web page/,
    ],
    [
      'too long a talk',
      apiError(400, echo, 'context_length_exceeded'),
      { reason: 'context-too-long', action: 'raise-limit' },
      /longer than tiny can read/,
    ],
    [
      'too long a talk for vLLM',
      apiError(400, "This model's maximum context length is 4096 tokens."),
      { reason: 'context-too-long' },
      /4096/,
    ],
    [
      'too long a talk for llama.cpp',
      apiError(400, 'the request exceeds the available context size', 'exceed_context_size_error'),
      { reason: 'context-too-long' },
      /budget/,
    ],
    [
      'another bad request',
      apiError(400, `Unsupported value: temperature. ${echo}`),
      { reason: 'other', action: 'none' },
      /did not accept.*temperature/,
    ],
    ['no credit', apiError(429, echo, 'insufficient_quota'), { reason: 'rate-limited', action: 'none' }, /credit/],
    ['what the server cannot', apiError(501, echo), { reason: 'server', action: 'none' }, /501/],
    [
      'an error inside the stream',
      { body: sse(chunk('Well, '), { error: { message: echo, code: 'oops' } }) },
      { reason: 'server', action: 'retry' },
      /broke off/,
    ],
    [
      'a stream cut off',
      { body: sse(chunk('Well, ')), end: 'cut' },
      { reason: 'broken-stream', action: 'retry' },
      /broke in mid-reply/,
    ],
    ['a stream that just ends', { body: sse(chunk('Well, ')) }, { reason: 'broken-stream' }, /before its end/],
    [
      'a malformed piece',
      { body: sse(chunk('Well, '), '{"choices": [') },
      { reason: 'broken-stream' },
      /cannot be read/,
    ],
    [
      'a piece of another shape',
      { body: sse(chunk('Well, '), { choices: { delta: echo } }) },
      { reason: 'broken-stream' },
      /no part of a reply/,
    ],
    ['a stream without a reply', { body: sse('[DONE]') }, { reason: 'bad-answer', action: 'retry' }, /no reply in it/],
    [
      'an answer that is no stream',
      { headers: { 'content-type': 'application/json' }, body: '{"message":"hello"}' },
      { reason: 'bad-answer' },
      /no reply/,
    ],
    [
      'a far too large answer',
      { body: Array.from({ length: 5 }, () => `: ${'x'.repeat(1 << 20)}\n\n`) },
      { reason: 'broken-stream' },
      /far more/,
    ],
  ];

  it.each(cases)('%s', async (_, step, failure, message) => {
    const server = await serve(step);
    const events = await ask(server.url);
    expect(failureOf(events)).toMatchObject(failure);
    expect(failureOf(events).message).toMatch(message);
    expect(events.filter((event) => event.type === 'failed' || event.type === 'done')).toHaveLength(1);
    expect(retriesOf(events)).toEqual([]);
  });

  it('a key that is missing: known beforehand, or told by the server', async () => {
    let sent = 0;
    const fetch = () => {
      sent++;
      return Promise.reject(new Error('must not be sent'));
    };
    const named = endpoint('https://models.example/v1', { keyFrom: 'MY_KEY' });
    const before = failureOf(await ask('', { endpoint: named, key: undefined, fetch }));
    expect(before).toMatchObject({ reason: 'no-key', action: 'set-key' });
    expect(before.message).toContain('MY_KEY');
    expect(sent).toBe(0);
    const server = await serve(apiError(401, 'Who are you?'));
    expect(failureOf(await ask(server.url, { key: undefined }))).toMatchObject({ reason: 'no-key', action: 'set-key' });
  });

  it.each(['sk-a b', `${canary}\nx: y`, 'sk-ключ', 'sk-\u200bx'])(
    'a key that cannot be one is not sent: %j',
    async (key) => {
      const failure = failureOf(
        await ask('https://models.example/v1', { key, fetch: () => Promise.reject(new Error('sent')) }),
      );
      expect(failure).toMatchObject({ reason: 'wrong-key', action: 'set-key' });
      expect(failure.message).not.toContain(key);
    },
  );

  it('nobody there, no such machine, no address', async () => {
    const server = await orderedEndpoint([]);
    await server.close();
    const refused = await ask(server.url);
    expect(failureOf(refused)).toMatchObject({ reason: 'no-route', action: 'retry' });
    expect(failureOf(refused).message).toContain('Is the server running?');
    expect(retriesOf(refused)).toEqual([]);
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }));
    expect(failureOf(await ask('https://nowhere.example/v1', { fetch })).message).toContain('nowhere.example');
    for (const url of ['', 'models', 'ftp://models.example', `https://me:${canary}@models.example/v1`]) {
      expect(failureOf(await ask(url)).reason).toBe('no-route');
    }
  });

  it('a port that fetch refuses is told at once', async () => {
    const events = await ask('http://127.0.0.1:9/v1');
    expect(failureOf(events)).toMatchObject({ reason: 'no-route', action: 'select-model' });
    expect(retriesOf(events)).toEqual([]);
  });

  it('plain http to another machine is not even tried', async () => {
    const failure = failureOf(
      await ask('http://192.168.1.5:8000/v1', { fetch: () => Promise.reject(new Error('sent')) }),
    );
    expect(failure.reason).toBe('insecure-origin');
  });
});

describe('the key stays with its origin', () => {
  it.each([301, 302, 303, 307, 308])('a redirect (%i) is told and not followed', async (status) => {
    const other = await serve();
    const server = await serve({
      status,
      headers: { location: `${other.url}/chat/completions?k=${encodeURIComponent(canary)}` },
    });
    const failure = failureOf(await ask(server.url));
    expect(failure.reason).toBe('no-route');
    expect(failure.message).toContain(other.origin);
    expect(other.seen).toEqual([]);
  });

  it('a server that says the key as its reply is not repeated, in one piece or in many', async () => {
    const server = await serve({
      body: sse(...[...`It is ${canary}, I think.`].map((letter) => chunk(letter)), chunk(undefined, 'stop')),
    });
    const events = await ask(server.url);
    const text = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
    expect(text).toBe('It is [key], I think.');
    expect(events.at(-1)).toMatchObject({ replies: [{ text: 'It is [key], I think.' }] });
  });

  it('a key across tokens takes their log probabilities away', async () => {
    const content = [...canary].map((token) => ({ token, logprob: -1, top_logprobs: [] }));
    const server = await serve({
      body: sse({ choices: [{ index: 0, delta: { content: 'x' }, logprobs: { content }, finish_reason: 'stop' }] }),
    });
    expect((await ask(server.url)).at(-1)).toMatchObject({ replies: [{ text: 'x', finish: 'stop' }] });
  });

  it('a key cut off by the length of a message leaves no half of it', async () => {
    const server = await serve(apiError(400, `${'x'.repeat(190)}${canary}`));
    expect(failureOf(await ask(server.url)).message).not.toContain('sk-canary');
  });
});

describe('retries', () => {
  it('come as events, wait longer each time, and end in a good reply', async () => {
    const server = await serve(
      apiError(500, 'oops'),
      { end: 'cut' },
      apiError(429, 'slow down'),
      goodReply('At last.'),
    );
    const events = await ask(server.url);
    expect(retriesOf(events)).toEqual([500, 2000, 6000]);
    expect(events.flatMap((event) => (event.type === 'retry' ? [event.attempt] : []))).toEqual([2, 3, 4]);
    expect(events.at(-1)).toMatchObject({ type: 'done', replies: [{ text: 'At last.' }] });
  });

  it('stop after four attempts, with the last reason', async () => {
    const server = await serve(...Array.from({ length: 4 }, () => apiError(503, 'overloaded')));
    const events = await ask(server.url);
    expect(failureOf(events)).toMatchObject({ reason: 'server', action: 'retry' });
    expect(retriesOf(events)).toHaveLength(3);
  });

  it('wait as long as the server asks, in seconds, milliseconds or as a date', async () => {
    const clock = handClock(Date.UTC(2026, 0, 1), 10_000);
    const server = await serve(
      apiError(429, 'a', null, { 'retry-after': '7' }),
      apiError(429, 'b', null, { 'retry-after-ms': '2500' }),
      apiError(503, 'c', null, { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }),
      goodReply('Now.'),
    );
    expect(retriesOf(await ask(server.url, { clock }))).toEqual([7000, 2500, 9000]);
  });

  it('do not wait for a server that asks for an hour', async () => {
    const server = await serve(apiError(429, 'come back later', null, { 'retry-after': '3600' }));
    const failure = failureOf(await ask(server.url));
    expect(failure.reason).toBe('rate-limited');
    expect(failure.message).toContain('left alone for 60 minutes');
  });
});

describe('time limits and cancelling', () => {
  const limits = { answer: 1000, firstWord: 2000, idle: 3000 };

  it.each([
    ['answer', { end: 'mute' }, 1000, 'did not answer for 1 seconds'],
    ['first word', { body: [': hi\n\n'], end: 'hang' }, 2000, 'said nothing for 2 seconds'],
    ['pause', { body: sse(chunk('Well, ')), end: 'hang' }, 3000, 'in mid-reply for 3 seconds'],
  ] as [string, Step, number, string][])('the limit for the %s passes', async (_, step, limit, message) => {
    const clock = handClock();
    const server = await serve(step);
    const asked = ask(server.url, { clock, timeouts: limits });
    await until(() => server.seen.length === 1 && clock.next() === limit);
    clock.advance(limit);
    const failure = failureOf(await asked);
    expect(failure).toMatchObject({ reason: 'timeout', action: 'retry' });
    expect(failure.message).toContain(message);
  });

  it('a consumer that takes its time is no silence of the server', async () => {
    const clock = handClock();
    const server = await serve(goodReply('Slowly read.'));
    const model = openAiModel({ endpoint: endpoint(server.url), key: undefined, clock, timeouts: limits });
    const types: string[] = [];
    for await (const event of model.chat(hello, new AbortController().signal)) {
      types.push(event.type);
      await server.played(0);
      clock.advance(60_000);
    }
    expect(types).toEqual(['text', 'text', 'done']);
  });

  it.each([
    ['before it is sent', undefined],
    ['while nothing comes', { end: 'mute' }],
    ['in mid-reply', { body: sse(chunk('Well, ')), end: 'hang' }],
  ] as [string, Step | undefined][])('a call cancelled %s ends at once', async (_, step) => {
    const server = await serve(...(step ? [step] : []));
    const stop = new AbortController();
    if (!step) stop.abort();
    const asked = ask(server.url, { signal: stop.signal });
    if (step) await until(() => server.seen.length === 1);
    if (step?.body) await server.played(0);
    stop.abort();
    expect(failureOf(await asked)).toMatchObject({ reason: 'cancelled', action: 'none' });
  });

  it('a call cancelled while it waits to retry ends at once', async () => {
    const clock = handClock();
    const server = await serve(apiError(500, 'oops'));
    const stop = new AbortController();
    const asked = ask(server.url, { signal: stop.signal, clock });
    await until(() => clock.next() === 500);
    stop.abort();
    expect(failureOf(await asked).reason).toBe('cancelled');
    expect(clock.next()).toBeUndefined();
  });

  it('a fetch that ignores the signal does not hold it up', async () => {
    const stop = new AbortController();
    const asked = ask('https://models.example/v1', { signal: stop.signal, fetch: () => new Promise(() => undefined) });
    setImmediate(() => stop.abort());
    expect(failureOf(await asked).reason).toBe('cancelled');
  });

  it('a consumer that walks away ends the call on the wire', async () => {
    const server = await serve({ body: sse(chunk('Well, ')), end: 'hang' });
    const clock = handClock();
    let signal: AbortSignal | undefined;
    const fetch: typeof globalThis.fetch = (input, init) => {
      signal = init?.signal ?? undefined;
      return globalThis.fetch(input, init);
    };
    const model = openAiModel({ endpoint: endpoint(server.url), key: undefined, clock, fetch });
    for await (const event of model.chat(hello, new AbortController().signal)) if (event.type === 'text') break;
    expect(signal?.aborted).toBe(true);
    expect(clock.next()).toBeUndefined();
  });
});

it('collect gives the reply, or the failure with what had come', async () => {
  const server = await serve(goodReply('Whole.'), { body: sse(chunk('Half')), end: 'cut' });
  const model = openAiModel({ endpoint: endpoint(server.url), key: canary, clock: handClock(undefined, 10_000) });
  const never = new AbortController().signal;
  expect(await collect(model.chat(hello, never))).toMatchObject({
    ok: true,
    replies: [{ text: 'Whole.' }],
    retries: 0,
  });
  expect(await collect(model.chat(hello, never))).toMatchObject({
    ok: false,
    partial: 'Half',
    failure: { reason: 'broken-stream' },
  });
});

async function until(true_: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5000; turn++) {
    if (true_()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('it never came to that');
}
