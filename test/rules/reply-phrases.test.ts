// Every phrase asked of a reply, by example: what it holds of, and what it does not.
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/rule-kit.ts';

const table: readonly (readonly [phrase: string, yes: readonly string[], no: readonly string[]])[] = [
  ['say "tea"', ['Tea?', 'a teacup', 'İ like TEA'], ['', 'te a', 'coffee']],
  ['say "ΟΔΟΣ"', ['η οδος', 'ΟΔΟΣΗ'], ['οδο']],
  ['say "a \\"b\\" \\\\ c"', ['x A "B" \\ C y'], ['a b c']],
  ['say "C:\\new"', ['see C:\\New'], ['C:\n']],
  ['say one of "tea", "milk" or "sugar"', ['milk', 'more SUGAR'], ['coffee']],
  ['say "tea" or say "milk"', ['tea', 'milk'], ['water']],
  ['say "tea" or "milk" or /^x+$/', ['milk', 'xxx'], ['water', 'xy']],
  ['say word "tea"', ['Tea!', 'some (tea), please', '“x” _tea_'], ['teacup', 'tea-time', 'x“tea”', '“tea”']],
  ['say "caf\u00e9"', ['Le cafe\u0301 !', 'CAF\u00c9'], ['cafe']],
  ['say word "cafe\u0301"', ['Le caf\u00e9.'], ['cafes']],
  ['be "e\u0301te\u0301"', ['\u00c9t\u00e9.'], ['ete']],
  ['be exactly "\u00e9"', ['\u00e9'], ['e\u0301']],
  ['say word "чай"', ['пью «Чай».', 'чай…'], ['чайник']],
  ['say word "茶"', ['我喝茶吗'], ['酒']],
  [
    'say word "tea" or be "no"',
    ['No.', 'tea\u001cx', 'x\u0085tea', 'x\u2028tea\u00a0y', 'x\u3000tea'],
    ['x\u200btea', 'x\ufefftea'],
  ],
  ['say /t.a/i', ['TEA', 't\ra', 't\u2028a'], ['t\na']],
  ['say /t.a/is', ['t\na'], ['ta']],
  ['say /a$/', ['a'], ['a\n', 'a\nb']],
  ['say /^b$/m', ['a\nb\nc'], ['abc']],
  ['say /[/]x\\/y/', ['/x/y'], ['x/y']],
  ['say /^\\[(?<did>.*?)\\]/ where did is "bow"', ['[Bow!] and more', '[ bow ]'], ['[bow twice]', 'x [bow]']],
  ['say /\\[(?<did>\\w+)\\]/ where did is exactly "bow"', ['[run] [bow]'], ['[Bow]', 'bow']],
  ['say /\\[(?P<did>\\w+)\\]/ where did is one of "run", "bow"', ['[RUN]'], ['[sit]']],
  ['be "yes"', ['yes', ' "Yes!" ', '**YES**', '\r\n\v\fyes\t'], ['yes sir', '“yes”', 'yes\u00a0', 'yes\u200b', '']],
  ['be "да"', ['«Да!»', 'да…\u00a0'], ['дай']],
  ['be "…"', ['…', '"…"'], ['', '?!', 'x']],
  ['be exactly "Yes"', ['Yes'], ['yes', 'Yes ', 'Yes.']],
  ['be one of "yes", "no"', ['No.'], ['maybe']],
  ['start with "dear"', ['Dear sir', 'dearly'], [' dear', 'My dear']],
  ['end with "m."', ['Yours, M.'], ['M. was here', 'M. ']],
  ['be at most 3 words', ['', 'one two three', 'one\u00a0two'], ['a b c d', 'a - b c']],
  ['be at least three words', ['one two three'], ['one-two three']],
  ['be exactly 2 words', ['one two'], ['one']],
  ['be at most 4 words', ['我喝茶。', 'ok 我喝茶'], ['我喝茶了吗', 'ok then 我喝茶']],
  [
    'be at most 2 sentences',
    ['Mr. Holmes sat. He slept.', 'One… two.', '是。不是。'],
    ['A. Bee see. Dee ef.  Gee.', '是。不是。是。'],
  ],
  [
    'be exactly 2 sentences',
    ['1. Boil it.\n2. Drink it.', 'Hier.\n\n- 3. Mai, Nr. 5.', 'Am 12. Dezember um 8. Ja.', 'See no. 5, p. 3. Fine.'],
    ['It costs 12. Pay. Now.', '1. Boil it. Drink it.\n2. Pay.'],
  ],
  ['be at least 1 sentence', ['hello'], ['', '...']],
  ['be at most 2 lines', ['a\n\nb\n', 'a\r\nb', 'a\rb'], ['a\nb\nc']],
  ['be at most 3 characters', ['abc', 'e\u0301e\u0301e\u0301', '👩‍👩‍👧👍🏽x'], ['abcd']],
  ['ask a question', ['Who?', '誰？', 'من؟', 'ποιος\u037e'], ['who', 'a; b']],
  ['ask at most 1 question', ['Who?!', 'What???', 'no'], ['Who? What?']],
  ['ask at least two questions', ['Who? What?'], ['Who?']],
  ['ask questions', ['Who?'], ['No.']],
  ['be JSON', ['{"a": [1]}', ' 4 ', 'null'], ['{a: 1}', '', '```json\n{}\n```']],
  ['be "{{name}}"', ['Ann.', 'bob'], ['ann bob']],
  ['say "{{name}}-{{n}}"', ['x ANN-7', 'bob-7'], ['ann', 'ann-8']],
  ['say /^{{name}}, {{odd}}$/i', ['ann, a.b(', 'BOB, A.B('], ['ann, axb(', 'annbob, a.b(']],
  ['say "{{name.1}}" or be "{{map.key}}"', ['bob', 'value'], ['ann']],
  ['be at most {{n}} words', ['1 2 3 4 5 6 7'], ['1 2 3 4 5 6 7 8']],
  [
    'speak for user',
    ['Yes.\nUser: ok', '**Human:** hm', 'self\n> user： x'],
    ['the user: nobody said', 'My user is: you'],
  ],
  [
    'break character',
    ['As an AI language model, I cannot.', "I'm just a chatbot"],
    ['As an aide, I cannot.', 'I am a large man.'],
  ],
];

const values = { name: ['Ann', 'Bob'], n: 7, odd: 'a.b(', map: { key: 'value' } };

describe.each(table)('%s', (phrase, yes, no) => {
  test.each(yes)('holds of %j', (reply) => expect(holds(phrase, reply, values)).toBe(true));
  test.each(no)('does not hold of %j', (reply) => expect(holds(phrase, reply, values)).toBe(false));
});

test('tokens and languages come from the measures given', () => {
  const measures = {
    tokens: (text: string) => text.length,
    language: (text: string) => (text === 'oui' ? 'fr' : 'en'),
  };
  expect(holds('be at most 3 tokens', 'abc', {}, measures)).toBe(true);
  expect(holds('be at most 3 tokens', 'abcd', {}, measures)).toBe(false);
  expect(holds('be in French', 'oui', {}, measures)).toBe(true);
  expect(holds('be in fr', 'yes', {}, measures)).toBe(false);
});
