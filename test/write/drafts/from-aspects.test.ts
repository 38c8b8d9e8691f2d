// A character from chosen aspects: the order of the requests, what each is fed with, thoughts that stay with who thinks them.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { omittedAspects, readAspects } from '../../../src/write/drafts/aspects.ts';
import { fromAspects } from '../../../src/write/drafts/from-aspects.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const words = 'career: harbour pilot; aspiration: open a bakery; traits: stubborn, generous; skill: whistling';
const profile = JSON.stringify({
  name: 'Jon Vik',
  gender: 'man',
  age: 50,
  tone: 'gruff',
  personality: 'warm',
  strengths: 'calm',
  weaknesses: 'late',
  hobby: 'maps',
  family: 'a sister',
  relations: 'many',
  status: 'modest',
  living: 'a boat',
});
const prose = 'You are Jon Vik, a harbour pilot, stubborn and generous, who wants to open a bakery some day.';
const scenes = JSON.stringify({
  scenes: [
    { title: 'Fog', type: 'chat', setting: 'The quay.', mood: 'tense', topic: 'a ship' },
    { title: 'Bread', type: 'debate', setting: 'A kitchen.', mood: 'crusty', topic: 'rye' },
  ],
});
const thought = 'He cannot see a thing, poor man.';
const lines = (tag: string) =>
  JSON.stringify({
    lines: [
      { who: 'other', tag: 'speaking', text: 'Is it safe?' },
      { who: 'self', tag: 'thinking', text: thought },
      { who: 'self', tag: 'speaking', text: 'Safe as houses.' },
      { who: 'self', tag, text: 'Hm, hm.' },
    ],
  });
const interview = JSON.stringify({ questions: ['What would your first loaf be?'] });
const script = [profile, prose, scenes, lines('speaking'), lines('(sighs)'), interview];

describe('from four aspects', () => {
  test('profile, prose, scenes, a dialogue each, interview; each fed with what came before', async () => {
    const model = scriptedModel(script);
    const { text, events, ending } = await ran(fromAspects, inputOf({ words }), model);
    model.finish();
    expect(ending).toBe('done');
    expect(stepsOf(events)).toEqual(['profile', 'prose', 'scenes', 'dialogue', 'dialogue', 'interview']);
    expect(wordsOf(model.requests[0])).toContain('aspiration: open a bakery');
    expect(wordsOf(model.requests[1])).toContain('hobby: maps');
    for (const at of [2, 3, 4, 5]) expect(wordsOf(model.requests[at])).toContain(prose);
    expect(wordsOf(model.requests[3])).toContain('The quay.');
    expect(wordsOf(model.requests[3])).not.toContain('A kitchen.');
    // What is thought is in no later request; what is said is.
    expect(wordsOf(model.requests[5])).toContain('Safe as houses.');
    for (const request of model.requests) expect(wordsOf(request)).not.toContain(thought);
    // A mood beyond the list is a finding with its fix, and the only one.
    const { problems } = parse(text, 'x');
    expect(problems.map(({ code, fixes }) => [code, fixes?.length])).toEqual([['unusual-word', 1]]);
    expect(text).toContain(`self thinks: ${thought}`);
    expect(text).toContain('career: harbour pilot');
    expect(text).toContain('test interview 1\n  user: What would your first loaf be?');
  });

  test('prose without a chosen aspect, a strange tag, a strange mood: each is told by name', async () => {
    const model = scriptedModel(script);
    const { told, text, patches } = await ran(fromAspects, inputOf({ words }), model);
    // It is a finding at the change that brings the prose, and at no other.
    const left = patches.flatMap(({ title, problems }) =>
      problems
        .filter(({ code }) => code === 'aspect-left-out')
        .map(({ severity, message, range }) => ({ title, severity, message, range })),
    );
    expect(left).toEqual([
      {
        title: 'section Who you are',
        severity: 'warning',
        message: 'The prose leaves out what was chosen as skill: “whistling”.',
        range: expect.objectContaining({ end: expect.any(Number) }),
      },
    ]);
    expect(left[0]?.range.end).toBeGreaterThan(prose.length);
    expect(told.filter((one) => one.includes('leaves out'))).toEqual([
      'warning: The prose leaves out what was chosen as skill: “whistling”.',
    ]);
    expect(told.join('\n')).toContain('The mood “crusty” of the scene “Bread” is none of the list');
    expect(told.join('\n')).toContain('“Bread”: Line 4 has the tag “(sighs)”');
    expect(text.split('Hm, hm.')).toHaveLength(2);
  });

  test('a profile with a gap is asked for once more', async () => {
    const model = scriptedModel([profile.replace('"hobby":"maps"', '"hobby":""'), ...script]);
    const { events } = await ran(fromAspects, inputOf({ words }), model);
    expect(stepsOf(events).slice(0, 2)).toEqual(['profile', 'profile again']);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('Missing: hobby.');
    model.finish();
  });
});

test('what is typed is read by name or by order, and missed in a text by its words', () => {
  expect(readAspects('Skills: juggling\nbaker')).toEqual({ skill: 'juggling', career: 'baker' });
  expect(omittedAspects({ career: 'baker', skill: 'juggling knives' }, 'The bakery is hers.')).toEqual(['skill']);
});
