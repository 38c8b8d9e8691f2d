// Users out of users: the densest and the rarest by vectors that are known, somebody between two whose vector must lie between theirs; with embeddings and
// without.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { readPersona } from '../../../src/lang/read-persona.ts';
import { cosine } from '../../../src/model/cosine.ts';
import { blendUsers } from '../../../src/write/drafts/blend-users.ts';
import { checkUser } from '../../../src/write/drafts/check-user.ts';
import { sampleUsers } from '../../../src/write/drafts/sample-users.ts';
import { userPaths } from '../../../src/write/drafts/user-files.ts';
import { characterTitle, factsTitle } from '../../../src/write/drafts/user-from-talk.ts';
import { memorySource } from '../../kit/memory-source.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const user = (name: string, facts: string, character: string) =>
  `persona ${name}\n\nsection ${factsTitle}\n  ${facts}\n\nsection ${characterTitle}\n  ${character}\n`;
const files = memorySource(
  {
    'file:///p/users/ada.persona': user('Ada', 'You drive a tram in Graz.', 'You are short.'),
    'file:///p/users/bo.persona': user('Bo', 'You drive a tram in Wels.', 'You are short.'),
    'file:///p/users/cy.persona': user('Cy', 'You drive a bus in Graz.', 'You are short.'),
    'file:///p/users/zoe.persona': user('Zoe', 'Deep-sea welding pays your rent.', 'Everything amuses you.'),
    'file:///p/users/ada2.persona': user('Ada', 'You drive a tram in Graz.', 'You are short.'),
  },
  'file:///p/',
);
const all = './users/ada.persona ./users/bo.persona\n./users/cy.persona ./users/zoe.persona';
const input = (words: string) => ({ ...inputOf({ words }), files });

/** Where each of them lies, and what the model writes. */
const vectors: Readonly<Record<string, readonly number[]>> = {
  Graz: [1, 0.1, 0],
  Wels: [0.6, 0.8, 0],
  bus: [0.9, 0.4, 0],
  welding: [-0.2, 0, 1],
  between: [0.85, 0.5, 0],
  beside: [-1, 0.3, 0.5],
};
const vectorOf = (text: string) => {
  const key = ['between', 'beside', 'bus', 'welding', 'Wels', 'Graz'].find((word) => text.includes(word)) ?? '';
  return vectors[key] ?? [0, 0, 0];
};
const similarity = {
  label: 'exact',
  compare: async (a: string, others: readonly string[]) => others.map((b) => cosine(vectorOf(a), vectorOf(b))),
};
const figures = (told: readonly string[]) => [...(told[0] ?? '').matchAll(/\d\.\d{4}/gu)].map(([one]) => Number(one));

describe('who is typical, who is rare', () => {
  test('by embeddings: the lowest density is the rare one; no model is asked', async () => {
    const model = scriptedModel([]);
    const { told, events } = await ran(sampleUsers, input(all), model, { similarity });
    model.finish();
    expect(told).toEqual([
      expect.stringMatching(/^note: Dense: \.\/users\/cy\.persona .*Rare: \.\/users\/zoe\.persona/u),
    ]);
    const [table] = events.flatMap((event) => (event.type === 'table' ? [event.table] : []));
    expect(table?.title).toContain('the 3 nearest (exact)');
    const densities = table?.rows.map(([, , density]) => Number(density)) ?? [];
    expect(densities).toEqual(densities.toSorted((a, b) => b - a));
    // By hand: Zoe's mean cosine to the three others.
    const zoe = ['Graz', 'Wels', 'bus'].map((key) => cosine(vectors['welding'] ?? [], vectors[key] ?? []));
    expect(densities.at(-1)).toBeCloseTo(zoe.reduce((sum, one) => sum + one, 0) / 3, 4);
  });

  test('without embeddings by words, and said so; where they fail, too', async () => {
    const broken = { label: 'exact', compare: async () => Promise.reject(new Error('down')) };
    for (const more of [{}, { similarity: broken }]) {
      const { told, events } = await ran(sampleUsers, input(all), scriptedModel([]), more);
      expect(told[0]).toContain('Rare: ./users/zoe.persona');
      expect(events.find(({ type }) => type === 'table')).toMatchObject({
        table: { title: expect.stringContaining('(lexical)') },
      });
    }
  });

  test('too few, or one that is not there', () => {
    expect(sampleUsers(input('./users/ada.persona'))).toContain('3 persona files of users are needed');
    expect(sampleUsers(input(`${all} ../x.persona`))).toContain(
      '“../x.persona” is no persona that can be read from here',
    );
    expect(userPaths('./my users/a.persona\n./b.persona ./c.persona ./b.persona')).toEqual([
      './my users/a.persona',
      './b.persona',
      './c.persona',
    ]);
  });
});

describe('one between two', () => {
  const blend = (facts: string) => JSON.stringify({ name: 'Ann Moor', facts, character: 'You are short.' });
  const pair = './users/ada.persona ./users/bo.persona';

  test('its vector lies between those of its parents; one that does not is asked for again, with the figures', async () => {
    const model = scriptedModel([blend('You live beside it all.'), blend('You live between Graz and Wels.')]);
    const run = await ran(blendUsers, input(pair), model, { similarity });
    model.finish();
    expect(wordsOf(model.requests[0])).toContain('You drive a tram in Graz.');
    expect(wordsOf(model.requests[0])).toContain('You drive a tram in Wels.');
    expect(wordsOf(model.requests[1])).toContain('It does not lie between the two: ');
    const [toA = 0, toB = 0, apart = 1] = figures(run.told);
    expect(apart).toBeCloseTo(cosine(vectors['Graz'] ?? [], vectors['Wels'] ?? []), 4);
    expect(Math.min(toA, toB)).toBeGreaterThan(apart);
    const [file] = run.events.flatMap((event) => (event.type === 'file' ? [event] : []));
    expect(file?.name).toBe('ann-moor.persona');
    expect(parse(file?.text ?? '', 'x').problems).toEqual([]);
    // It is a user like those it came from: it can be played and inferred again.
    const persona = readPersona(file?.text ?? '', 'file:///p/ann-moor.persona', files);
    expect(typeof checkUser({ ...input(''), persona })).toBe('object');
  });

  test('twice beside them, and nobody is offered', async () => {
    const model = scriptedModel([blend('beside'), blend('beside')]);
    const run = await ran(blendUsers, input(pair), model, { similarity });
    model.finish();
    expect(run.events.some(({ type }) => type === 'file')).toBe(false);
    expect(run.told[0]).toContain('warning: Left out after two tries. It does not lie between');
  });

  test('without embeddings by words', async () => {
    const model = scriptedModel([blend('You drive a tram in Graz and Wels.')]);
    const { told } = await ran(blendUsers, input(pair), model);
    model.finish();
    expect(told[0]).toContain('(lexical)');
  });

  test('two that are the same leave nobody between them', async () => {
    const model = scriptedModel([]);
    const { told } = await ran(blendUsers, input('./users/ada.persona ./users/ada2.persona'), model);
    model.finish();
    expect(told[0]).toContain('No two of them differ');
  });
});
