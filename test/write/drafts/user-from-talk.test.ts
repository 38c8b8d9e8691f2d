// The user behind a talk: nobody else's words, attributes on the turns that support them, and what comes back when it is played.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { cosine } from '../../../src/model/cosine.ts';
import { checkUser } from '../../../src/write/drafts/check-user.ts';
import { readTalk } from '../../../src/write/drafts/read-talk.ts';
import { consistency, turnReward } from '../../../src/write/drafts/user-figures.ts';
import { characterTitle, factsTitle, userFromTalk } from '../../../src/write/drafts/user-from-talk.ts';
import { applyEvent, emptyReview } from '../../../src/write/review.ts';
import { takeAll } from '../../../src/write/take-all.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const talk = `You: I drive a tram in Graz, nights mostly.

Holmes: Then you have seen my violinist.
Note: he pauses.

You: pls be quick, shift starts at nine

Holmes: The tram was late.
`;
const attributes = JSON.stringify({
  facts: [
    { name: 'work', value: 'tram driver', turns: [1], quote: 'I drive a tram in Graz' },
    { name: 'music', value: 'plays the violin', turns: [2], quote: 'seen my violinist' },
  ],
  character: [{ name: 'style', value: 'short, in a hurry', turns: [3], quote: 'pls be quick' }],
});
const prose = JSON.stringify({ facts: 'You drive a tram.', character: 'You are in a hurry.' });

describe('the user behind a talk', () => {
  test('two requests, of the user alone; what no turn supports is told and goes no further', async () => {
    const model = scriptedModel([attributes, prose]);
    const { text, told, patches, events } = await ran(userFromTalk, inputOf({ text: talk }), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['attributes', 'prose']);
    expect(wordsOf(model.requests[0])).toContain('1: I drive a tram in Graz, nights mostly.');
    expect(wordsOf(model.requests[0])).toContain('3: pls be quick');
    for (const request of model.requests) expect(wordsOf(request)).not.toMatch(/Holmes|violin|pauses|was late/u);
    expect(wordsOf(model.requests[1])).toContain('work: tram driver');
    const work = patches.find(({ title }) => title === 'about › work');
    expect(work?.evidence).toEqual([
      { quote: 'I drive a tram in Graz', found: true, turn: '1', said: 'turn 1, user', source: { start: 5, end: 27 } },
    ]);
    expect(patches.find(({ title }) => title === 'about › music')).toMatchObject({
      reason: expect.stringContaining('Not supported'),
      evidence: [{ found: false }],
      problems: [{ code: 'unsupported', severity: 'warning', message: 'No turn of the user supports it.' }],
    });
    expect(work?.problems).toEqual([]);
    // A yes to everything leaves it to be said yes to by itself.
    const { left } = takeAll(applyEvent(emptyReview, { type: 'patches', patches }).rows);
    expect(left.map(({ patch, why }) => [patch.title, why])).toEqual([['about › music', 'unsupported']]);
    expect(told[0]).toContain('No turn of the user supports “music: plays the violin”');
    expect(told[1]).toContain('2 of 3 attributes are supported, 2 of 2 turns covered');
    expect(text).toContain(`section ${factsTitle}\n  You drive a tram.`);
    expect(parse(text, 'x').problems).toEqual([]);
  });

  test('transcripts of others; a colon in a line is no speaker', () => {
    const turns = readTalk('Human: hi\nAssistant: hello\nHuman: Note: bring tea\nAssistant: Yes.\n  [some-model]\n');
    expect(turns.map(({ user, text, number }) => [number, user, text])).toEqual([
      [1, true, 'hi'],
      [2, false, 'hello'],
      [3, true, 'Note: bring tea'],
      [4, false, 'Yes.'],
    ]);
    expect(readTalk('nothing of the kind')).toEqual([]);
  });
});

describe('figures', () => {
  test('the vectors of the card', () => {
    const facts = cosine([1, 2, 2], [2, 1, 2]);
    const character = cosine([1, 0, 1], [0, 1, 1]);
    expect([facts, character].map((one) => one.toFixed(6))).toEqual(['0.888889', '0.500000']);
    expect([0.9, 0.4].map((human) => turnReward(facts, character, human).toFixed(6))).toEqual(['1.594444', '1.094444']);
    const { precision, recall, f1 } = consistency(3, 5, 3, 4);
    expect([precision, recall]).toEqual([0.6, 0.75]);
    expect(f1.toFixed(6)).toBe('0.666667');
    expect(consistency(0, 0, 0, 0).f1).toBe(0);
  });
});

describe('played and inferred again', () => {
  const file = `persona A user

section ${factsTitle}
  You drive a tram.

section ${characterTitle}
  You are in a hurry.
`;
  const again = JSON.stringify({
    facts: [{ name: 'work', value: 'tram', turns: [1], quote: 'my tram' }],
    character: [],
  });
  const script = ['Why is my tram late so often?', 'Snow.', 'Goodbye.', again, prose, '1', '0', '1', '1', '1', 'x'];

  test('only the simulated lines are inferred from; two pairs of embeddings', async () => {
    const pairs: [string, readonly string[]][] = [];
    const similarity = {
      label: 'exact',
      compare: async (a: string, others: readonly string[]) => {
        pairs.push([a, others]);
        return [pairs.length === 1 ? 0.888889 : 0.5];
      },
    };
    const model = scriptedModel(script);
    const { told } = await ran(checkUser, inputOf({}, file), model, { similarity });
    model.finish();
    expect(pairs).toEqual([
      ['You drive a tram.', ['You drive a tram.']],
      ['You are in a hurry.', ['You are in a hurry.']],
    ]);
    expect(wordsOf(model.requests[3])).toContain('Why is my tram late so often?');
    expect(wordsOf(model.requests[3])).not.toContain('Snow.');
    expect(wordsOf(model.requests[3])).not.toContain('You drive a tram.');
    expect(told[0]).toContain('facts 0.888889, character 0.500000 alike (exact)');
    expect(told[1]).toContain('reward 1.361111');
  });

  test('without embeddings by words, and said so', async () => {
    const model = scriptedModel(script);
    const { told } = await ran(checkUser, inputOf({}, file), model);
    model.finish();
    expect(told[0]).toContain('alike (lexical)');
  });

  test('a file that is no inferred user', () => {
    expect(checkUser(inputOf({}, 'persona X\n'))).toContain('infer a user or a persona from a talk first');
  });
});
