// Heavy measures: loaded when one is asked for, that one alone, once; who asked is told when it is there, also where it never will be.
import { expect, test } from 'vitest';
import type { Measures } from '../../src/lang/measures.ts';
import { measuresOnDemand } from '../../src/server/measures-on-demand.ts';

function make(load: (which: keyof Measures) => Promise<Measures>) {
  const said: string[] = [];
  const onDemand = measuresOnDemand({
    load,
    loading: (which) => void said.push(`loading ${which}`),
    loaded: (which) => void said.push(`loaded ${which}`),
    failed: (error) => void said.push(String(error)),
  });
  return { ...onDemand, said };
}

test('nothing is loaded that nobody asks for; asking twice loads once', async () => {
  const { measures, load, said } = make(async (which) => (which === 'tokens' ? { tokens: (text) => text.length } : {}));
  await new Promise((done) => setImmediate(done));
  expect(said).toEqual([]);
  expect([measures.tokens, measures.tokens]).toEqual([undefined, undefined]);
  expect(said).toEqual([]);
  await load('tokens');
  expect(said).toEqual(['loading tokens', 'loaded tokens']);
  expect(measures.tokens?.('four')).toBe(4);
});

test('one that cannot be loaded stays away, and is not tried again', async () => {
  const { measures, load, said } = make(async () => {
    throw new Error('gone');
  });
  await load('language');
  expect(measures.language).toBeUndefined();
  await load('language');
  expect(said).toEqual(['loading language', 'Error: gone', 'loaded language']);
});
