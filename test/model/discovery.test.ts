// Which models an endpoint lists, and which servers of this machine are there: real servers on loopback, lists good and bad.
import { LLMock } from '@copilotkit/aimock';
import { afterEach, describe, expect, it } from 'vitest';
import { findLocalServers, localServers } from '../../src/model/local-servers.ts';
import { listModels } from '../../src/model/providers/openai/list-models.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { handClock } from '../kit/hand-clock.ts';
import { apiError, type OrderedEndpoint, orderedEndpoint, type Step } from '../kit/ordered-endpoint.ts';

const canary = 'sk-canary-3e9f0a7b51c2';
const never = new AbortController().signal;
const open: OrderedEndpoint[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const json = (body: unknown, headers: Record<string, string> = {}): Step => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

async function serve(...steps: readonly Step[]): Promise<OrderedEndpoint> {
  const server = await orderedEndpoint(steps);
  open.push(server);
  return server;
}

async function list(step: Step, clock = handClock(), key: string | undefined = canary) {
  const server = await serve(step);
  const answer = await listModels({ endpoint: endpointOf(server.url), key, clock }, never);
  expect(JSON.stringify(answer)).not.toContain(canary);
  return { server, answer };
}

describe('a list of models', () => {
  it('is asked for once, with the key, and read in its order', async () => {
    const { server, answer } = await list(json({ object: 'list', data: [{ id: 'b' }, { id: 'a' }, { id: 'b' }] }));
    expect(answer).toMatchObject({ ok: true, models: [{ id: 'b', ending: {} }, { id: 'a' }] });
    expect(server.seen[0]).toMatchObject({ method: 'GET', path: '/v1/models' });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${canary}`);
  });

  it('says what it says about the end of a model, and nothing where it says nothing', async () => {
    const data = [
      { id: 'old', shutdown_date: '2026-12-01', created: 5 },
      { id: 'older', deprecated: true, deprecation: { date: '2027-01-01', by: 'new' } },
      { id: 'new', deprecation: null, deprecated: false, shutdown_date: '' },
    ];
    const { answer } = await list(json({ data }));
    expect(answer.ok && answer.models.map(({ ending }) => ending)).toEqual([
      { shutdown_date: '2026-12-01' },
      { deprecated: true, deprecation: '{"date":"2027-01-01","by":"new"}' },
      {},
    ]);
  });

  it('names that would move a cursor or hide are made plain; entries without a name are passed over', async () => {
    const { answer } = await list(json({ data: [{ id: 'a\u001b[2Jb\u202e' }, {}, null, { id: 7 }, { id: canary }] }));
    expect(answer.ok && answer.models.map(({ id }) => id)).toEqual(['a [2Jb', '[key]']);
  });

  it.each([
    ['a refused key', apiError(401, `no: ${canary}`), 'wrong-key', 401],
    ['no such route', apiError(404, 'no'), 'no-route', 404],
    ['a web page', { headers: { 'content-type': 'text/html' }, body: '<h1>hello</h1>' }, 'no-route', undefined],
    ['no JSON', { headers: { 'content-type': 'text/plain' }, body: 'hello' }, 'no-route', 200],
    ['another JSON', json({ hello: 1 }), 'bad-answer', 200],
    ['too often', apiError(429, 'slow'), 'rate-limited', 429],
    ['a broken line', { end: 'cut' }, 'no-route', 200],
  ] as const)('%s is a failure in words', async (_, step, reason, status) => {
    const { answer } = await list(step as Step);
    expect(answer).toMatchObject({ ok: false, failure: { reason }, status });
    expect(!answer.ok && answer.failure.message.length).toBeGreaterThan(20);
  });

  it('that does not come within its limit is given up on', async () => {
    const clock = handClock();
    const server = await serve({ end: 'mute' });
    const asked = listModels({ endpoint: endpointOf(server.url), key: undefined, clock }, never, 5000);
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    clock.advance(5000);
    expect(await asked).toMatchObject({ ok: false, failure: { reason: 'timeout' } });
  });

  it('is not asked for over plain http on another machine', async () => {
    const fetch = () => Promise.reject(new Error('asked all the same'));
    const answer = await listModels(
      { endpoint: endpointOf('http://10.0.0.7/v1'), key: canary, clock: handClock(), fetch },
      never,
    );
    expect(answer).toMatchObject({ ok: false, failure: { reason: 'insecure-origin' } });
  });
});

describe('servers of this machine', () => {
  it('those that list models are found, without a key; the others are not there', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
    await mock.start();
    mock.onMessage('x', { content: 'y' });
    const page = await serve({ headers: { 'content-type': 'text/html' }, body: 'a blog' });
    const servers = [
      { name: 'A', url: `${mock.url}/v1` },
      { name: 'Blog', url: page.url },
      { name: 'Nobody', url: 'http://127.0.0.1:9/v1' },
    ];
    const found = await findLocalServers({ clock: handClock() }, never, servers);
    expect(found.map(({ name }) => name)).toEqual(['A']);
    expect(found[0]?.models.length).toBeGreaterThan(0);
    expect(page.seen[0]?.headers.authorization).toBeUndefined();
    await mock.stop();
  });

  it('the table names loopback alone', () => {
    expect(localServers.map(({ url }) => new URL(url).hostname)).toEqual(localServers.map(() => 'localhost'));
    expect(localServers.map(({ url }) => new URL(url).port)).toEqual(['11434', '1234', '8080', '8000']);
  });
});
