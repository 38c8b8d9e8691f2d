// What an endpoint can do: told by its settings, else found out by asking, else taken as usual. Asked at a server that takes every
// setting and does nothing with it, and at one that does.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { afterEach, describe, expect, it } from 'vitest';
import { type Probed, probedKey, readProbed } from '../../src/model/probed.ts';
import { capabilitiesOf, knownCapabilities } from '../../src/model/providers/openai/capabilities.ts';
import { probeCapabilities, probeRequests } from '../../src/model/providers/openai/probe-capabilities.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { handClock } from '../kit/hand-clock.ts';

const never = new AbortController().signal;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Body = {
  n?: number;
  logprobs?: boolean;
  response_format?: unknown;
  tools?: unknown;
  input?: string;
  max_tokens?: number;
};

/** Answers each request by its body; a number is a status. */
async function serve(by: (body: Body) => object | number): Promise<{ url: string; bodies: Body[] }> {
  const bodies: Body[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const body = JSON.parse(text) as Body;
    bodies.push(body);
    const answer = by(body);
    const status = typeof answer === 'number' ? answer : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(typeof answer === 'number' ? { error: { message: 'no' } } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, bodies };
}

const said = (content: string, more: object = {}) => ({ choices: [{ index: 0, message: { content, ...more } }] });
const probe = (url: string) =>
  probeCapabilities({ endpoint: endpointOf(url), key: undefined, clock: handClock() }, never);

/** One that does all of it. */
function able(body: Body): object {
  if (body.input !== undefined) return { data: [{ embedding: [0.1, 0.2] }] };
  if (body.n === 2) return { choices: [{ message: { content: 'a' } }, { message: { content: 'b' } }] };
  if (body.logprobs)
    return { choices: [{ message: { content: 'a' }, logprobs: { content: [{ token: 'a', logprob: -1 }] } }] };
  if (body.response_format) return said('{"shelf":"third"}');
  if (body.tools) return said('', { tool_calls: [{ function: { name: 'greet', arguments: '{}' } }] });
  return said('Hello.');
}

describe('asking', () => {
  it('finds all that an able endpoint can do, with five small requests', async () => {
    const { url, bodies } = await serve(able);
    expect(await probe(url)).toEqual({
      n: true,
      logprobs: true,
      jsonSchema: true,
      tools: true,
      embeddings: true,
      at: '2026-01-01T00:00:00.000Z',
    });
    expect(bodies).toHaveLength(probeRequests);
    for (const { max_tokens: most, input } of bodies) expect(most ?? input?.length ?? 99).toBeLessThanOrEqual(40);
  });

  it('a server that takes every setting and does nothing with it can do nothing', async () => {
    const { url } = await serve(({ input }) => (input === undefined ? said('Hello.') : { data: [] }));
    expect(await probe(url)).toMatchObject({
      n: false,
      logprobs: false,
      jsonSchema: false,
      tools: false,
      embeddings: false,
    });
  });

  it('refusing a request is a no; trouble says nothing, so the default stays', async () => {
    const refusing = await serve(() => 400);
    expect(await probe(refusing.url)).toMatchObject({ n: false, jsonSchema: false, embeddings: false });
    const troubled = await serve(({ n }) => (n === 2 ? 401 : 503));
    expect(await probe(troubled.url)).toEqual({ at: '2026-01-01T00:00:00.000Z' });
    expect(capabilitiesOf(endpointOf(troubled.url), 'http://x', { at: 'now' }).jsonSchema).toBe(true);
  });

  it('a server that we did not write ignores `n` and gives no logprobs', async () => {
    const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent', strict: true });
    await mock.start();
    closers.push(() => mock.stop());
    mock.onMessage('hello', { content: 'Hello.' });
    expect(await probe(`${mock.url}/v1`)).toMatchObject({ n: false, logprobs: false });
  });

  it('stops at once when told to', async () => {
    const { url, bodies } = await serve(able);
    const stop = new AbortController();
    const asked = probeCapabilities(
      { endpoint: endpointOf(url), key: undefined, clock: handClock() },
      stop.signal,
      () => stop.abort(),
    );
    await asked;
    expect(bodies).toHaveLength(1);
  });
});

describe('what counts', () => {
  const probed: Probed = { at: '2026-01-01T00:00:00.000Z', n: true, jsonSchema: false, embeddings: true };

  it('settings over what was asked over what is usual', () => {
    const known = knownCapabilities(endpointOf('http://x/v1'), 'http://x', probed);
    expect(known).toMatchObject({
      n: { can: true, by: 'probe' },
      jsonSchema: { can: false, by: 'probe' },
      logprobs: { can: false, by: 'default' },
    });
    const told = knownCapabilities(endpointOf('http://x/v1', { can: ['jsonSchema'] }), 'http://x', probed);
    expect(told).toMatchObject({ n: { can: false, by: 'settings' }, jsonSchema: { can: true, by: 'settings' } });
    expect(capabilitiesOf(endpointOf('http://x/v1'), 'http://x', probed).embeddings).toBe(true);
    expect(capabilitiesOf(endpointOf('http://x/v1'), 'http://x').embeddings).toBe(false);
  });

  it('is kept for one model of one origin, and what is damaged is not read', () => {
    expect(probedKey('http://x', 'a')).not.toBe(probedKey('http://x', 'b'));
    expect(readProbed({ ...probed, tools: 'yes', other: 1 })).toEqual(probed);
    expect([readProbed(undefined), readProbed({ n: true }), readProbed('x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
