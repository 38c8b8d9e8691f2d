// Improve like my choices: pairs from what was picked and written over, no word of a rule, rounds that a judge looking both ways must win.
import { describe, expect, test } from 'vitest';
import { gapTerms } from '../../../src/measure/preference-margin.ts';
import type { ChatRequest } from '../../../src/model/port.ts';
import type { Turn } from '../../../src/play/events.ts';
import type { TraceRecord } from '../../../src/play/trace.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import type { Patch } from '../../../src/write/patch.ts';
import { patchesOfText } from '../../../src/write/patches-of.ts';
import { type Choice, choicesOfReview, choicesOfTalk } from '../../../src/write/prefer/choices.ts';
import { readChoices, writeChoices } from '../../../src/write/prefer/choices-file.ts';
import { improveLikeChoices } from '../../../src/write/prefer/improve-like-choices.ts';
import { nearest } from '../../../src/write/prefer/improve-reply.ts';
import { applyEvent, decide, emptyReview } from '../../../src/write/review.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { runMade, writeInput } from '../input.ts';
import { stepsOf, writeDeps } from '../kit.ts';

const uri = 'file:///work/x.persona';
const file = `persona Mr Finch

rules
  courtesy: Is unfailingly courteous towards visitors.
    must: be at most 60 words

greeting
  What do you want?

example
  user: Is there a lift?
  self: Broken.
`;
const choices: readonly Choice[] = [
  { x: 'Where is the lift?', better: 'On the left, madam.', worse: 'Left.', from: 'preferred' },
  { x: 'Is there breakfast?', better: 'From seven, madam.', worse: 'Seven.', from: 'edited' },
  { x: 'Is there a lift for trunks?', better: 'There is, madam.', worse: 'Yes.', from: 'accepted' },
  { x: 'Taxi!', better: 'At once, madam.', worse: 'No.', from: 'rejected' },
];

const vote = (...says: readonly string[]) => says.map((which) => `Nearer.\nVerdict: ${which}`);

/** Votes of both orders, as one request each where the endpoint can give two replies. */
function asked(n: boolean, texts: readonly string[]): ScriptStep[] {
  if (!n) return texts.map((say) => ({ say }));
  const pair = (some: readonly string[]): ScriptStep => ({
    expect: (request) => request.n === 2,
    say: {
      events: [
        {
          type: 'done',
          replies: some.map((text) => ({ text, finish: 'stop' })),
          usage: { input: 1, output: 1 },
          labels: [],
        },
      ],
    },
  });
  return [pair(texts.slice(0, 2)), pair(texts.slice(2))];
}

async function improved(n: boolean, similarity?: boolean) {
  const better = asked(n, vote('second', 'second', 'first', 'first'));
  const worse = asked(n, vote('first', 'first', 'second', 'second'));
  const model = scriptedModel(
    ['It sticks, madam.', 'It does stick.', ...better, 'It sticks, dear madam, alas.', 'It does.', ...worse],
    {
      capabilities: { n },
    },
  );
  const alike = {
    label: 'exact',
    compare: async (_: string, others: readonly string[]) => others.map((_one, at) => at / 10),
  };
  const deps = writeDeps(model, similarity ? { similarity: alike } : {});
  const made = improveLikeChoices(writeInput(file, { choices, words: 'example › self' }));
  const run = await runMade(made, deps);
  model.finish();
  return { model, ...run };
}

describe.each([true, false])('improve like my choices, n: %s', (n) => {
  test('worse at round 2: the words of round 1 are given back', async () => {
    const { model, patches, events } = await improved(n);
    const votes = ['votes AB', 'votes BA'];
    expect(stepsOf(events)).toEqual(['improve 1', 'own answer', ...votes, 'improve 2', 'own answer', ...votes]);
    expect(model.requests).toHaveLength(n ? 8 : 12);
    expect(patches).toHaveLength(1);
    const { text, refused } = applyPatches(file, uri, patches);
    expect(refused).toEqual([]);
    expect(text.trimEnd()).toBe(file.trimEnd().replace('Broken.', 'It sticks, madam.'));
    expect(patches[0]?.reason).toContain('Round 1 of 3');
  });

  test('the request holds pairs, the words and the reply, and no rule', async () => {
    const { model } = await improved(n);
    const [first] = model.requests as readonly ChatRequest[];
    // Nearest by words in common: cosines .82, .58, .5; the taxi has none. Worse as given, better as answered.
    expect(first?.messages.map(({ role }) => role).join(' ')).toBe(
      'system user assistant user assistant user assistant user',
    );
    expect(first?.messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)).toEqual([
      'There is, madam.',
      'From seven, madam.',
      'On the left, madam.',
    ]);
    // A line of a talk is material here: between marks, in every request that reads it.
    const mark = /\[\[(source-\w+)/u.exec(first?.messages[0]?.content ?? '')?.[1] ?? '?';
    expect(first?.messages.at(-1)?.content).toBe(`[[${mark}\nSaid:\nIs there a lift?\n\nAnswer:\nBroken.\n${mark}]]`);
    for (const { messages } of model.requests) {
      const read = messages.filter(({ role, content }) => role === 'user' && content.includes('Said:'));
      for (const { content } of read) expect(content).toMatch(/^\[\[(source-\w+)\nSaid:\n.*\n\1\]\]$/su);
    }
    for (const { messages } of model.requests) {
      expect(messages.map(({ content }) => content).join('\n')).not.toMatch(/courte|unfailing|visitors|60 words/iu);
    }
    // The second round goes on from the first, and the judge saw its own answer before either.
    const improve2 = model.requests.find(({ messages }) =>
      messages.at(-1)?.content.includes('Answer:\nIt sticks, madam.'),
    );
    expect(improve2).toBeDefined();
    // A row for trainers by hand: words, the reply as it was, the reply chosen.
    const row = { x: 'Is there a lift?', y_ref: 'Broken.', y: 'It sticks, madam.' };
    expect(first?.messages.at(-1)?.content).toContain(row.y_ref);
  });
});

describe('choices', () => {
  const turn = (id: string, speaker: string, text: string, more: Partial<Turn> = {}): TraceRecord => {
    const at = '2026-01-01T00:00:00.000Z';
    const one: Turn = { id, speaker, text, ...more };
    return { type: 'turn', at, turn: one };
  };
  const at = '2026-01-01T00:00:00.000Z';
  const why = { reason: '', evidence: [] };
  /** The first accepted, the others rejected. */
  const decided = (patches: readonly Patch[]) =>
    patches.reduce(
      (review, { id }, index) => decide(review, id, index === 0 ? 'accepted' : 'rejected'),
      applyEvent(emptyReview, { type: 'patches', patches }),
    );

  test('of a talk: picks that still count, replies written over; the rules in a prompt stay out', () => {
    const preference = {
      prompt: [
        { role: 'system', content: 'Is unfailingly courteous.' },
        { role: 'user', content: 'A room?' },
      ],
      chosen: 'Certainly, sir.',
      rejected: 'No.',
      by: 'author',
      at,
      turns: ['b', 'c'],
      models: [undefined, undefined],
    } as const;
    const records: TraceRecord[] = [
      { type: 'talk', version: 2, id: 't', at, persona: 'Mr Finch', personaUri: uri, personaHash: '' },
      turn('a', 'user', 'A room?'),
      turn('b', 'self', 'Certainly, sir.', { after: 'a' }),
      { type: 'preference', at, preference },
      { type: 'preference', at, preference: { ...preference, chosen: 'Hm.', turns: ['x', 'y'] } },
      { type: 'withdrawal', at, turns: ['y', 'x'] },
      turn('d', 'self', 'Certainly, madam.', { after: 'a', edited: 'b' }),
    ];
    expect(choicesOfTalk(records)).toEqual([
      { x: 'A room?', better: 'Certainly, sir.', worse: 'No.', from: 'preferred' },
      { x: 'A room?', better: 'Certainly, madam.', worse: 'Certainly, sir.', from: 'edited' },
    ]);
  });

  test('of a review: accepted over what stood there, what stood there over rejected, one for a place over the other', () => {
    const { base } = writeInput(`${file}\nabout\n  manner: Nods.\n`);
    const of = (said: string) => patchesOfText(base, `about\n  manner: ${said}\n`, why).patches;
    const review = decided([...of('Bows.'), ...of('Shouts.')]);
    expect(choicesOfReview(review.rows).map(({ better, worse, from }) => [better, worse, from])).toEqual([
      ['manner: Bows.', 'manner: Nods.', 'accepted'],
      ['manner: Nods.', 'manner: Shouts.', 'rejected'],
      ['manner: Bows.', 'manner: Shouts.', 'chosen'],
    ]);
    // One that only gave way to another was rejected by nobody.
    const rows = review.rows.map((row) => (row.state === 'rejected' ? { ...row, beside: true as const } : row));
    expect(choicesOfReview(rows).map(({ from }) => from)).toEqual(['accepted', 'chosen']);
  });

  test('of a review: what was decided on rules and tests is in no request', async () => {
    const { base } = writeInput(`${file}\ntest tidy\n  user: Hm?\n  must: be at most 70 words\n`);
    const of = (text: string) => patchesOfText(base, text, why).patches;
    const rule = 'rules\n  courtesy: Is unfailingly courteous towards all visitors.\n    must: be at most 60 words\n';
    const { rows } = decided([
      ...of(rule.replace('all', 'no')),
      ...of(rule.replace('60', '90')),
      ...of('test tidy\n  user: Hm?\n  must: be at most 60 words\n'),
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['accepted', 'rejected', 'rejected']);
    const fresh = choicesOfReview(rows);
    expect(fresh).toEqual([]);
    // So were they kept by an earlier version.
    const kept = readChoices(
      writeChoices([{ x: 'rules › courtesy', better: rule, worse: 'courtesy: Rude.', from: 'rejected' }, ...choices]),
    );
    const model = scriptedModel(['Broken.']);
    const made = improveLikeChoices(writeInput(file, { choices: [...kept, ...fresh], words: 'example › self' }));
    await runMade(made, writeDeps(model));
    model.finish();
    expect(kept).toEqual(choices);
    expect(JSON.stringify(model.requests[0])).not.toMatch(/courte|unfailing|visitors|\d0 words/iu);
  });

  test('fewer than three: what is missing is said, and nothing is asked', () => {
    expect(improveLikeChoices(writeInput(file, { choices: choices.slice(0, 2) }))).toBe(
      '2 of your choices are known, 3 are needed: pick the better of two replies, write a reply over, accept or reject a change of this file, 1 more time.',
    );
  });

  test('the nearest are by embeddings where there are some, else by words in common', async () => {
    const alike = {
      label: 'exact',
      compare: async (_: string, others: readonly string[]) => others.map((_one, index) => index),
    };
    const { signal } = new AbortController();
    const names = async (deps: { similarity?: typeof alike }) =>
      (await nearest('A lift?', choices, deps, signal)).map(({ from }) => from);
    expect(await names({ similarity: alike })).toEqual(['rejected', 'accepted', 'edited']);
    expect((await names({}))[0]).toBe('accepted');
  });

  test('terms of the gap', () => {
    expect(gapTerms({ wl: 1.2, ww: 0.1, ll: -0.1, lw: -1 }).sum).toBeCloseTo(1.2619, 4);
  });
});
