// The first answer that needs a heavy measure: right once it has come, without it where it takes too long or never comes.
import { expect, test } from 'vitest';
import type { Measures } from '../../src/lang/measures.ts';
import { onceMeasured } from '../../src/server/once-measured.ts';

/** Measures that come when `come` is called, and what was loaded. */
function toCome() {
  const here: { tokens?: (text: string) => number } = {};
  const loading = Promise.withResolvers<void>();
  const loads: (keyof Measures)[] = [];
  return {
    loads,
    come: (there = true) => {
      if (there) here.tokens = (text) => text.length;
      loading.resolve();
    },
    deps: {
      measures: here as Measures,
      load: (which: keyof Measures) => {
        loads.push(which);
        return loading.promise;
      },
    },
  };
}

const count = ({ tokens }: Measures) => tokens?.('four');

test('who missed a measure is answered once it is there', async () => {
  const { deps, come, loads } = toCome();
  const answer = onceMeasured(count, deps, 60_000);
  come();
  expect(await answer).toBe(4);
  expect(loads).toEqual(['tokens']);
  expect(await onceMeasured(count, deps, 60_000)).toBe(4);
  expect(loads).toEqual(['tokens']);
});

test('who needs none waits for none; what never comes, or too late, is done without', async () => {
  const never = toCome();
  expect(await onceMeasured(() => 'plain', never.deps, 60_000)).toBe('plain');
  expect(never.loads).toEqual([]);
  expect(await onceMeasured(count, never.deps, 1)).toBeUndefined();
  const failed = toCome();
  failed.come(false);
  expect(await onceMeasured(count, failed.deps, 60_000)).toBeUndefined();
});
