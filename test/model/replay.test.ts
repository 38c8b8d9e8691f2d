import { describe, expect, test } from 'vitest';
import { collect } from '../../src/model/collect.ts';
import type { ChatRequest } from '../../src/model/port.ts';
import { type Replay, replay } from '../../src/model/replay.ts';
import { memoryReplyStore } from '../../src/model/reply-store.ts';
import { askedModel } from '../suite/suite-kit.ts';

const hello: ChatRequest = { messages: [{ role: 'user', content: 'hello' }], temperature: 1 };

async function ask(cache: Replay, request: ChatRequest, ordinal = 0) {
  const result = await collect(cache.sample(ordinal).chat(request, new AbortController().signal));
  if (!result.ok) return { texts: [result.failure.reason], usage: undefined, labels: [] };
  return { texts: result.replies.map(({ text }) => text), usage: result.usage, labels: result.labels };
}

describe('a cache over a model', () => {
  test('asks the same sample of the same request once; the second time it costs nothing and says so', async () => {
    const model = askedModel((_, index) => `reply ${index}`);
    const cache = replay(model, memoryReplyStore());
    expect(await ask(cache, hello)).toMatchObject({ texts: ['reply 0'], usage: { input: 10, output: 5 }, labels: [] });
    expect(await ask(cache, hello)).toEqual({
      texts: ['reply 0'],
      usage: { input: 0, output: 0 },
      labels: ['from cache'],
    });
    expect(model.requests).toHaveLength(1);
  });

  test('another ordinal, parameter, message, model or endpoint is another request', async () => {
    const store = memoryReplyStore();
    const model = askedModel((_, index) => `reply ${index}`);
    const cache = replay(model, store);
    await ask(cache, hello);
    await ask(cache, hello, 1);
    await ask(cache, { ...hello, temperature: 0 });
    await ask(cache, { ...hello, maxTokens: 5 });
    await ask(cache, { ...hello, messages: [{ role: 'system', content: 'hello' }] });
    expect(model.requests).toHaveLength(5);
    const named = askedModel(() => 'x', { name: 'other' });
    await ask(replay(named, store), hello);
    const elsewhere = { ...model, identity: { ...model.identity, origin: 'http://127.0.0.1:2' } };
    await ask(replay(elsewhere, store), hello);
    expect([named.requests.length, model.requests.length]).toEqual([1, 6]);
    await ask(cache, { temperature: 1, messages: hello.messages });
    expect(model.requests).toHaveLength(6);
  });

  for (const n of [true, false]) {
    test(`several replies are as many ordinals, ${n ? 'with n' : 'one call each'}; only what is missing is asked for`, async () => {
      const model = askedModel((_, index) => `reply ${index}`, { n });
      const cache = replay(model, memoryReplyStore());
      await ask(cache, hello, 1);
      const three = await ask(cache, { ...hello, n: 3 });
      expect(three.texts).toHaveLength(3);
      expect(three.texts[1]).toBe('reply 0');
      expect(three.labels).toContain('from cache');
      expect(model.requests.map((request) => request.n ?? 1)).toEqual(n ? [1, 2] : [1, 1, 1]);
      expect((await ask(cache, hello, 2)).texts).toEqual([three.texts[2]]);
      expect(model.requests).toHaveLength(n ? 2 : 3);
    });
  }

  test('a failure is not kept, and what came before it is', async () => {
    let broken = true;
    const model = askedModel((_, index) => (broken && index === 1 ? undefined : `reply ${index}`));
    const cache = replay(model, memoryReplyStore());
    expect((await ask(cache, { ...hello, n: 3 })).texts).toEqual(['server']);
    broken = false;
    expect((await ask(cache, { ...hello, n: 3 })).texts).toEqual(['reply 0', 'reply 2', 'reply 3']);
    expect(model.requests).toHaveLength(4);
  });

  test('a seed goes up with the ordinal, so that samples can differ', async () => {
    const model = askedModel(() => 'x');
    const cache = replay(model, memoryReplyStore());
    await ask(cache, { ...hello, seed: 7 }, 2);
    await ask(cache, { ...hello, seed: 7, n: 2 });
    expect(model.requests.map(({ seed }) => seed)).toEqual([9, 7, 8]);
  });

  test('an empty reply is not kept', async () => {
    const store = memoryReplyStore();
    await ask(
      replay(
        askedModel(() => ''),
        store,
      ),
      hello,
    );
    expect(store.size).toBe(0);
  });

  test('a store that fails is told of and gone on without', async () => {
    const cache = replay(
      askedModel(() => 'still here'),
      {
        lasting: true,
        get: () => Promise.reject(new Error('The disk is full.')),
        put: () => Promise.reject(new Error('The disk is full.')),
        forget: () => Promise.reject(new Error('The disk is full.')),
      },
    );
    expect((await ask(cache, hello)).texts).toEqual(['still here']);
    expect(cache.problem).toBe('The disk is full.');
  });
});
