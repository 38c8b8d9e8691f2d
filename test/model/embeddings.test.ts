// Similarity by embeddings, over the wire: what is asked, what is remembered, what a bad answer comes to; and the words in its place.
import { afterEach, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/config/config.ts';
import { cosine } from '../../src/model/cosine.ts';
import { lexicalSimilarity } from '../../src/model/fallbacks/lexical.ts';
import { likeness } from '../../src/model/fallbacks/likeness.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { newMeter } from '../../src/suite/metered.ts';
import { handClock } from '../kit/hand-clock.ts';
import { apiError, type OrderedEndpoint, orderedEndpoint, type Step } from '../kit/ordered-endpoint.ts';

const canary = 'sk-canary-embeddings-1';
const open: OrderedEndpoint[] = [];
const signal = new AbortController().signal;

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function similarityOver(...steps: readonly Step[]) {
  const server = await orderedEndpoint(steps);
  open.push(server);
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  const endpoint: Endpoint = {
    name: 'test',
    url: server.url,
    model: 'tiny',
    embeddings: 'tiny-embed',
    systemRole: true,
    ...none,
  };
  const model = openAiModel({ endpoint, key: canary, clock: handClock(undefined, 10_000) });
  if (!model.similarity) throw new Error('no similarity');
  return { server, model, similarity: model.similarity };
}

/** The vector of each text asked for, last first: servers need not keep the order. */
function embeddings(...vectors: readonly (readonly number[])[]): Step {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse();
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ object: 'list', data }) };
}

describe('over the wire', () => {
  test('the vector of the card: .816497, .408248, .666667', async () => {
    const { server, model, similarity } = await similarityOver(
      embeddings([1, 0, 1, 1], [1, 0, 0, 1], [0, 1, 1, 0], [1, 1, 1, 0]),
    );
    expect(model.capabilities.embeddings).toBe(true);
    const numbers = await similarity.compare('query', ['M1', 'M2', 'M3'], signal);
    expect(numbers.map((number) => number.toFixed(6))).toEqual(['0.816497', '0.408248', '0.666667']);
    expect(similarity.label).toBe('exact');
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method: 'POST', path: '/v1/embeddings' });
    expect(seen?.headers.authorization).toBe(`Bearer ${canary}`);
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      model: 'tiny-embed',
      input: ['query', 'M1', 'M2', 'M3'],
      encoding_format: 'float',
    });
  });

  test('a text is asked for once, also when it comes back with another line', async () => {
    const { server, similarity } = await similarityOver(embeddings([1, 0], [0, 1]), embeddings([1, 1]));
    expect(await similarity.compare('one', ['two', 'two'], signal)).toEqual([0, 0]);
    const [again] = await similarity.compare('three', ['one'], signal);
    expect(again).toBeCloseTo(Math.SQRT1_2);
    expect(JSON.parse(server.seen[1]?.body ?? '').input).toEqual(['three']);
  });

  test('a budget counts each request, and what is remembered costs nothing; without room words in common take over', async () => {
    const { server, model } = await similarityOver(embeddings([1, 0], [0, 1]));
    const clock = handClock(undefined, 10_000);
    const meter = newMeter({ clock, budget: { requests: 1 }, replyMs: 1000, tokens: (text) => text.length });
    const { similarity } = meter.meter(model, 'model');
    const about = (a: string, b: string) => likeness(similarity, [[a, [b]]], signal);
    expect(await about('left', 'right')).toEqual([{ alike: [0], label: 'exact' }]);
    expect(meter.cost()).toMatchObject({ requests: 1, inputTokens: 'leftright'.length, outputTokens: 0 });
    expect(await about('right', 'left')).toEqual([{ alike: [0], label: 'exact' }]);
    expect(await about('left', 'over the left')).toMatchObject([{ label: 'lexical' }]);
    expect(meter.cost().requests).toBe(1);
    expect(meter.stopped()).toBeUndefined();
    expect(server.seen).toHaveLength(1);
  });

  test('many texts go in batches', async () => {
    const vectors = (count: number) => embeddings(...Array.from({ length: count }, () => [1]));
    const { server, similarity } = await similarityOver(vectors(32), vectors(9));
    const others = Array.from({ length: 40 }, (_, index) => `batch ${index}`);
    // Both are under way at once: each step takes either.
    await similarity.compare('batched', others, signal).catch(() => undefined);
    expect(server.seen.map(({ body }) => JSON.parse(body).input.length).toSorted((a, b) => a - b)).toEqual([9, 32]);
  });

  test.each([
    ['an error', apiError(404, `no model, key ${canary}`), /no embeddings of tiny-embed \(404\)/],
    [
      'no list',
      { headers: { 'content-type': 'application/json' }, body: '{"data":[{"embedding":"x"}]}' },
      /no list of embeddings/,
    ],
    ['too few', embeddings([1]), /no list of embeddings/],
    ['no JSON', { headers: { 'content-type': 'application/json' }, body: 'hm' }, /no list of embeddings/],
  ])('%s is a rejection in words, without the key', async (name, step, words) => {
    const { similarity } = await similarityOver(step);
    const failed = await similarity.compare(`bad ${name}`, [`other ${name}`], signal).catch((error: Error) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(String(failed)).toMatch(words);
    expect(String(failed)).not.toContain(canary);
  });

  test('a stop ends it', async () => {
    const { server, similarity } = await similarityOver({ end: 'mute' });
    const stop = new AbortController();
    const asked = similarity.compare('stop', ['me'], stop.signal);
    const ends = expect(asked).rejects.toThrow();
    await expect.poll(() => server.seen.length).toBe(1);
    stop.abort();
    await ends;
  });
});

test('an endpoint without a model for embeddings has none, and words are compared', async () => {
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  const endpoint: Endpoint = { name: 'test', url: 'http://127.0.0.1:9/v1', model: 'tiny', systemRole: true, ...none };
  const model = openAiModel({ endpoint, key: undefined, clock: handClock(undefined, 10_000) });
  expect(model.similarity).toBeUndefined();
  expect(model.capabilities.embeddings).toBe(false);
  expect(lexicalSimilarity.label).toBe('lexical');
  expect(await lexicalSimilarity.compare('a violin', ['the violin', 'soup'], signal)).toEqual([expect.closeTo(0.5), 0]);
});

test('nothing is like a vector without a length', () => {
  expect(cosine([0, 0], [1, 1])).toBe(0);
  expect(cosine([], [1])).toBe(0);
  expect(cosine([1, 0], [-1, 0])).toBe(-1);
});
