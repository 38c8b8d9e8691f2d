// What a model cannot do by itself: several replies, probabilities, likeness. Each by one fallback, each under its label.
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/model/collect.ts';
import { answerShares } from '../../src/model/fallbacks/answer-shares.ts';
import { lexicalCosine, lexicalSimilarity, similarityOf } from '../../src/model/fallbacks/lexical.ts';
import { withReplies } from '../../src/model/fallbacks/n-calls.ts';
import type { ModelEvent, ModelFailure } from '../../src/model/port.ts';
import { drain } from '../kit/drain.ts';
import { scriptedModel } from '../kit/scripted-model.ts';

const never = new AbortController().signal;
const ask = { messages: [{ role: 'user' as const, content: '?' }] };
const tired: ModelFailure = { reason: 'rate-limited', message: 'Enough.', action: 'retry' };

const done = (texts: readonly string[], usage = { input: 1, output: 1 }): ModelEvent => ({
  type: 'done',
  replies: texts.map((text) => ({ text, finish: 'stop' })),
  usage,
  labels: [],
});

describe('n calls', () => {
  it('one call where one reply is wanted, without a label', async () => {
    const model = scriptedModel(['a']);
    expect(await collect(withReplies(model).chat(ask, never))).toMatchObject({ labels: [], replies: [{ text: 'a' }] });
    model.finish();
  });

  it('joins the streams: choices in order, usage summed, n not sent, seeds apart', async () => {
    const model = scriptedModel([['a', 'b'], 'c', 'd'].map((say) => ({ say })));
    const events = await drain(withReplies(model).chat({ ...ask, n: 3, seed: 9 }, never));
    expect(events.map((event) => (event.type === 'text' ? `${event.choice}${event.text}` : event.type))).toEqual([
      '0a',
      '0b',
      '1c',
      '2d',
      'done',
    ]);
    expect(events.at(-1)).toMatchObject({
      replies: [{ text: 'ab' }, { text: 'c' }, { text: 'd' }],
      usage: { input: 3, output: 4 },
      labels: ['n calls'],
    });
    expect(model.requests.map(({ n, seed }) => [n, seed])).toEqual([
      [undefined, 9],
      [undefined, 10],
      [undefined, 11],
    ]);
  });

  it('leaves it to a model that can, and drops what is too much', async () => {
    const model = scriptedModel([{ expect: ({ n }) => n === 2, say: { events: [done(['a', 'b', 'c'])] } }], {
      capabilities: { n: true },
    });
    const result = await collect(withReplies(model).chat({ ...ask, n: 2 }, never));
    expect(result).toMatchObject({ ok: true, replies: [{ text: 'a' }, { text: 'b' }], labels: [] });
    model.finish();
  });

  it('after a retry says again what stands', async () => {
    const retry: ModelEvent = { type: 'retry', attempt: 2, afterMs: 5, why: 'busy' };
    const model = scriptedModel([
      'first',
      {
        say: {
          events: [
            { type: 'text', choice: 0, text: 'void' },
            retry,
            { type: 'text', choice: 0, text: 'b' },
            done(['b']),
          ],
        },
      },
    ]);
    const texts = new Map<number, string>();
    for await (const event of withReplies(model).chat({ ...ask, n: 2 }, never)) {
      if (event.type === 'retry') texts.clear();
      if (event.type === 'text') texts.set(event.choice, (texts.get(event.choice) ?? '') + event.text);
    }
    expect([...texts]).toEqual([
      [0, 'first'],
      [1, 'b'],
    ]);
  });

  it('ends with the first failure, and never goes on without end', async () => {
    const failing = scriptedModel(['a', { say: { events: [{ type: 'failed', failure: tired }] } }]);
    expect(await collect(withReplies(failing).chat({ ...ask, n: 3 }, never))).toMatchObject({
      ok: false,
      failure: tired,
    });
    failing.finish();
    const empty = scriptedModel([{ say: { events: [done([])] } }]);
    expect(await collect(withReplies(empty).chat({ ...ask, n: 3 }, never))).toMatchObject({
      ok: false,
      failure: { reason: 'bad-answer' },
    });
  });
});

describe('shares of answers', () => {
  it('first-token: mass goes to the one answer that a token begins', async () => {
    const top = [
      ['Yes', 0.5],
      [' y', 0.2],
      ['No', 0.1],
      ['maybe', 0.1],
      ['!', 0.1],
    ].map(([token, p]) => ({ token: String(token), logprob: Math.log(Number(p)) }));
    const reply = { text: 'Yes', finish: 'length' as const, logprobs: [{ token: 'Yes', logprob: -0.7, top }] };
    const model = scriptedModel(
      [
        {
          expect: ({ logprobs, maxTokens }) => logprobs === 20 && maxTokens === 1,
          say: { events: [{ type: 'done', replies: [reply], usage: undefined, labels: [] }] },
        },
      ],
      { capabilities: { logprobs: true } },
    );
    const result = await answerShares(model, ask, ['yes', 'no'], never);
    if (!result.ok) throw new Error(result.failure.message);
    expect(result.shares.map((share) => share.toFixed(3))).toEqual(['0.700', '0.100']);
    expect(result.unread).toBeCloseTo(0.2);
    expect(result.labels).toEqual(['first-token']);
  });

  it('sampled: counts k replies, and those that are no answer', async () => {
    const model = scriptedModel(['Yes.', '“yes”', 'NO', 'perhaps']);
    const result = await answerShares(model, ask, ['yes', 'no'], never, { samples: 4 });
    expect(result).toEqual({ ok: true, shares: [0.5, 0.25], unread: 0.25, labels: ['sampled', 'n calls'] });
    expect(model.requests[0]?.temperature).toBe(1);
    model.finish();
  });

  it.each([
    ['```json\n{"yes": 0.8, "no": 0.2}\n```', [0.8, 0.2], 0],
    ['{"yes": 2}', [1, 0], 0],
    ['I would say yes.', [0, 0], 1],
    ['{"yes": "very"}', [0, 0], 1],
    ['{"yes": -1, "no": 2}', [0, 0], 1],
    ['{"yes": 0, "no": 0}', [0, 0], 1],
  ])('self-reported: %s', async (text, shares, unread) => {
    const model = scriptedModel([text]);
    const result = await answerShares(model, ask, ['yes', 'no'], never, { otherwise: 'self-reported' });
    expect(result).toEqual({ ok: true, shares, unread, labels: ['self-reported'] });
  });

  it('a failure is a failure', async () => {
    const model = scriptedModel([{ say: { events: [{ type: 'failed', failure: tired }] } }]);
    expect(await answerShares(model, ask, ['a'], never)).toMatchObject({ ok: false, failure: tired });
  });
});

describe('lexical likeness', () => {
  it.each([
    ['the dog', 'The DOG!', 1],
    ['the dog', 'a cat', 0],
    ['a b', 'a c', 0.5],
    ['', '', 1],
    ['', 'a', 0],
    ['ｄｏｇ', 'dog', 1],
  ])('%j and %j: %f', (a, b, alike) => {
    expect(lexicalCosine(a, b)).toBeCloseTo(alike);
    expect(lexicalCosine(b, a)).toBeCloseTo(alike);
  });

  it('has words where there are no spaces', () => {
    const alike = lexicalCosine('私は犬が好きです', '私は猫が好きです');
    expect(alike).toBeGreaterThan(0.5);
    expect(alike).toBeLessThan(1);
  });

  it('says that it is lexical, and gives way to a better one', async () => {
    expect(await lexicalSimilarity.compare('a b', ['a b', 'c'], never)).toEqual([expect.closeTo(1), 0]);
    expect(similarityOf(undefined).label).toBe('lexical');
    const own = { label: 'exact', compare: async () => [] };
    expect(similarityOf(own)).toBe(own);
  });
});
