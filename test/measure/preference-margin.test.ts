// Margins, losses, grades and thresholds by their formulas.
import { describe, expect, test } from 'vitest';
import { pearson, thresholdFor, thresholdTable } from '../../src/measure/calibrate.ts';
import { expectedDigit, meanDigit } from '../../src/measure/digit-score.ts';
import { gapTerms, logRatio, marginLoss, spanPerplexity } from '../../src/measure/preference-margin.ts';

describe('margin', () => {
  test('ratio of probabilities, perplexity of spans, and its ratio', () => {
    expect(logRatio(0.8, 0.1)).toBeCloseTo(2.0794, 4);
    const own = spanPerplexity([-0.1, -0.2, -0.3]) ?? 0;
    const other = spanPerplexity([-1, -0.5, -0.6]) ?? 0;
    expect(own).toBeCloseTo(1.2214, 4);
    expect(other).toBeCloseTo(2.0138, 4);
    expect(logRatio(other, own)).toBeCloseTo(0.5, 10);
    expect(spanPerplexity([])).toBeUndefined();
  });

  test('a margin makes the same pair cost more', () => {
    expect(marginLoss(1, 0.2, 0)).toBeCloseTo(0.3711, 4);
    expect(marginLoss(1, 0.2, 0.5)).toBeCloseTo(0.5544, 4);
  });

  test('the five terms of the gap and their sum', () => {
    const { terms, sum } = gapTerms({ wl: 1.2, ww: 0.1, ll: -0.1, lw: -1 });
    expect(Object.values(terms).map((one) => one.toFixed(4))).toEqual([
      '0.1051',
      '0.2410',
      '0.2873',
      '0.2873',
      '0.3412',
    ]);
    expect(sum).toBeCloseTo(1.2619, 4);
  });
});

describe('grade', () => {
  const first = (top: Readonly<Record<string, number>>) => ({
    token: '7',
    logprob: 0,
    top: Object.entries(top).map(([token, p]) => ({ token, logprob: Math.log(p) })),
  });

  test('is the expectation over the digits that are there', () => {
    expect(expectedDigit(first({ '7': 0.5, '8': 0.3, '3': 0.1 })).score).toBeCloseTo(6.8889, 4);
    // A space before it is the same digit; words and numbers of two digits are none.
    expect(
      expectedDigit(first({ ' 7': 0.25, '7': 0.25, '8': 0.3, '3': 0.1, '10': 0.05, good: 0.05 })).score,
    ).toBeCloseTo(6.8889, 4);
  });

  test('without a digit there is no score, and no division by nothing', () => {
    expect(expectedDigit(first({ good: 0.9 }))).toMatchObject({
      score: undefined,
      why: expect.stringContaining('No score'),
    });
    expect(expectedDigit(undefined).score).toBeUndefined();
    expect(meanDigit(['fine', ''])).toMatchObject({ score: undefined, label: 'sampled' });
  });

  test('the mean of samples counts what can be read, and says how many', () => {
    expect(meanDigit(['7', '8', 'eight', ' 9 '])).toEqual({
      score: 8,
      label: 'sampled',
      why: 'The mean of what was written: 3 of 4 answers are a digit.',
    });
  });
});

describe('calibration', () => {
  const cases = [
    { score: 8.5, good: true },
    { score: 7.9, good: true },
    { score: 6.2, good: false },
    { score: 5, good: true },
    { score: 3.1, good: false },
  ];

  test('coverage and accuracy by threshold', () => {
    const rows = thresholdTable(cases, [5, 6, 7, 9]);
    expect(rows.map(({ coverage }) => coverage)).toEqual([0.8, 0.6, 0.4, 0]);
    expect(rows.map(({ accuracy }) => accuracy?.toFixed(3))).toEqual(['0.750', '0.667', '1.000', undefined]);
    expect(thresholdFor(cases, 0.9)).toEqual({ threshold: 7.9, coverage: 0.4, accuracy: 1 });
    expect(thresholdFor(cases.slice(2, 3), 0.5)).toBeUndefined();
  });

  test('correlation', () => {
    const pair = (a: readonly number[], b: readonly number[]) => pearson(a.map((one, at) => [one, b[at] ?? 0]));
    expect(pair([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    // By hand: 8 / √(10 · 10).
    expect(pair([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(0.8, 12);
    expect(pair([1, 2], [3, 3])).toBeUndefined();
  });
});
