import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../src/measure/wilson.ts';

describe("Wilson's interval", () => {
  test('values worked out by hand from the formula', () => {
    expect(wilson(4, 5)?.low).toBeCloseTo(0.3755, 4);
    expect(wilson(4, 5)?.high).toBeCloseTo(0.9638, 4);
    expect(wilson(0, 10)).toEqual({ share: 0, low: 0, high: expect.closeTo(0.2775, 4) });
    expect(wilson(10, 10)?.low).toBeCloseTo(0.7225, 4);
    expect(wilson(0, 0)).toBeUndefined();
  });

  test('holds the share, lies in 0..1, mirrors, and narrows with more tries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (tries, some) => {
        const hits = some % (tries + 1);
        const one = wilson(hits, tries);
        const mirror = wilson(tries - hits, tries);
        const more = wilson(hits * 4, tries * 4);
        if (!one || !mirror || !more) throw new Error('no interval');
        expect(one.low).toBeLessThanOrEqual(one.share);
        expect(one.high).toBeGreaterThanOrEqual(one.share);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeCloseTo(1 - mirror.high, 10);
        expect(more.high - more.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});
