// The planner of a request's context: the published numbers, and that it always ends and fits or says that it cannot.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, type ContextView, planContext, type Verdict } from '../../../src/play/memory/plan-context.ts';

/** Least to most alike, as the card lists them: exchange → raw tokens, tokens of the summary. */
function found(...list: readonly [exchange: number, raw: number, summary?: number][]): Candidate[] {
  return list.map(([exchange, raw, summary], index) => ({ exchange, raw, summary, similarity: (index + 1) / 10 }));
}

function plan(list: readonly Candidate[], verdicts?: Readonly<Record<number, Verdict>>, budget = 2500, fixed = 300) {
  const said = verdicts && new Map(Object.entries(verdicts).map(([exchange, verdict]) => [Number(exchange), verdict]));
  const made = planContext({ budget, fixed, found: list, ...(said ? { verdicts: said } : {}) });
  const short = made.planned.map(({ exchange, as }) => `${exchange} ${as}`);
  return { ...made, short };
}

describe('the vectors of the card: budget 2,500, the exchange before 300', () => {
  const four = found([4, 700, 120], [9, 650, 110], [2, 500, 90], [7, 900, 150]);

  test('all but the most alike are asked about, the least alike first', () => {
    const { ask, planned } = plan(four);
    expect(ask).toEqual([4, 9, 2]);
    expect(planned).toEqual([]);
  });

  test('drop, summary, raw, raw = 1,810, in the order of the talk', () => {
    const made = plan(four, { 4: 'drop', 9: 'summary', 2: 'raw' });
    expect(made.short).toEqual(['2 raw', '4 dropped', '7 raw', '9 summary']);
    expect(made).toMatchObject({ tokens: 1810, fits: true, ask: [] });
  });

  test('four of 900 word for word: 4 and 9 are summed up in a second pass = 2,330', () => {
    const big = found([4, 900, 120], [9, 900, 110], [2, 900, 90], [7, 900, 150]);
    const made = plan(big, { 4: 'raw', 9: 'raw', 2: 'raw' });
    expect(made.short).toEqual(['2 raw', '4 summary', '7 raw', '9 summary']);
    expect(made).toMatchObject({ tokens: 2330, fits: true });
    expect(made.planned.map(({ reason }) => reason)).toEqual(['raw', 'squeezed', 'most-alike', 'squeezed']);
  });

  test('what fits is not asked about: 4 and 9 of 300 = 900', () => {
    const made = plan(found([4, 300, 300], [9, 300, 300]));
    expect(made.short).toEqual(['4 raw', '9 raw']);
    expect(made).toMatchObject({ tokens: 900, fits: true, ask: [] });
  });
});

test('all summed up and still too long: the least alike go, and it ends', () => {
  const made = plan(found([1, 900, 800], [2, 900, 800], [3, 900, 800]), { 1: 'summary', 2: 'summary' });
  expect(made.short).toEqual(['1 dropped', '2 summary', '3 summary']);
  expect(made).toMatchObject({ tokens: 1900, fits: true });
  expect(made.planned[0]?.reason).toBe('no-room');
});

test('without summaries long ones are dropped, never cut', () => {
  const made = plan(found([1, 900], [2, 900], [3, 900]), {});
  expect(made.short).toEqual(['1 dropped', '2 raw', '3 raw']);
});

test('a summary that is no shorter is not taken', () => {
  const made = plan(found([1, 1500, 1500], [2, 900, 40]), { 1: 'summary' }, 2500, 300);
  expect(made.short).toEqual(['1 raw', '2 summary']);
});

test('what is always sent may be too long by itself: it says so', () => {
  expect(plan(found([1, 10, 5]), {}, 100, 300)).toMatchObject({ fits: false, tokens: 300, short: ['1 dropped'] });
});

const candidates = fc.uniqueArray(fc.nat(200), { maxLength: 12 }).chain((numbers) =>
  fc.tuple(
    ...numbers.map((exchange) =>
      fc.record({
        exchange: fc.constant(exchange),
        raw: fc.nat(3000),
        summary: fc.option(fc.nat(400), { nil: undefined }),
        similarity: fc.double({ min: -1, max: 1, noNaN: true }),
      }),
    ),
  ),
);
const verdict = fc.constantFrom<Verdict>('drop', 'summary', 'raw');
const views = fc.record({ budget: fc.nat(5000), fixed: fc.nat(3000), list: candidates, said: fc.array(verdict) });

describe('laws', () => {
  const view = ({ budget, fixed, list, said }: typeof views extends fc.Arbitrary<infer T> ? T : never): ContextView => {
    const found = list as readonly Candidate[];
    const verdicts = new Map(found.map(({ exchange }, index) => [exchange, said[index] ?? 'raw']));
    return { budget, fixed, found, verdicts };
  };

  test('with verdicts a plan is final, holds every exchange once, in order, and fits unless all of it is gone', () => {
    fc.assert(
      fc.property(views, (given) => {
        const asked = view(given);
        const { ask, planned, tokens, fits } = planContext(asked);
        expect(ask).toEqual([]);
        expect(planned.map(({ exchange }) => exchange)).toEqual(
          asked.found.map((one) => one.exchange).toSorted((a, b) => a - b),
        );
        expect(tokens).toBe(asked.fixed + planned.reduce((all, one) => all + one.tokens, 0));
        expect(fits).toBe(tokens <= asked.budget);
        if (!fits) expect(planned.every(({ as }) => as === 'dropped')).toBe(true);
      }),
    );
  });

  test('what the model found not needed is never sent where something had to go', () => {
    fc.assert(
      fc.property(views, (given) => {
        const asked = view(given);
        const whole = asked.fixed + asked.found.reduce((all, { raw }) => all + raw, 0);
        if (whole <= asked.budget) return;
        const { planned } = planContext(asked);
        const best = asked.found.toSorted((a, b) => a.similarity - b.similarity || a.exchange - b.exchange).at(-1);
        for (const { exchange, as } of planned) {
          if (asked.verdicts?.get(exchange) === 'drop' && exchange !== best?.exchange) expect(as).toBe('dropped');
        }
      }),
    );
  });

  test('what is more alike is never dropped for room before what is less alike', () => {
    fc.assert(
      fc.property(views, (given) => {
        const asked = view(given);
        const { planned } = planContext(asked);
        const order = asked.found.toSorted((a, b) => a.similarity - b.similarity || a.exchange - b.exchange);
        const reasons = order.map((one) => planned.find(({ exchange }) => exchange === one.exchange)?.reason);
        const last = reasons.lastIndexOf('no-room');
        const kept = reasons.slice(0, Math.max(0, last)).filter((reason) => reason !== 'no-room' && reason !== 'drop');
        expect(kept).toEqual([]);
      }),
    );
  });
});
