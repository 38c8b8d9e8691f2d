// Asks that lean on what was said: what leans, how often, how much lines repeat each other, and the three wrong answers to such a line.
import { describe, expect, test } from 'vitest';
import { memoryTalkStore } from '../../../src/play/memory-talk-store.ts';
import { recorder } from '../../../src/play/recorder.ts';
import { askForm } from '../../../src/play/simulated-user/answers-instead.ts';
import { isFarewell } from '../../../src/play/simulated-user/farewell.ts';
import { leaningOf } from '../../../src/play/simulated-user/leaning.ts';
import { wantedAt } from '../../../src/play/simulated-user/manner.ts';
import { negativeRequests } from '../../../src/play/simulated-user/negatives.ts';
import { rougeL, selfRougeL } from '../../../src/play/simulated-user/self-rouge.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { bram, guide, notesOf, straight } from './kit.ts';

describe('leaning on the talk', () => {
  test.each([
    'what is the area of it',
    'how tall is it?',
    'And in winter?',
    'Why?',
    'What about the other one?',
    'Did he like that?',
    'Are they still alive?',
    'Which one?',
    'Is his house still standing?',
    'Who lives there now?',
    'Second floor?',
    'How come?',
    'Can you explain that again?',
    'Since when?',
  ])('%s', (line) => expect(leaningOf(line)).toBe('dependent'));

  test.each([
    'what is the area of France',
    'Is it raining in Oslo?',
    'What time is it?',
    'Are there any trains to Bergen today?',
    'Who wrote the book that won the prize in 1970?',
    'If a train leaves Paris at noon, when does it arrive in Lyon?',
    'Do you know that Kepler had bad eyes?',
    'My brother is ill, what can I cook for him?',
    'Tell me about the Eiffel tower',
    'What is the weather like this week in Rome?',
    'How do I make a pancake?',
  ])('%s stands on its own', (line) => expect(leaningOf(line)).toBe('self-contained'));

  test('of another language, or no language, the program is unsure', () => {
    expect(leaningOf('Wie groß ist er denn eigentlich?', () => 'de')).toBe('unsure');
    expect(leaningOf('有多高？')).toBe('unsure');
    expect(leaningOf('')).toBe('unsure');
  });
});

describe('the plan of lines', () => {
  const plan = (leaning: number, shifting: number, count = 10) =>
    Array.from({ length: count }, (_, index) => wantedAt(index, { ...straight, leaning, shifting }, true));

  test('as many lines lean and shift as the rates say, spread out, and the same each time', () => {
    expect(plan(0, 0)).toEqual(Array(10).fill('free'));
    expect(plan(1, 0)).toEqual(Array(10).fill('lean'));
    expect(plan(0.4, 0).filter((one) => one === 'lean')).toHaveLength(4);
    expect(plan(0.5, 0.1).filter((one) => one === 'shift')).toHaveLength(1);
    expect(plan(0.4, 0.1)).toEqual(plan(0.4, 0.1));
    expect(wantedAt(0, { ...straight, leaning: 1 }, false)).toBe('free');
  });

  test('each line is asked for as planned, for that one request, and the trace holds what came', async () => {
    const model = scriptedModel([
      'Who lit the lamp?',
      'A Mr Stead.',
      'Was he paid for it?',
      'No.',
      'Who paints the tower?',
      'I do.',
    ]);
    const asker = { ...bram(), manner: { leaning: 0.5, shifting: 0, terseness: 'terse' } as const };
    const { state } = await run(guide(), { type: 'interview', asker, turns: 3 }, depsOf(model));
    const told = [0, 2, 4].map((index) => model.requests[index]?.messages.at(-1)?.content ?? '');
    expect(told.map((text) => text.includes('leans on what was said'))).toEqual(
      [false, true, false].map((_, i) => notesOf(state, 'ask')[i]?.wanted === 'lean'),
    );
    expect(notesOf(state, 'ask').map(({ leaning }) => leaning)).toEqual([
      'self-contained',
      'dependent',
      'self-contained',
    ]);
    expect(notesOf(state, 'ask').some(({ wanted }) => wanted === 'lean')).toBe(true);
    // An instruction is for one request: the talk that is sent later has the bare line.
    expect(model.requests[5]?.messages.map(({ content }) => content).join('\n')).not.toContain(
      'leans on what was said',
    );
    expect(model.requests[0]?.messages[0]?.content).toContain('a few words');
  });
});

test('Self-ROUGE-L: the mean of how alike each line is to the one most like it', () => {
  const lines = 'tell me about the eiffel tower | how tall is it | how tall is the louvre'.split(' | ');
  expect(selfRougeL(lines)).toBeCloseTo(0.5051, 4);
  expect(rougeL('how tall is it', 'how tall is the louvre')).toBeCloseTo(2 / 3, 10);
  expect(selfRougeL(['alone'])).toBe(0);
});

describe('three wrong answers', () => {
  const history = [
    { role: 'user', content: 'Tell me about France.' },
    { role: 'assistant', content: 'A republic of 68 million.' },
  ] as const;

  test('a line that leans: the line alone; with a guess; with the whole talk and what does not belong', () => {
    const asks = negativeRequests(history, 'what is the area of it');
    expect(asks.map(({ kind }) => kind)).toEqual(['neglect', 'hallucination', 'misunderstanding']);
    const [neglect, guessed, misled] = asks.map(({ messages }) => messages);
    const query = { role: 'user', content: 'what is the area of it' };
    expect(neglect).toEqual([query]);
    expect(guessed).toEqual([{ role: 'system', content: expect.stringContaining('could be about') }, query]);
    expect(misled).toEqual([{ role: 'system', content: expect.stringContaining('is not about') }, ...history, query]);
    expect(JSON.stringify([neglect, guessed])).not.toContain('France');
  });

  test('a line that stands on its own: none', async () => {
    expect(negativeRequests(history, 'what is the area of France')).toEqual([]);
    const model = scriptedModel(['Here.', 'About 550,000 km².']);
    const first = await run(guide(), { type: 'say', text: 'Where are we?' }, depsOf(model));
    const second = await run(first.state, { type: 'say', text: 'what is the area of France' }, depsOf(model));
    const { events } = await run(
      second.state,
      { type: 'negatives', turn: second.state.turns.at(-1)?.id ?? '' },
      depsOf(model),
    );
    model.finish();
    expect(events).toEqual([]);
  });

  test('three rows share prompt and chosen: a projection of the trace', async () => {
    const model = scriptedModel([
      'A republic.',
      'About 550,000 km².',
      'Which area?',
      'Spain has 506,000.',
      'It is a republic.',
    ]);
    const store = memoryTalkStore();
    const begun = guide();
    const trace = recorder(
      { id: 'talk-1', persona: 'Odile', personaUri: begun.persona.uri, personaHash: begun.hash },
      { store, clock: { now: () => 0 } },
    );
    const deps = depsOf(model, { recorder: trace });
    const first = await run(begun, { type: 'say', text: 'Tell me about France.' }, deps);
    const second = await run(first.state, { type: 'say', text: 'what is the area of it' }, deps);
    const { state } = await run(second.state, { type: 'negatives', turn: second.state.turns.at(-1)?.id ?? '' }, deps);
    await trace.flush();
    model.finish();
    expect(state.turns).toHaveLength(4);
    const records = await store.read('talk-1');
    const note = records.flatMap((record) =>
      record.type === 'note' && record.note.kind === 'negatives' ? [record.note] : [],
    )[0];
    const chosen = records.flatMap((record) =>
      record.type === 'reply' && record.turn.id === note?.chosen ? [record.turn] : [],
    )[0];
    const request = records.find((record) => record.type === 'request' && record.id === chosen?.request);
    const prompt = request?.type === 'request' ? request.messages : [];
    const rows = note?.rejected.map(({ kind, text }) => ({ prompt, chosen: chosen?.text, rejected: text, kind }));
    expect(rows).toEqual([
      { prompt, chosen: 'About 550,000 km².', rejected: 'Which area?', kind: 'neglect' },
      { prompt, chosen: 'About 550,000 km².', rejected: 'Spain has 506,000.', kind: 'hallucination' },
      { prompt, chosen: 'About 550,000 km².', rejected: 'It is a republic.', kind: 'misunderstanding' },
    ]);
    expect(prompt.at(-1)).toEqual({ role: 'user', content: 'what is the area of it' });
  });
});

describe('by words alone', () => {
  test.each([
    'Thanks!',
    'Thank you so much, bye.',
    'Ok, thanks for your help.',
    'Good bye',
    "That's all, thanks",
    'Merci beaucoup, au revoir !',
  ])('%s is a farewell', (line) => expect(isFarewell(line)).toBe(true));
  test.each([
    'Thanks. And how old is it?',
    'Thanks to whom?',
    'It was good',
    'Ok',
    'Thank the keeper for the soup',
    '',
  ])('“%s” is none', (line) => expect(isFarewell(line)).toBe(false));

  test.each([
    'Sure, I can explain how a lighthouse lamp works.',
    'How can I help you today?',
    'Odile: Forty steps.\nUser: And then?',
    '# Lamps\n- old\n- new\n- broken',
    'The lamp was lit first in 1811.',
    `${'It is a long story about a lamp. '.repeat(20)}`,
  ])('answers: %s', (line) => expect(askForm(line, 'The lamp was lit first in 1811.', 'Odile')).toBe('answers'));
  test.each([
    'Sure.',
    'Of course not.',
    'I walked here from the harbour.',
    'No, I never saw it.',
    'Could you make me a list? 1. lamps 2. oil',
    'How can I help my brother sleep?',
  ])('asks: %s', (line) => expect(askForm(line, 'The lamp was lit first in 1811.', 'Odile')).toBe('asks'));
});
