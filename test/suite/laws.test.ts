// What holds of any text and any model: planning never throws and never varies, a run always ends and accounts for every case.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behaviorFindings, summaryLine } from '../../src/lint/behavior/findings.ts';
import { planProbes } from '../../src/lint/behavior/plan-probes.ts';
import { codecNames } from '../../src/suite/codecs/codec.ts';
import { codecs, readReply } from '../../src/suite/codecs/read-reply.ts';
import { coverage } from '../../src/suite/coverage.ts';
import { estimate } from '../../src/suite/estimate.ts';
import { planTests } from '../../src/suite/plan-tests.ts';
import { personaLike } from '../kit/arbitrary-persona.ts';
import { askedModel, planOf, readAll, run } from './suite-kit.ts';

const said = fc.oneof(fc.string(), fc.constantFrom('', 'a', '😀', '\ud83d', 'As an AI', '83 116 97', undefined));

/** Junk alone seldom has a rule or a test that can be read: half of the texts begin with some. */
const written = `persona P
  kind: character

given
  code: 4711

unknown
  - The sea.

rules
  a: Keeps it.
    never: say "{{code}}"
  b: Warns.
    when: user says /sail(or)?/
    must: say "storm"
    judge: Is it kind?
  - Nobody can check this.

test t
  keeps: a
  user: Hi, sailor.
  self: Storm 4711.
  breaks: a
  user: And?
  repeat: 2
`;
const persona = fc.oneof(
  personaLike,
  personaLike.map((junk) => `${written}\n${junk}`),
);

describe('laws', () => {
  test('any text, any model: the run ends, every case has one result, and findings lie in the text', async () => {
    await fc.assert(
      fc.asyncProperty(persona, fc.array(said, { minLength: 1, maxLength: 5 }), async (text, replies) => {
        const { persona, book } = readAll(text);
        const cases = [...planTests(persona, book), ...planProbes(persona, book, { mostPerRule: 2 })].slice(0, 12);
        expect(JSON.stringify(planProbes(persona, book))).toBe(JSON.stringify(planProbes(persona, book)));
        const plan = { persona, book, cases };
        const model = askedModel((_, index) => replies[index % replies.length]);
        const { results, summary } = await run(plan, { model, budget: { requests: 20 } });
        expect(results.map((result) => result.case.id)).toEqual(cases.map(({ id }) => id));
        expect(Object.values(summary.counts).reduce((a, b) => a + b, 0)).toBe(cases.length);
        expect(model.requests.length).toBeLessThanOrEqual(20);
        const expected = estimate(plan, { measures: {}, model, judge: undefined });
        expect(model.requests.length).toBeLessThanOrEqual(expected.requests.most);
        for (const { problem } of behaviorFindings(results, persona)) {
          expect(problem.range.end).toBeLessThanOrEqual(text.length);
        }
        summaryLine(results);
        coverage(persona, book, results);
      }),
      { numRuns: 60 },
    );
  });

  test('every codec reads back what it wrote, but for what it says is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), fc.constantFrom(...codecNames), (text, name) => {
        const { text: coded, lost } = codecs[name].encode(text);
        readReply(name, text);
        const letters = name === 'caesar' || name === 'atbash';
        if (lost.length > 0 || name === 'morse' || (letters && !/[a-z]/i.test(text))) return;
        expect(codecs[name].decode(coded)).toBe(text);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the estimate', () => {
  const judged =
    'persona P\n\nrules\n  kind: Is kind.\n    judge: Is it kind?\n\ntest t\n  user: Hi.\n  user: And?\n  repeat: 2\n';
  const model = askedModel(() => 'x');

  test('counts answers, repeats, and votes of the judge, unreadable ones asked for again at most', async () => {
    const plan = planOf(judged);
    const single = estimate(plan, { measures: {}, model, judge: model });
    expect(single.requests).toEqual({ least: 4 + 12, most: 4 + 24 });
    expect(single.judgeRequests).toEqual({ least: 12, most: 24 });
    const several = askedModel(() => 'x', { n: true });
    expect(estimate(plan, { measures: {}, model, judge: several }).judgeRequests).toEqual({ least: 4, most: 8 });
    expect(estimate(plan, { measures: {}, model, judge: undefined }).requests).toEqual({ least: 4, most: 4 });
    expect(estimate(plan, { measures: {}, model: undefined, judge: undefined }).requests.most).toBe(0);
  });

  test('what a run takes lies in it, tokens too', async () => {
    const plan = planOf(judged);
    const answers = ['Kind.\nVerdict: yes', 'Hm.', 'Kind.\nVerdict: no'];
    const judge = askedModel((_, index) => answers[index % 3], { name: 'judge' });

    const expected = estimate(plan, { measures: {}, model, judge });
    const { summary } = await run(plan, { model, judge });
    expect(summary.cost.requests).toBeGreaterThanOrEqual(expected.requests.least);
    expect(summary.cost.requests).toBeLessThanOrEqual(expected.requests.most);
    expect(summary.cost.inputTokens + summary.cost.outputTokens).toBeLessThanOrEqual(expected.tokens.most);
  });
});
