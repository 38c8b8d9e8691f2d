// Generator and gated critics (card 3): several talks with each partner, three critics, gates; the winner, and only the winner, is what the next
// generator is shown; what contradicts a seed is dropped before anybody is paired.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/model/port.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import { dialoguesWith, exampleDialogues } from '../../../src/write/improve/example-dialogues.ts';
import { rankCandidates } from '../../../src/write/improve/gated-critics.ts';
import { readTalk } from '../../../src/write/improve/read-talk.ts';
import { choicesOfReview } from '../../../src/write/prefer/choices.ts';
import { applyEvent, decide, emptyReview, patchesIn } from '../../../src/write/review.ts';
import { tableLines } from '../../../src/write/table.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, uri } from './kit.ts';

const finch = `persona Finch
  role: night porter

rules
  secret: Never says the number of the safe.
    never: say "4711"
`;

const talkOf = (line: string) => `user: Good evening.\nFinch: ${line}`;
const last = ({ messages }: ChatRequest) => messages.at(-1)?.content ?? '';

type Marks = Readonly<Record<string, readonly [quality: number, faithful: boolean, toxicity: number]>>;
const vector: Marks = {
  c1: [0.8, true, 0.01],
  c2: [0.9, false, 0.01],
  c3: [0.85, true, 0.6],
  c4: [0.7, true, 0.02],
};

function verdicts(marks: Marks, row: (mark: Marks[string]) => object): string {
  return JSON.stringify({
    verdicts: Object.entries(marks).map(([candidate, mark]) => ({ candidate, ...row(mark) })),
  });
}

const quality = (marks: Marks) =>
  verdicts(marks, ([mark]) => ({ depth: mark, coherence: mark, consistency: mark, diversity: mark, likability: mark }));
const faithful = (marks: Marks) => verdicts(marks, ([, mark]) => ({ faithful: mark }));
const toxicity = (marks: Marks) => verdicts(marks, ([, , mark]) => ({ toxicity: mark }));

const attributes = JSON.stringify({ attributes: ['I walk my dog at night.', 'I collect maps.'] });
const pairs = JSON.stringify({ pairs: [[1, 2]] });
const opening: readonly (string | ScriptStep)[] = [
  { say: attributes, expect: (request) => last(request).includes('- I have no pets.') },
  {
    say: pairs,
    expect: (request) => /1\. I have no pets\.\n2\. I walk my dog at night\.\n3\. I collect maps\./.test(last(request)),
  },
];
const firstFour = ['First one.', 'Second one.', 'Third one.', 'Fourth one.'].map(talkOf);
const nextFour = ['Fifth one.', 'Sixth one.', 'Seventh one.', 'Eighth one.'].map(talkOf);

const isFirst = (request: ChatRequest) =>
  last(request).includes('I collect maps.') &&
  !last(request).includes('my dog') &&
  !last(request).includes('found good');
const isNext = (request: ChatRequest) =>
  last(request).includes('First one.') && !/Second one|Third one|Fourth one/.test(last(request));

const critics = (marks: Marks, line: string): readonly ScriptStep[] => [
  { say: quality(marks), expect: (request) => last(request).includes(line) && /likability/.test(last(request)) },
  { say: faithful(marks), expect: (request) => last(request).includes(line) && /I collect maps/.test(last(request)) },
  { say: toxicity(marks), expect: (request) => last(request).includes(line) && /harmful/.test(last(request)) },
];

function repliesOf(texts: readonly string[]): ScriptStep['say'] {
  const replies = texts.map((text) => ({ text, finish: 'stop' as const }));
  return { events: [{ type: 'done', replies, usage: { input: 1, output: 1 }, labels: [] }] };
}

describe('generator and critics', () => {
  test('the vector: gates first, then quality', () => {
    const rows = Object.entries(vector).map(([id, [quality, faithful, toxicity]]) => ({
      id,
      quality,
      faithful,
      toxicity,
    }));
    expect(rankCandidates(rows, 0.5)).toEqual({
      order: ['c1', 'c4'],
      out: [
        { id: 'c2', why: 'it is not faithful' },
        { id: 'c3', why: 'it is harmful (0.60, the limit is 0.50)' },
      ],
    });
  });

  test('two people, two iterations, four candidates, with n: the winner feeds the next generator, the losers do not', async () => {
    const model = scriptedModel(
      [
        ...opening,
        { say: repliesOf(firstFour), expect: (request) => request.n === 4 && isFirst(request) },
        ...critics(vector, 'Third one.'),
        { say: repliesOf(nextFour), expect: (request) => request.n === 4 && isNext(request) },
        ...critics({ ...vector, c4: [0.95, true, 0] }, 'Seventh one.'),
      ],
      { capabilities: { n: true, jsonSchema: true } },
    );
    const input = inputOf(finch, model);
    const recipe = exampleDialogues({ ...input, words: 'I have no pets.' });
    const { patches, passedOver, tables, told, events, ending } = await ran(recipe, model);
    model.finish();
    expect(stepsOf(events)).toEqual([
      ...['attributes', 'contradictions'],
      ...['candidates', 'quality', 'faithful', 'toxicity'],
      ...['candidates', 'quality', 'faithful', 'toxicity'],
    ]);
    expect(told).toContain('Rejected: “I walk my dog at night.” contradicts “I have no pets.”.');
    expect(told).toContain('Iteration 1: c1, c4; c1 wins.');
    expect(told).toContain('Iteration 2: c4, c1; c4 wins.');
    expect(patches.map(({ after, reason }) => [after, reason])).toEqual([
      [
        'example\n  user: Good evening.\n  self: First one.',
        'c1, the best of 4 talks: quality 0.80, faithful, harm 0.01.',
      ],
      [
        'example\n  user: Good evening.\n  self: Eighth one.',
        'c4, the best of 4 talks: quality 0.95, faithful, harm 0.00.',
      ],
    ]);
    // Every candidate with the three verdicts on it and why; what was passed over waits as rejected, and may be taken all the same.
    expect(tables.map(({ title }) => title)).toEqual(['Iteration 1', 'Iteration 2']);
    expect(tables[0] && tableLines(tables[0])).toEqual([
      '| candidate | quality | faithful | harm | what became of it                            |',
      '|-----------|---------|----------|------|----------------------------------------------|',
      '| c1        | 0.80    | yes      | 0.01 | wins                                         |',
      '| c4        | 0.70    | yes      | 0.02 | c1 is better                                 |',
      '| c2        | 0.90    | no       | 0.01 | out: it is not faithful                      |',
      '| c3        | 0.85    | yes      | 0.60 | out: it is harmful (0.60, the limit is 0.50) |',
    ]);
    expect(passedOver.slice(0, 3).map(({ after, passedOver: why }) => [after?.split('self: ')[1], why])).toEqual([
      ['Second one.', 'out: it is not faithful'],
      ['Third one.', 'out: it is harmful (0.60, the limit is 0.50)'],
      ['Fourth one.', 'c1 is better'],
    ]);
    const review = events.reduce(applyEvent, emptyReview);
    expect(review.rows.map(({ state }) => state)).toEqual([
      'open',
      'rejected',
      'rejected',
      'rejected',
      'open',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(choicesOfReview(review.rows)).toEqual([]);
    const [, loser] = review.rows;
    const taken = decide(review, loser?.patch.id ?? '', 'accepted');
    expect(applyPatches(finch, uri, patchesIn(taken, 'accepted')).text).toContain('self: Second one.');
    expect(ending).toEqual({ how: 'done' });
    expect(events[0]).toMatchObject({ requests: { least: 3, most: 4 + 2 * 10 } });
  });

  test('two partners, two iterations, four candidates each: every generator of the second is shown both winners and no loser', async () => {
    const talks = (who: string) => ['One', 'Two', 'Three', 'Four'].map((number) => talkOf(`${who} ${number}.`));
    const partner = (seed: string) => [
      JSON.stringify({ attributes: [`I am ${seed} at heart.`] }),
      JSON.stringify({ pairs: [] }),
    ];
    const shownBoth = (request: ChatRequest) =>
      last(request).includes('baker One.') &&
      last(request).includes('diver Four.') &&
      !/baker (?:Two|Three|Four)|diver (?:One|Two|Three)/.test(last(request));
    const other: Marks = { ...vector, c1: [0.6, true, 0], c4: [0.95, true, 0] };
    const model = scriptedModel(
      [
        ...partner('a baker'),
        ...partner('a diver'),
        { say: repliesOf(talks('baker')), expect: (request) => last(request).includes('a baker at heart') },
        ...[quality(vector), faithful(vector), toxicity(vector)],
        { say: repliesOf(talks('diver')), expect: (request) => !last(request).includes('baker One.') },
        ...[quality(other), faithful(other), toxicity(other)],
        { say: repliesOf(talks('new baker')), expect: shownBoth },
        ...[quality(vector), faithful(vector), toxicity(vector)],
        { say: repliesOf(talks('new diver')), expect: shownBoth },
        ...[quality(other), faithful(other), toxicity(other)],
      ],
      { capabilities: { n: true, jsonSchema: true } },
    );
    const { patches, tables } = await ran(
      exampleDialogues({ ...inputOf(finch, model), words: 'I bake.\nI dive.' }),
      model,
    );
    model.finish();
    expect(patches.map(({ after }) => after?.split('self: ')[1])).toEqual([
      'baker One.',
      'diver Four.',
      'new baker One.',
      'new diver Four.',
    ]);
    expect(tables.map(({ title }) => title)).toEqual([
      'Iteration 1, partner 1',
      'Iteration 1, partner 2',
      'Iteration 2, partner 1',
      'Iteration 2, partner 2',
    ]);
  });

  test('without n: four requests in its place, labelled, counted as four', async () => {
    const model = scriptedModel([
      ...opening,
      ...firstFour.map(
        (say): ScriptStep => ({ say, expect: (request) => request.n === undefined && isFirst(request) }),
      ),
      ...critics(vector, 'Third one.'),
    ]);
    const input = inputOf(finch, model);
    const recipe = dialoguesWith(input, [['I have no pets.']], { iterations: 1, candidates: 4 });
    const { patches, events, spent } = await ran(recipe, model);
    model.finish();
    expect(patches.map(({ after }) => after)).toEqual(['example\n  user: Good evening.\n  self: First one.']);
    const answered = events.flatMap((event) =>
      event.type === 'call' && event.event.type === 'answered' ? [event.event] : [],
    );
    expect(answered[2]).toMatchObject({ labels: ['n calls'], replies: firstFour });
    expect(spent).toBe(model.requests.length);
    expect(recipe.requests).toEqual({ least: 5, most: 4 + 10 });
  });

  test('what a program can see is out before the critics; a critic that cannot be read passes nobody', async () => {
    const model = scriptedModel(
      [
        JSON.stringify({ attributes: [] }),
        { say: repliesOf([talkOf('It is 4711.'), 'I would rather not.', talkOf('Third one.'), talkOf('Third one.')]) },
        {
          say: 'All fine.',
          expect: (request) => /Third one/.test(last(request)) && !/4711\.\n|rather not/.test(last(request)),
        },
        'Really fine.',
        faithful({ c3: [0, true, 0] }),
        toxicity({ c3: [0, true, 0] }),
      ],
      { capabilities: { n: true } },
    );
    const recipe = dialoguesWith(inputOf(finch, model), [[]], { iterations: 1, candidates: 4 });
    const { patches, passedOver, tables, told, ending } = await ran(recipe, model);
    model.finish();
    expect([patches, ending]).toEqual([[], { how: 'nothing' }]);
    // What no critic could read may still be taken; what a program refused may not.
    expect(passedOver.map(({ after }) => after?.split('self: ')[1])).toEqual(['Third one.']);
    expect(tables[0]?.rows.map(([id, , , , what]) => [id, what])).toEqual([
      ['c3', 'out: nobody could say how good it is'],
      ['c1', 'out before the critics: it breaks “secret”'],
      ['c2', 'out before the critics: it is no talk between the two'],
      ['c4', 'out before the critics: it says the same as c3'],
    ]);
    expect(told).toEqual([
      'Out before the critics: c1, it breaks “secret”.',
      'Out before the critics: c2, it is no talk between the two.',
      'Out before the critics: c4, it says the same as c3.',
      'The critic of “quality” could not be read: nothing passes it.',
      'Out: c3, nobody could say how good it is.',
      'No candidate passes every gate.',
    ]);
  });

  test('where nobody can say what contradicts what, nothing invented is used', async () => {
    const model = scriptedModel(
      [
        attributes,
        'None, I think.',
        'None.',
        {
          say: repliesOf([talkOf('Only one.')]),
          expect: (request) => last(request).includes('I have no pets.') && !last(request).includes('I collect maps.'),
        },
        quality({ c1: [0.5, true, 0] }),
        faithful({ c1: [0.5, true, 0] }),
        toxicity({ c1: [0.5, true, 0] }),
      ],
      { capabilities: { n: true } },
    );
    const recipe = dialoguesWith(inputOf(finch, model), [['I have no pets.']], { iterations: 1, candidates: 1 });
    expect((await ran(recipe, model)).patches).toHaveLength(1);
    model.finish();
  });

  test('whatever the critics say, nothing that fails a gate is in the order, and quality never goes up in it', () => {
    const mark = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
    const one = fc.record({
      quality: mark,
      faithful: fc.option(fc.boolean(), { nil: undefined }),
      toxicity: mark,
    });
    fc.assert(
      fc.property(fc.array(one), fc.double({ min: 0, max: 1, noNaN: true }), (list, limit) => {
        const rows = list.map((row, index) => ({ id: `c${index}`, ...row }));
        const { order, out } = rankCandidates(rows, limit);
        const of = (id: string) => rows.find((row) => row.id === id);
        expect([...order, ...out.map(({ id }) => id)].sort()).toEqual(rows.map(({ id }) => id).sort());
        expect(order.every((id) => of(id)?.faithful === true && (of(id)?.toxicity ?? 1) <= limit)).toBe(true);
        const marks = order.map((id) => of(id)?.quality ?? 2);
        expect(marks).toEqual([...marks].sort((a, b) => b - a));
      }),
    );
  });

  test('a talk is read through markup, names and line breaks; prose is none', () => {
    const text =
      'Sure! Here it is:\n```\n**User:** Hello.\n**Finch**: Good evening.\nMind the step.\nuser: Thanks.\nfinch: Night.\n```';
    expect(readTalk(text, 'Finch')).toEqual([
      { speaker: 'user', text: 'Hello.' },
      { speaker: 'self', text: 'Good evening. Mind the step.' },
      { speaker: 'user', text: 'Thanks.' },
      { speaker: 'self', text: 'Night.' },
    ]);
    expect(readTalk('I cannot do that.', 'Finch')).toBeUndefined();
    fc.assert(fc.property(fc.string(), (noise) => void readTalk(noise, 'Finch')));
  });
});
