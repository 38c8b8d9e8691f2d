// A role-play primer: the order and the form of its requests, the first of the best acceptances, figures of every column.
import { describe, expect, test } from 'vitest';
import { extractAnswer, kindOfAnswer, percentOf } from '../../../src/write/drafts/extract-answer.ts';
import { compareColumns } from '../../../src/write/drafts/role-columns.ts';
import { rolePrimer } from '../../../src/write/drafts/role-primer.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran } from './kit.ts';

const file = 'persona Ada\n  role: arithmetic teacher\n';
const text = 'Two and two?\t4\nIs 7 prime?\tyes';
const pair = (number: string, yes: string) => ['Let me see.', number, 'Hm.', yes];

describe('what is taken from an answer', () => {
  test('the vectors of the card', () => {
    expect([percentOf(136, 254), percentOf(137, 254), percentOf(162, 254)]).toEqual([53.54, 53.94, 63.78]);
    expect([percentOf(119, 500), percentOf(421, 500)]).toEqual([23.8, 84.2]);
    expect(extractAnswer('The answer is "fnel."', 'word')).toBe('fnel');
    expect(extractAnswer('1,234.50 dollars', 'number')).toBe('1234.5');
    expect(extractAnswer('(C) 12', 'letter')).toBe('C');
    expect(extractAnswer('No, it is not', 'yes or no')).toBe('no');
  });

  test('nothing to take is no answer', () => {
    expect([
      extractAnswer('I cannot say', 'number'),
      extractAnswer('maybe', 'yes or no'),
      extractAnswer('', 'word'),
    ]).toEqual([undefined, undefined, undefined]);
    expect(['B', '1,234', 'Yes', 'fnel'].map(kindOfAnswer)).toEqual(['letter', 'number', 'yes or no', 'word']);
  });
});

describe('a primer', () => {
  const script = [
    'You teach, Ada; I am your pupil.',
    'Gladly. Sit down.',
    'With pleasure!',
    'Open your book.',
    ...pair('5', 'Yes.'),
    ...pair('4', 'Yes.'),
    ...pair('4', 'yes'),
    ...pair('4', 'No'),
    ...pair('4', 'yes'),
  ];

  test('k times the questions, two requests each; of equals the first', async () => {
    const model = scriptedModel(script);
    const { events, text: after, told } = await ran(rolePrimer, inputOf({ text }, file), model);
    model.finish();
    const steps = stepsOf(events);
    expect(steps.slice(0, 4)).toEqual(['role setting', 'role feedback', 'role feedback', 'role feedback']);
    expect(steps.filter((step) => step === 'role: answer')).toHaveLength(3 * 2);
    const [first, second] = model.requests.slice(8, 10);
    expect(first?.messages).toEqual([
      { role: 'user', content: script[0] },
      { role: 'assistant', content: 'With pleasure!' },
      { role: 'user', content: 'Two and two?' },
    ]);
    expect(second?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(second?.messages[2]?.content).toBe('Two and two?\nLet me see.\nSo the answer, as a number, is');
    expect(first).toMatchObject({ temperature: 0, maxTokens: 512 });
    expect(after).toContain('example role\n  user: You teach, Ada; I am your pupil.\n  self: With pleasure!');
    expect(told[0]).toContain('plain 50 % (1/2), step by step 100 % (2/2), role 100 % (2/2). The role is no better.');
    expect(told[1]).toContain('“Is 7 prime?” right with the role (yes); plain: no.');
  });

  test('with n the acceptances are one request', async () => {
    const replies = script.slice(1, 4).map((said) => ({ text: said, finish: 'stop' as const }));
    const done = { say: { events: [{ type: 'done' as const, replies, usage: undefined, labels: [] }] } };
    const model = scriptedModel([script[0] ?? '', done, ...script.slice(4)], { capabilities: { n: true } });
    const { text: after } = await ran(rolePrimer, inputOf({ text }, file), model);
    model.finish();
    expect(model.requests[1]).toMatchObject({ n: 3, temperature: 0.8 });
    expect(after).toContain('self: With pleasure!');
  });

  test('of four questions two choose the acceptance, the other two compare, and it loses there in front of everybody', async () => {
    const four = `${text}\nThree and three?\t6\nIs 8 prime?\tno`;
    const steps = [
      ...script.slice(0, 4),
      // Choosing: the second and the fourth question, three times.
      ...['Yes.', 'yes', 'No', 'no', 'yes', 'no'].flatMap((said) => ['Hm.', said]),
      // Comparing: the first and the third; plain, step by step, role.
      ...['4', '6', '4', '5', '5', '5'].flatMap((said) => ['Hm.', said]),
    ];
    const model = scriptedModel(steps);
    const { events, told, text: after } = await ran(rolePrimer, inputOf({ text: four }, file), model);
    model.finish();
    const asked = model.requests.slice(4).map(({ messages }) => messages.at(-1)?.content.split('\n')[0]);
    const choosing = ['Is 7 prime?', 'Is 8 prime?'].flatMap((one) => [one, one]);
    const comparing = ['Two and two?', 'Three and three?'].flatMap((one) => [one, one]);
    expect(asked).toEqual([...choosing, ...choosing, ...choosing, ...comparing, ...comparing, ...comparing]);
    // The third acceptance alone was right twice on the two that choose; the role's last column was asked under it.
    expect(
      model.requests
        .at(-1)
        ?.messages.slice(0, 2)
        .map(({ content }) => content),
    ).toEqual([script[0], script[3]]);
    expect(after).toContain(`self: ${script[3]}`);
    expect(told[0]).toContain(
      'warning: plain 100 % (2/2), step by step 50 % (1/2), role 0 % (0/2). The role loses to plain and',
    );
    expect(told[0]).toContain('chosen on other questions of the file');
    const tables = events.flatMap((event) => (event.type === 'table' ? [event.table] : []));
    expect(tables[0]?.columns.slice(2)).toEqual(['plain', 'step by step', 'role']);
    expect(tables[0]?.rows).toEqual([
      ['Two and two?', '4', '✓ 4', '✓ 4', '✗ 5'],
      ['Three and three?', '6', '✓ 6', '✗ 5', '✗ 5'],
      ['right', '', '100 %', '50 %', '0 %'],
    ]);
  });

  test('it says so when the role loses', () => {
    const column = (kind: 'plain' | 'role', right: boolean) => ({
      kind,
      right: right ? 1 : 0,
      answers: [{ question: 'q', got: right ? 'a' : 'b', right }],
    });
    const { lines, loses } = compareColumns([column('plain', true), column('role', false)], false);
    expect(loses).toBe(true);
    expect(lines[0]).toContain('The role loses to plain.');
  });
});
