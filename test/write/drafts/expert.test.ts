// An expert for a question: two requests or one, a role that gives the answer away, files whose answers stay as they are byte for byte.
import { describe, expect, test } from 'vitest';
import { annotateQuestions } from '../../../src/write/drafts/annotate-questions.ts';
import { expert, expertAtOnce } from '../../../src/write/drafts/expert.ts';
import { delimiter, demonstrations, leaks, longestRun } from '../../../src/write/drafts/expert-role.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const role = 'You are a tide-table keeper who reads harbours.\nYou explain with the moon and a bucket.';
const words = 'Why are there two tides a day?';
const leaking = 'You are a keeper who says: water bulges on both sides of the earth at once.';
const setting = 'You are a keeper of tide tables,\nand I am your apprentice.';
const accepted = 'Come down to the quay, then.';
const answer = 'Because water bulges on both sides of the earth at once, we pass two bulges.';

describe('from a question', () => {
  test('the second request holds the first reply to the letter', async () => {
    const model = scriptedModel([role, answer, setting, accepted]);
    const { text, ending } = await ran(expert, inputOf({ words }), model);
    model.finish();
    expect(ending).toBe('done');
    expect(model.requests[1]?.messages).toEqual([
      { role: 'system', content: role },
      { role: 'user', content: words },
    ]);
    expect(text).toContain('persona Tide-table keeper\n  kind: expert\n  role: tide-table keeper');
    expect(text).toContain('section Role\n  You are a tide-table keeper who reads harbours.\n  You explain with');
    expect(text).toContain(`self: ${answer}`);
  });

  test('a primer stands before the answer: a setting of the role alone, accepted by an answer to the setting alone', async () => {
    const model = scriptedModel([role, answer, setting, accepted]);
    const { text, patches, events } = await ran(expert, inputOf({ words }), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['role', 'answer', 'role setting', 'role feedback']);
    expect(wordsOf(model.requests[2])).toContain('put Tide-table keeper into the role of tide-table keeper');
    expect(wordsOf(model.requests[2])).not.toContain('tides');
    const said = 'You are a keeper of tide tables, and I am your apprentice.';
    expect(model.requests[3]?.messages).toEqual([{ role: 'user', content: said }]);
    const primer = `example role\n  user: ${said}\n  self: ${accepted}\n`;
    expect(text).toContain(primer);
    expect(text.indexOf(primer)).toBeLessThan(text.indexOf('example the question'));
    const reasons = new Map(patches.map(({ title, reason }) => [title, reason]));
    expect(reasons.get('example role')).toContain('primer');
    expect(reasons.get('persona › role')).toBe('Written for the question.');
    const recipe = expert(inputOf({ words }));
    expect(recipe).toMatchObject({ requests: { least: 3, most: 5 } });
  });

  test('a run that ends before the primer has proposed role and answer', async () => {
    const model = scriptedModel([role, answer]);
    const { text, ending } = await ran(expert, inputOf({ words }), model);
    expect(ending).toBe('failed');
    expect(text).toContain('section Role');
    expect(text).toContain(`self: ${answer}`);
  });

  test('a role that shares eight words in a row with the answer is rejected and redone once', async () => {
    expect(longestRun(leaking, answer)).toEqual({ length: 10, run: 'water bulges on both sides of the earth at once' });
    const model = scriptedModel([leaking, answer, role, setting, accepted]);
    const { text, told, events } = await ran(expert, inputOf({ words }), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['role', 'answer', 'role again', 'role setting', 'role feedback']);
    expect(model.requests[2]?.messages.at(-1)?.content).toContain('water bulges on both sides');
    expect(told[0]).toContain('gave the answer away');
    expect(text).toContain('tide-table keeper');
    expect(text).not.toContain('bulges');
  });

  test('twice, and it is not proposed', async () => {
    const model = scriptedModel([leaking, answer, leaking]);
    const { patches, told, ending } = await ran(expert, inputOf({ words }), model);
    model.finish();
    expect(patches).toEqual([]);
    expect(told.at(-1)).toContain('error: The role gave the answer away twice');
    expect(ending).toBe('nothing');
  });

  test('one request: split at the line; without it, an answer without a role', async () => {
    const model = scriptedModel([`${role}\n${delimiter}\n${answer}`]);
    const { text } = await ran(expertAtOnce, inputOf({ words }), model);
    model.finish();
    expect(text).toContain('section Role\n  You are a tide-table keeper');
    expect(text).toContain(`self: ${answer}`);
    expect(text).not.toContain(delimiter);

    const bare = scriptedModel([answer]);
    const none = await ran(expertAtOnce, inputOf({ words }), bare);
    bare.finish();
    expect(none.patches).toEqual([]);
    expect(none.told[0]).toContain('taken as an answer without a role');
  });
});

describe('what gives an answer away', () => {
  test('eight words in a row do, seven do not; case and marks do not matter', () => {
    const said = 'One two three four, five six seven eight nine.';
    expect(leaks('You say: "ONE TWO three four five six seven".', said)).toBe(false);
    expect(leaks('You say: "ONE TWO three four five six seven EIGHT".', said)).toBe(true);
    expect(leaks('One two three four — and then: five six seven eight', said)).toBe(false);
  });

  test('in one request, too: rejected, redone once, and what was answered under it is no example', async () => {
    const model = scriptedModel([`${leaking}\n${delimiter}\n${answer}`, `${role}\n${delimiter}\nTwo bulges.`]);
    const { text, told, events } = await ran(expertAtOnce, inputOf({ words }), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['role and answer', 'role again']);
    expect(told[0]).toContain('gave the answer away');
    expect(text).toContain('section Role\n  You are a tide-table keeper');
    expect(text).not.toMatch(/bulges|example/u);

    const twice = scriptedModel([`${leaking}\n${delimiter}\n${answer}`, leaking]);
    const none = await ran(expertAtOnce, inputOf({ words }), twice);
    twice.finish();
    expect([none.patches, none.ending]).toEqual([[], 'nothing']);
  });
});

describe('a file of questions', () => {
  const answers = ['Two bulges.\n  – "sic"\t\u00a0', 'The moon.', 'On  both\u2028sides.'];
  const records = [
    { question: words, answer: answers[0] },
    { conversations: ['What pulls?', answers[1], 'Only that?', 'The sun, too. '] },
    { question: 'Where?', answer: answers[2] },
  ];
  const text = records.map((record) => JSON.stringify(record)).join('\n');

  test('three rows in order, answers byte for byte, the role once a conversation', async () => {
    const roles = ['You are A.', 'You are B.', 'You are C.'];
    const model = scriptedModel(roles);
    const { events, ending } = await ran(annotateQuestions, inputOf({ text }), model);
    model.finish();
    expect(ending).toBe('done');
    const file = events.find((event) => event.type === 'file');
    const rows = (file?.type === 'file' ? file.text : '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { conversations: string[] });
    expect(rows.map(({ conversations }) => conversations.length)).toEqual([2, 4, 2]);
    for (const [index, { conversations }] of rows.entries()) {
      expect(conversations[1]).toBe(`${roles[index]}\n\n${answers[index]}`);
      expect(conversations.filter((said) => said.includes('You are')).length).toBe(1);
    }
    expect(rows[1]?.conversations.slice(2)).toEqual(['Only that?', 'The sun, too. ']);
    for (const [index, question] of [words, 'What pulls?', 'Where?'].entries()) {
      expect(model.requests[index]?.messages[0]).toEqual({ role: 'system', content: demonstrations });
      expect(wordsOf(model.requests[index])).toContain(question);
      expect(wordsOf(model.requests[index])).not.toContain(answers[index]);
    }
  });

  test('a role that leaks is redone once, then left out and told', async () => {
    const one = JSON.stringify({ question: words, answer });
    const model = scriptedModel([leaking, leaking]);
    const { events, told } = await ran(annotateQuestions, inputOf({ text: `nothing\n${one}` }), model);
    model.finish();
    expect(told.join('\n')).toContain('left out: 1.');
    expect(told.at(-1)).toContain('Record 1 has no role');
    const file = events.find((event) => event.type === 'file');
    expect(file).toMatchObject({ text: `${JSON.stringify({ conversations: [words, answer] })}\n` });
  });
});
