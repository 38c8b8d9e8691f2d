// Laws of improving: whatever is proposed and whatever the tests find, what is proposed as better is never worse than the start, ties keep it,
// and what was paid for is not asked for again.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/model/replay.ts';
import { memoryReplyStore } from '../../../src/model/reply-store.ts';
import { resumable } from '../../../src/model/resumable.ts';
import type { CaseResult } from '../../../src/suite/events.ts';
import { resultOf } from '../../../src/suite/outcome.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import { improveFrom } from '../../../src/write/improve/improve.ts';
import { runRounds } from '../../../src/write/improve/rounds.ts';
import { weigh } from '../../../src/write/improve/weigh.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { askedModel, planOf } from '../../suite/suite-kit.ts';
import { drainRun } from '../kit.ts';
import { changes, flaws, inputOf, ran, uri } from './kit.ts';

const keeper = `persona Mara
  role: keeper

voice
  - Is kind.

rules
  one: Says one.
    must: say "one"
  two: Says two.
    must: say "two"
  three: Says three.
    must: say "three"

test one
  user: Ask one.
  keeps: one
  breaks: two
  breaks: three

test two
  user: Ask two.
  keeps: two
  breaks: one
  breaks: three

test three
  user: Ask three.
  keeps: three
  breaks: one
  breaks: two
`;
const words = ['one', 'two', 'three'] as const;
const marks = ['Alpha', 'Beta', 'Gamma'] as const;

/** How often each test passes of three runs, without and with each change; with several, the last one listed in the file counts. */
type Shares = Readonly<Record<'start' | (typeof marks)[number] | 'joint', readonly [number, number, number]>>;

/** Answers right as often as its shares say. */
function performer(shares: Shares) {
  const asked = new Map<string, number>();
  return askedModel(({ messages }) => {
    const prompt = messages[0]?.content ?? '';
    const present = marks.filter((mark) => prompt.includes(mark));
    const version = present.length > 1 ? 'joint' : (present[0] ?? 'start');
    const index = words.findIndex((word) => messages.at(-1)?.content === `Ask ${word}.`);
    const key = `${present.join()} ${index}`;
    const times = asked.get(key) ?? 0;
    asked.set(key, times + 1);
    return times % 3 < (shares[version][index] ?? 0) ? words[index] : 'nothing';
  });
}

const count = fc.integer({ min: 0, max: 3 });
const triple = fc.tuple(count, count, count);
const anyShares = fc.record({ start: triple, Alpha: triple, Beta: triple, Gamma: triple, joint: triple });

describe('never worse than the start', () => {
  test('whatever the tests find of whatever is proposed', async () => {
    await fc.assert(
      fc.asyncProperty(anyShares, fc.subarray([...marks], { minLength: 1 }), async (shares, proposed) => {
        const model = scriptedModel([
          flaws(['one', 'It fails.']),
          changes(...proposed.map((mark) => ({ block: 'voice', lines: `- Is ${mark}.` }))),
        ]);
        const { patches, events } = await ran(
          improveFrom(inputOf(keeper, performer(shares)), { rounds: 1, candidates: 3 }),
          model,
        );
        // Everything that is proposed is better, since the tests could tell.
        expect(patches.every(({ effect }) => effect?.verdict === 'better')).toBe(true);
        const kept = marks.filter((mark) => applyPatches(keeper, uri, patches).text.includes(mark));
        const end = shares[kept.length > 1 ? 'joint' : (kept[0] ?? 'start')];
        const before = resultsOf(shares.start);
        const weighed = weigh(before, resultsOf(end), new Set(before.map(({ case: { id } }) => id)));
        if (kept.length > 0) expect(weighed.verdict).toBe('better');
        expect(weighed.fell.length === 0 || kept.length === 0).toBe(true);
        // A tie keeps the start.
        if (proposed.every((mark) => shares[mark].join() === shares.start.join())) expect(patches).toEqual([]);
        expect(events.at(-1)).toMatchObject({ type: 'finished' });
      }),
      { numRuns: 60 },
    );
  });

  test('over two rounds, whatever is proposed in each: the end is never worse than the start, and a round begins with the best so far', async () => {
    const half = fc.subarray([...marks], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(anyShares, half, half, async (shares, first, second) => {
        const asked = (proposed: readonly string[]) => [
          flaws(['one', 'It fails.']),
          changes(...proposed.map((mark) => ({ block: 'voice', lines: `- Is ${mark}.` }))),
        ];
        const model = scriptedModel([...asked(first), ...asked(second)]);
        const { patches, ending } = await ran(
          improveFrom(inputOf(keeper, performer(shares)), { rounds: 2, candidates: 3 }),
          model,
        );
        expect(ending?.how).toMatch(/^(done|nothing)$/u);
        const { text, refused } = applyPatches(keeper, uri, patches);
        expect(refused).toEqual([]);
        const kept = marks.filter((mark) => text.includes(mark));
        if (kept.length === 0) return;
        // With several the performer plays as `joint`; what is proposed together was measured together.
        const end = resultsOf(shares[kept.length > 1 ? 'joint' : (kept[0] ?? 'start')]);
        const before = resultsOf(shares.start);
        const all = new Set(before.map(({ case: { id } }) => id));
        const weighed = weigh(before, end, all);
        if (kept.length === 1) expect(weighed.verdict).toBe('better');
        expect(patches.every(({ effect }) => effect?.verdict === 'better')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('weighing: never both, the same is never better, and turned round better is worse', () => {
    fc.assert(
      fc.property(triple, triple, fc.integer({ min: 1, max: 4 }), (before, after, times) => {
        const [old, fresh] = [resultsOf(before, times), resultsOf(after, times)];
        const all = new Set(old.map((result) => result.case.id));
        const there = weigh(old, fresh, all);
        expect(weigh(old, old, all).verdict).toBe('same');
        expect(weigh(fresh, old, all).rose).toEqual(there.fell);
        if (there.fell.length > 0) expect(there.verdict).toBe('worse');
        if (there.verdict === 'better') {
          expect(there.rose.length).toBeGreaterThan(0);
          expect(weigh(fresh, old, all).verdict).toBe('worse');
        }
      }),
    );
  });

  test('three runs: none to all, and one to all, are more than chance; two to all is not', () => {
    const verdict = (before: number, after: number) => {
      const old = resultsOf([before, 3, 3]);
      return weigh(old, resultsOf([after, 3, 3]), new Set(old.map((result) => result.case.id))).verdict;
    };
    expect([verdict(0, 3), verdict(1, 3), verdict(2, 3), verdict(3, 0), verdict(3, 2)]).toEqual([
      'better',
      'better',
      'same',
      'worse',
      'same',
    ]);
    // A test that nobody claimed to mend makes nothing better.
    const old = resultsOf([0, 3, 3]);
    expect(weigh(old, resultsOf([3, 3, 3]), new Set(['test/two'])).verdict).toBe('same');
    // One that cannot be judged any more is not measured.
    expect(weigh(old, resultsOf([3, 3, 3]).slice(0, 2), new Set(['test/one'])).verdict).toBe('not measured');
  });
});

describe('a run begun again', () => {
  test('stopped after any request, it asks for nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), async (stopAfter) => {
        const store = memoryReplyStore();
        const said: string[] = [];
        const shares: Shares = {
          start: [0, 3, 3],
          Alpha: [3, 3, 3],
          Beta: [0, 3, 3],
          Gamma: [0, 3, 3],
          joint: [3, 3, 3],
        };
        const player = performer(shares);
        const writer = askedModel(({ messages }) => {
          said.push(messages.at(-1)?.content ?? '');
          return said.length === 1
            ? flaws(['one', 'It fails.'])
            : changes({ block: 'voice', lines: '- Is Alpha.' }, { block: 'voice', lines: '- Is Beta.' });
        });
        const go = (stop?: AbortController) => {
          const input = inputOf(keeper, player, {
            suite: { remember: (model) => replay(model, store) },
          });
          const counted: typeof player = {
            ...player,
            async *chat(request, signal) {
              yield* player.chat(request, signal);
              if (stop && player.requests.length + writer.requests.length >= stopAfter) stop.abort();
            },
          };
          const modelFor = () => (stop ? counted : player);
          const recipe = improveFrom({ ...input, suite: { ...input.suite, modelFor } }, { rounds: 1, candidates: 3 });
          return ran(recipe, resumable(replay(writer, store)), stop?.signal);
        };
        await go(new AbortController());
        const { patches } = await go();
        expect(patches.map(({ title }) => title)).toEqual(['voice › Is Alpha.']);
        // 9 for each of three versions, and 2 to write: what was asked before the stop was not asked again.
        expect(player.requests.length + writer.requests.length).toBe(9 * 3 + 2);
      }),
      { numRuns: 12 },
    );
  });
});

describe('rounds', () => {
  test('each is given what the one before found; the last one, a failure or a stop ends them', async () => {
    const never = new AbortController().signal;
    const seen: number[] = [];
    const grow = (last: number) =>
      async function* (state: number, number: number) {
        yield { type: 'step', name: 'grow', number, of: undefined } as const;
        seen.push(state);
        return state + number >= last ? { last: state + number } : { next: state + number };
      };
    const run = async (most: number, last: number) =>
      (await drainRun(runRounds({ most, start: 0, round: grow(last) }, never))).value;
    expect(await run(3, 100)).toEqual({ state: 6, rounds: 3, failure: undefined });
    expect(seen).toEqual([0, 1, 3]);
    expect(await run(9, 3)).toEqual({ state: 3, rounds: 2, failure: undefined });
    const stopped = AbortSignal.abort();
    expect((await drainRun(runRounds({ most: 3, start: 7, round: grow(1) }, stopped))).value).toEqual({
      state: 7,
      rounds: 0,
      failure: undefined,
    });
  });
});

const { cases } = planOf(keeper);

/** So many of three runs passed, all of it so many times over. */
function resultsOf(passed: readonly number[], times = 1): readonly CaseResult[] {
  return cases.map((one, index) => {
    const runs = Array.from({ length: 3 * times }, (_, repeat) => ({
      talk: `${one.id}#${repeat}`,
      repeat,
      outcome: repeat % 3 < (passed[index] ?? 0) ? ('passed' as const) : ('failed' as const),
      turns: [],
      requests: [],
      checks: [],
      cached: 0,
      failure: undefined,
      labels: [],
    }));
    return resultOf({ ...one, repeat: runs.length, pass: runs.length }, runs, {
      model: undefined,
      prompt: '',
      undone: undefined,
    });
  });
}
