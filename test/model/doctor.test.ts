// The doctor at endpoints that are well and at each kind of ill: what it says, what there is to do, how much it asks, and no secret in it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { afterEach, describe, expect, it } from 'vitest';
import type { Check } from '../../src/model/doctor/check.ts';
import { checkEndpoint, type EndpointPatient, requestsOf } from '../../src/model/doctor/check-endpoint.ts';
import { isWell, markdownReport, summary, textReport } from '../../src/model/doctor/report.ts';
import type { Probed } from '../../src/model/probed.ts';
import { drain } from '../kit/drain.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { handClock } from '../kit/hand-clock.ts';
import { apiError, goodReply, type OrderedEndpoint, orderedEndpoint, type Step } from '../kit/ordered-endpoint.ts';

const canary = 'sk-canary-90af3c1e77d2';
const never = new AbortController().signal;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function look(patient: Partial<EndpointPatient> & Pick<EndpointPatient, 'endpoint'>): Promise<Check[]> {
  const clock = handClock(Date.UTC(2026, 0, 1), 7000);
  const checks = await drain(checkEndpoint({ key: canary, clock, howMuch: 'replies', ...patient }, never));
  expect(JSON.stringify(checks)).not.toContain(canary);
  for (const check of checks) if (check.state === 'wrong') expect(check.todo).toBeTruthy();
  return checks;
}

const states = (checks: readonly Check[]) => checks.map(({ id, state }) => `${id} ${state}`);

const json = (body: unknown, headers: Record<string, string> = {}): Step => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const list = json({ data: [{ id: 'tiny' }, { id: 'big' }] }, { date: 'Thu, 01 Jan 2026 00:00:00 GMT' });
const reply = json({ choices: [{ message: { content: 'Hello.' } }] });

async function serve(...steps: readonly Step[]): Promise<OrderedEndpoint> {
  const server = await orderedEndpoint(steps);
  closers.push(() => server.close());
  return server;
}

describe('a healthy endpoint', () => {
  it('is fine in every line, with three requests', async () => {
    const server = await serve(list, reply, goodReply('Hello.'));
    const checks = await look({ endpoint: endpointOf(server.url) });
    expect(states(checks)).toEqual([
      'address ok',
      'key ok',
      'reach ok',
      'listed ok',
      'reply ok',
      'stream ok',
      'abilities ok',
    ]);
    expect(server.seen).toHaveLength(requestsOf('replies'));
    expect(isWell([{ title: 'x', checks }])).toBe(true);
  });

  it('a server that we did not write is fine, too; asked what it can do, it is asked five times more', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
    await mock.start();
    closers.push(() => mock.stop());
    mock.onMessage('hello', { content: 'Hello.' });
    let probed: Probed | undefined;
    const checks = await look({
      endpoint: endpointOf(`${mock.url}/v1`, { model: 'gpt-4o', can: ['n'] }),
      howMuch: 'abilities',
      probedNow: (found) => {
        probed = found;
      },
    });
    expect(states(checks).filter((line) => line.endsWith('wrong'))).toEqual([]);
    expect(probed).toMatchObject({ n: false, logprobs: false });
    expect(checks.at(-1)).toMatchObject({ id: 'can', state: 'warning', says: expect.stringContaining('n') });
  });

  it('nothing is asked where nothing may be', async () => {
    const server = await serve();
    const checks = await look({ endpoint: endpointOf(server.url), howMuch: 'nothing' });
    expect(states(checks)).toEqual(['address ok', 'key ok', 'abilities ok']);
  });
});

describe('what is ill is told apart', () => {
  const cases: readonly [string, readonly Step[], string, RegExp][] = [
    ['401', [apiError(401, `bad ${canary}`)], 'reach wrong', /refused the key \(401\)/],
    ['403', [apiError(403, 'no')], 'reach wrong', /refused the key \(403\)/],
    ['a web page', [{ headers: { 'content-type': 'text/html' }, body: 'x' }], 'reach wrong', /web page/],
    ['a redirect', [{ status: 302, headers: { location: 'https://elsewhere.example/' } }], 'reach wrong', /elsewhere/],
    [
      'no such model',
      [list, apiError(404, 'model not found', 'model_not_found')],
      'reply wrong',
      /no model called “tiny”/,
    ],
    ['429', [list, apiError(429, 'slow')], 'reply warning', /429/],
    ['no credit', [list, apiError(429, 'pay', 'insufficient_quota')], 'reply warning', /no credit/],
    ['500', [list, apiError(500, 'oops')], 'reply wrong', /trouble of its own \(500\)/],
    ['no streaming', [list, reply, json({ choices: [{ message: { content: 'Hello.' } }] })], 'stream wrong', /./],
  ];
  it.each(cases)('%s', async (_, steps, line, words) => {
    const server = await serve(...steps);
    const checks = await look({ endpoint: endpointOf(server.url) });
    const ill = checks.find((check) => `${check.id} ${check.state}` === line);
    expect(states(checks)).toContain(line);
    expect(ill?.says).toMatch(words);
  });

  it('nobody there, no such machine, another clock', async () => {
    const refused = await serve();
    await refused.close();
    closers.length = 0;
    expect((await look({ endpoint: endpointOf(refused.url) })).at(-1)).toMatchObject({
      state: 'wrong',
      says: /^Nothing answers/,
    });
    const fetch = (code: string) => () =>
      Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code } }));
    const of = async (code: string) =>
      (await look({ endpoint: endpointOf('https://nowhere.example/v1'), fetch: fetch(code) })).at(-1)?.says;
    expect(await of('ENOTFOUND')).toMatch(/No machine called nowhere\.example/);
    expect(await of('CERT_HAS_EXPIRED')).toMatch(/could not prove who it is \(CERT_HAS_EXPIRED\)/);
    expect(await of('UND_ERR_CONNECT_TIMEOUT')).toMatch(/did not answer in time/);
    const proxy = () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: new Error('Proxy response (407) !== 200 when HTTP Tunneling') }),
      );
    const behind = await look({ endpoint: endpointOf('https://nowhere.example/v1'), fetch: proxy });
    expect(behind.at(-1)?.says).toMatch(/proxy on the way to nowhere\.example wants a name and a password \(407\)/);
    const late = json({ data: [{ id: 'tiny' }] }, { date: 'Thu, 01 Jan 2026 02:00:00 GMT' });
    const server = await serve(late, reply, goodReply('Hello.'));
    const checks = await look({ endpoint: endpointOf(server.url) });
    expect(checks.find(({ id }) => id === 'clock')).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('120 minutes'),
    });
  });

  it('a model that is not in the list, with those that are near; one whose end is near', async () => {
    const ending = json({ data: [{ id: 'gpt-4o-mini' }, { id: 'tiny', shutdown_date: '2026-06-01' }] });
    const wrongName = await serve(ending, apiError(404, 'no model'));
    const checks = await look({ endpoint: endpointOf(wrongName.url, { model: 'gpt-4o' }) });
    expect(checks.find(({ id }) => id === 'listed')).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('It has “gpt-4o-mini”'),
    });
    const server = await serve(ending, reply, goodReply('Hello.'));
    const listed = (await look({ endpoint: endpointOf(server.url) })).find(({ id }) => id === 'listed');
    expect(listed).toMatchObject({ state: 'warning', says: expect.stringContaining('shutdown_date: 2026-06-01') });
  });

  it('an address that may never be asked is asked nothing', async () => {
    for (const url of ['http://10.0.0.7/v1', 'ftp://x/', 'https://user:pw@x/v1'])
      expect(states(await look({ endpoint: endpointOf(url) }))).toEqual(['address wrong']);
  });
});

describe('the report', () => {
  const sections = [
    { title: 'Here', checks: [{ id: 'a', state: 'ok', what: 'Versions', says: 'All there.' }] },
    { title: 'Empty', checks: [] },
    { title: 'Model', checks: [{ id: 'b', state: 'wrong', what: 'Key', says: 'None.', todo: 'Set one.' }] },
  ] as const;

  it('says each state in a word, and what to do under it', () => {
    expect(textReport(sections)).toBe(
      'Here\n  ✓ ok     Versions  All there.\n\nModel\n  ✗ wrong  Key       None.\n                     → Set one.\n\n1 wrong, 1 fine.\n',
    );
    expect(markdownReport('Doctor', sections, undefined)).toContain('- ✗ wrong  **Key**: None.\n  - → Set one.');
    expect(markdownReport('Doctor', sections, undefined)).not.toContain('Empty');
    expect(summary(sections)).toBe('1 wrong, 1 fine.');
    expect(isWell(sections)).toBe(false);
  });
});

it('no request is sent twice where the server hangs: the doctor gives up, and says so', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const clock = handClock(undefined, 10_000);
  const checks = await look({ endpoint: endpointOf(url), clock });
  expect(checks.at(-1)).toMatchObject({
    id: 'reach',
    state: 'wrong',
    says: expect.stringContaining('within 10 seconds'),
  });
});
