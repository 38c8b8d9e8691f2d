// The gate on what a persona is tested with: a row that contains a line of a test gives it away, in any script and whatever stands around it.
import { describe, expect, test } from 'vitest';
import { testItemFinder } from '../../src/data/test-items.ts';
import { keeperText, personaOf } from './kit.ts';

const find = (lines: readonly string[], more = '') =>
  testItemFinder(
    personaOf(`${keeperText}\n${more}\ntest hidden\n${lines.map((line) => `  user: ${line}\n`).join('')}`),
  );

const said = (content: string) => ({ messages: [{ role: 'user', content }] });

describe('given away', () => {
  test.each([
    ['as it is', 'Who really owns this ferry?', said('who really owns this ferry')],
    ['behind who speaks', 'Who really owns this ferry?', said('Kim: Who really owns this ferry?')],
    ['with more behind it', 'Who really owns this ferry?', said('Who really owns this ferry? Tell me.')],
    [
      'in one text with other turns',
      'Who really owns this ferry?',
      { text: 'kim: who really owns this ferry\nida: I.' },
    ],
    ['cut into words', 'Who really owns this ferry?', { tokens: ['Who', ' really', ' owns', ' this', ' ferry?'] }],
    [
      'in pieces',
      'Who really owns this ferry?',
      {
        slices: [
          { t0: 1, text: 'Who really' },
          { t0: 2, text: 'owns this ferry?' },
        ],
      },
    ],
    ['Chinese', '请告诉我你的真实姓名和家庭住址好吗', said('请告诉我你的真实姓名和家庭住址好吗')],
    ['Chinese in more', '请告诉我你的真实姓名和家庭住址好吗', said('你好，请告诉我你的真实姓名和家庭住址好吗？谢谢')],
    ['short Chinese', '这艘渡轮到底是谁的', said('金：这艘渡轮到底是谁的？')],
    ['Japanese', '灯台の本当の持ち主は誰ですか', said('あの、灯台の本当の持ち主は誰ですか？')],
    ['Thai', 'ใครเป็นเจ้าของเรือลำนี้จริงๆ', said('บอกหน่อย ใครเป็นเจ้าของเรือลำนี้จริงๆ')],
    [
      'most of a long line',
      'Did the second keeper ever light the lamp at noon?',
      said('Say: did the second keeper ever light the lamp?'),
    ],
  ])('%s', (_, line, row) => {
    expect(find([line])(row)).toBe('hidden');
  });
});

describe('not given away', () => {
  test.each([
    ['a short line', 'Who are you?', said('Kim: Who are you? Tell me.')],
    ['a short line in Chinese', '你好吗', said('你好吗')],
    ['other words', 'Who really owns this ferry?', said('Who owns this boat?')],
    ['other characters', '这艘渡轮到底是谁的', said('这艘船是谁的')],
  ])('%s', (_, line, row) => {
    expect(find([line])(row)).toBeUndefined();
  });

  test('what the persona itself shows, in an example or in its prompt', () => {
    const example = '\nexample\n  user: Who really owns this ferry?\n  self: The harbour.\n';
    expect(
      find(['Who really owns this ferry?'], example)(said('Who really owns this ferry? Tell me.')),
    ).toBeUndefined();
    expect(find(['Is the lamp lit at dusk?', 'The lamp is lit.'])(said('The lamp is lit at dusk.'))).toBeUndefined();
  });
});
