// Judging a role: the card's figures, three requests a turn with `n`, nine without, votes that nobody can read.
import { describe, expect, test } from 'vitest';
import { judgeRole, readBit, readLetter, readTen } from '../../../src/write/drafts/judge-role.ts';
import { roleFigures } from '../../../src/write/drafts/role-figures.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const file = `persona Mary Anning
  role: fossil hunter

knows
  - She lived in Lyme Regis.

example inside 1
  user: Where is your home?
  self: By the sea.
`;
const three = (a: string, b: string, c: string) => ({
  say: {
    events: [
      {
        type: 'done' as const,
        replies: [a, b, c].map((text) => ({ text, finish: 'stop' as const })),
        usage: { input: 1, output: 3 },
        labels: [],
      },
    ],
  },
});

describe('figures', () => {
  test("the card's vectors", () => {
    const u = undefined;
    const found = roleFigures([
      { identity: [true, true, false], knowledge: [7, 8, 6], rejects: [false, false, false], shouldReject: false },
      { identity: [true, true, true], knowledge: [9, 9, 8], rejects: [true, true, false], shouldReject: true },
      { identity: [u, u, u], knowledge: [3, 4, 5], rejects: [false, u, false], shouldReject: true },
    ]);
    expect(found.turns.map(({ identity }) => Number(identity.toFixed(4)))).toEqual([0.6667, 1, 0]);
    expect(found.identity?.toFixed(4)).toBe('0.5556');
    expect(found.rejection?.toFixed(4)).toBe('0.6667');
    expect(found.knowledge?.toFixed(4)).toBe('6.5556');
    expect(found).toMatchObject({ samples: 27, unreadable: 4, noVerdict: 0 });
  });

  test('a vote that nobody can read is no verdict, neither right nor wrong', () => {
    const nothing = [undefined, undefined, undefined];
    const found = roleFigures([{ identity: [], knowledge: nothing, rejects: nothing, shouldReject: true }]);
    expect(found).toMatchObject({ rejection: undefined, knowledge: undefined, noVerdict: 1, unreadable: 6 });
  });

  test('what is read', () => {
    expect([readLetter('b) surely', 'B'), readLetter('A', 'B'), readLetter('Both', 'B')]).toEqual([
      true,
      false,
      undefined,
    ]);
    // A candidate in words is no letter, although it begins with one.
    const inWords = ['A present-day tax adviser', 'a pilot of a mail rocket in 2190', 'A ship’s cook of the 1860s'];
    expect(inWords.map((text) => readLetter(text, 'A'))).toEqual([undefined, undefined, undefined]);
    expect(['A. A present-day tax adviser', '“a”', 'A: by the sea'].map((text) => readLetter(text, 'A'))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['7', 'Score: 8/10', '11', 'seven', '0'].map(readTen)).toEqual([7, 8, undefined, undefined, undefined]);
    expect(['1', 'No.', 'nothing', '10'].map(readBit)).toEqual([true, false, undefined, undefined]);
  });
});

describe('one turn', () => {
  test('three requests, each for three replies, where the endpoint can', async () => {
    const model = scriptedModel([three('A', 'A', 'B'), three('7', '8', '6'), three('0', '0', 'who knows')], {
      capabilities: { n: true },
    });
    const { events, told, ending } = await ran(judgeRole, inputOf({}, file), model);
    model.finish();
    expect(model.requests.map(({ n, temperature }) => [n, temperature])).toEqual([
      [3, 0.2],
      [3, 0.2],
      [3, 0.2],
    ]);
    expect(stepsOf(events)).toEqual(['identity', 'knowledge', 'rejection']);
    expect(wordsOf(model.requests[0])).not.toContain('Lyme Regis');
    expect(wordsOf(model.requests[1])).toContain('She lived in Lyme Regis.');
    expect(wordsOf(model.requests[0])).toMatch(/[A-D]\. Mary Anning, fossil hunter/u);
    expect(told[0]).toContain('Knowledge: 7.0000');
    expect(told[0]).toContain('Declines as it should: 1.0000');
    expect(told[0]).toContain('9 samples by scripted, 1 of them unreadable');
    expect(events.find(({ type }) => type === 'table')).toMatchObject({
      table: {
        columns: ['example', 'recognised', 'knowledge', 'declines', 'should decline'],
        rows: [['inside 1', expect.stringMatching(/^0\.\d{4}$/u), '7.0000', 'no', 'no']],
      },
    });
    expect(ending).toBe('nothing');
  });

  test('nine single calls where it cannot, with the same figures', async () => {
    const model = scriptedModel(['A', 'A', 'B', '7', '8', '6', 'x', 'y', 'z']);
    const { told, events } = await ran(judgeRole, inputOf({}, file), model);
    model.finish();
    expect(model.requests).toHaveLength(9);
    expect(model.requests.every(({ n }) => n === undefined)).toBe(true);
    expect(events.filter(({ type }) => type === 'spent')).toHaveLength(9);
    expect(told[0]).toContain('Declines as it should: no verdict of 1 (1 without a verdict)');
  });

  test('without such examples it says what to do', () => {
    expect(judgeRole(inputOf({}, 'persona X\n'))).toContain('write a character from a name first');
  });
});
