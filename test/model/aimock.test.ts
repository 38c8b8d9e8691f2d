// The provider against a server that we did not write: plain and streamed chat, 429 with retry-after, slow and cut streams, JSON answers.
import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Endpoint } from '../../src/config/config.ts';
import { collect } from '../../src/model/collect.ts';
import { answerShares } from '../../src/model/fallbacks/answer-shares.ts';
import { withReplies } from '../../src/model/fallbacks/n-calls.ts';
import type { ChatModel } from '../../src/model/port.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { drain } from '../kit/drain.ts';
import { handClock } from '../kit/hand-clock.ts';

let server: LLMock;
beforeEach(async () => {
  server = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', chunkSize: 4, strict: true });
  await server.start();
});
afterEach(() => server.stop());

const never = new AbortController().signal;
const user = (content: string) => ({ messages: [{ role: 'user' as const, content }] });

function model(more: Partial<Endpoint> = {}): ChatModel {
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  const endpoint = { name: 'mock', url: `${server.url}/v1`, model: 'gpt-4o', systemRole: true, ...none, ...more };
  return openAiModel({ endpoint, key: 'sk-test-0123456789', clock: handClock(undefined, 30_000) });
}

it('streams a reply in pieces, with its usage', async () => {
  server.onMessage('afternoon', { content: 'Good afternoon, Watson. Pray be seated.' });
  const events = await drain(model().chat(user('Good afternoon!'), never));
  const texts = events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.join('')).toBe('Good afternoon, Watson. Pray be seated.');
  const done = events.at(-1);
  expect(done).toMatchObject({ type: 'done', replies: [{ text: texts.join(''), finish: 'stop' }] });
  expect(done?.type === 'done' && done.usage?.output).toBeGreaterThan(0);
  expect(server.getLastRequest()?.headers['authorization']).not.toContain('added-later');
});

it('waits out a 429 as long as it is told', async () => {
  server.onMessage('hello', { content: 'There you are.' });
  server.nextRequestError(429, { message: 'Slow down', code: 'rate_limit_exceeded' });
  const result = await collect(model().chat(user('hello'), never));
  expect(result).toMatchObject({ ok: true, replies: [{ text: 'There you are.' }], retries: 1 });
});

it('an unmatched request (503) is asked for again, then told', async () => {
  const result = await collect(model().chat(user('nobody expects this'), never));
  expect(result).toMatchObject({ ok: false, retries: 3, failure: { reason: 'server', action: 'retry' } });
  expect(server.getRequests()).toHaveLength(4);
});

it('a stream that dies keeps what had come', async () => {
  server.onMessage(
    'die',
    { content: 'This sentence will never come to its end, alas.' },
    { truncateAfterChunks: 3, latency: 5 },
  );
  const result = await collect(model().chat(user('die'), never));
  expect(result).toMatchObject({ ok: false, failure: { reason: 'broken-stream', action: 'retry' } });
  expect(!result.ok && 'This sentence will never come'.startsWith(result.partial) && result.partial !== '').toBe(true);
});

it('several replies come by several calls where the server gives one', async () => {
  server.onMessage('coin', { content: 'heads' });
  for (const can of [[], ['n']] as const) {
    server.clearRequests();
    const result = await collect(withReplies(model({ can })).chat({ ...user('Toss a coin'), n: 3, seed: 5 }, never));
    expect(result).toMatchObject({
      ok: true,
      replies: [{ text: 'heads' }, { text: 'heads' }, { text: 'heads' }],
      labels: ['n calls'],
    });
    expect(server.getRequests().map(({ body }) => (body as { seed?: number }).seed)).toEqual([5, 6, 7]);
  }
});

it('a JSON answer is asked for by schema and read as shares', async () => {
  server.onMessage('probability', { content: '{"yes": 3, "no": 1}' });
  const shares = await answerShares(model(), user('Is it raining?'), ['yes', 'no'], never, {
    otherwise: 'self-reported',
  });
  expect(shares).toEqual({ ok: true, shares: [0.75, 0.25], unread: 0, labels: ['self-reported'] });
});
