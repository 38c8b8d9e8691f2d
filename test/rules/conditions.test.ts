// Conditions by example: which messages they look at, and when a rule applies.
import { expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { noFiles } from '../kit/memory-source.ts';
import { bookOf, ruleOf, talkOf, verdictOf } from '../kit/rule-kit.ts';

const values = { secret: 'pear', n: 7, nothing: null, list: ['a', 'b'], self: 'Holmes' };

/** Condition, a talk whose last reply is looked at, and whether the rule applies to it. */
const table: readonly (readonly [condition: string, talk: readonly string[], applies: boolean])[] = [
  ['user says "hi"', ['user: hi', 'user: there', 'self: x'], true],
  ['user says "hi"', ['user: hi', 'self: y', 'user: there', 'self: x'], false],
  ['user says "hi"', ['user: hi', 'self: y', 'self: x'], false],
  ['user says "hi"', ['system: hi', 'self: x'], false],
  ['user says "hi"', ['watson: hi', 'self: x'], false],
  ['user says "hi" or user is "there"', ['user: There!', 'self: x'], true],
  ['user is exactly "hi"', ['user: Hi', 'self: x'], false],
  ['last user says "hi"', ['user: hi', 'user: there', 'self: x'], false],
  ['last user says "hi"', ['user: there', 'user: hi', 'system: no', 'self: x'], true],
  ['last user says "hi"', ['user: hi', 'self: y', 'self: x'], false],
  ['ever user says "hi"', ['user: hi', 'self: y', 'user: there', 'self: x'], true],
  ['ever user says "hi"', ['user: there', 'self: x', 'user: hi'], false],
  ['ever last user says "hi"', ['user: hi', 'self: y', 'self: x'], true],
  ['ever last user says "hi"', ['user: hi', 'self: y', 'user: there', 'self: x'], false],
  ['self said "y"', ['self: y', 'user: a', 'self: z', 'user: b', 'self: x'], true],
  ['self said "x"', ['user: a', 'self: x'], false],
  ['last self said "y"', ['self: y', 'user: a', 'self: z', 'user: b', 'self: x'], false],
  ['last self said "z"', ['self: y', 'user: a', 'self: z', 'user: b', 'self: x'], true],
  ['user asks a question', ['user: why?', 'self: x'], true],
  ['user is at least 3 words', ['user: one two', 'self: x'], false],
  ['first turn', ['user: a', 'self: x'], true],
  ['first turn', ['self: greeting', 'user: a', 'self: x'], true],
  ['first turn', ['self: greeting'], false],
  ['first turn', ['user: a', 'self: y', 'user: b', 'self: x'], false],
  ['after turn 1', ['user: a', 'self: y', 'user: b', 'self: x'], true],
  ['after turn 2', ['self: hello', 'user: a', 'self: y', 'user: b', 'self: x'], false],
  ['{{secret}} is known', ['self: x'], true],
  ['{{nothing}} is known', ['self: x'], false],
  ['{{undeclared}} is known', ['self: x'], false],
  ['{{secret}} is "Pear."', ['self: x'], true],
  ['{{nothing}} is "x"', ['self: x'], false],
  ['{{list}} is "b"', ['self: x'], true],
  ['{{list.0}} is "b"', ['self: x'], false],
  ['{{n}} is at most 7', ['self: x'], true],
  ['{{n}} is at least 7.5', ['self: x'], false],
  ['{{secret}} is at most 7', ['self: x'], false],
  ['{{n}} is at most {{n}}', ['self: x'], true],
  ['"{{secret}} {{n}}" is exactly "pear 7"', ['self: x'], true],
  ['"{{secret}}" says /^p/', ['self: x'], true],
  ['{{turn}} is exactly 2', ['user: a', 'self: y', 'user: b', 'self: x'], true],
  ['user says "{{nothing}}"', ['user: x', 'self: x'], false],
];

test.each(table)('when: %s — %j applies: %s', (condition, talk, applies) => {
  const whenever = ruleOf(`when: ${condition}`, 'must: say "x"');
  const unless = ruleOf(`unless: ${condition}`, 'never: say "nothing of it"');
  expect(whenever.problems).toEqual([]);
  const { state } = verdictOf(whenever, talkOf(...talk), { values });
  expect(state).toBe(applies ? (talk.at(-1)?.includes('x') ? 'kept' : 'broken') : 'idle');
  expect(verdictOf(unless, talkOf(...talk), { values }).state).toBe(applies ? 'idle' : 'kept');
});

test('speakers of a scene are looked at by name, and only those who are there', () => {
  const scene = 'scene tea\n  with: ./watson.persona, Mrs Hudson\n  watson: Well?\n';
  const text = `persona H\n\nrules\n  r: R.\n    when: watson says "tea" or last mrs hudson says "cake"\n    must: say "x"\n\n${scene}`;
  const book = readRules(readPersona(text, '/p/h.persona', noFiles));
  expect(book.problems).toEqual([]);
  const talk = (name: string, content: string) => [
    { role: 'user' as const, name, content },
    { role: 'assistant' as const, content: 'y' },
  ];
  expect(verdictOf(book, talk('watson', 'tea')).state).toBe('broken');
  expect(verdictOf(book, talk('mrs hudson', 'Cake?')).state).toBe('broken');
  expect(verdictOf(book, talk('mrs hudson', 'tea')).state).toBe('idle');
  expect(ruleOf('when: watson says "tea"').problems[0]?.code).toBe('bad-phrase');
});

test('a slot has the value it starts as, the stage is the first of the plan, the user has no name yet', () => {
  const state =
    'state\n  mood: How he feels.\n    starts as: bored\n  guest: Who is there.\n\nplan\n  opening: Listen.\n';
  const rule = (condition: string) => bookOf(`${state}\nrules\n  r: R.\n    when: ${condition}\n    must: say "x"\n`);
  const verdict = (condition: string, given = {}) =>
    verdictOf(rule(condition), talkOf('user: hi', 'self: y'), { values: given }).state;
  expect(verdict('{{mood}} is "bored"')).toBe('broken');
  expect(verdict('{{mood}} is "bored"', { mood: 'curious' })).toBe('idle');
  expect(verdict('{{guest}} is known')).toBe('idle');
  expect(verdict('{{stage}} is "opening"')).toBe('broken');
  expect(verdict('{{user}} is known')).toBe('idle');
  expect(verdict('{{user}} is "Ada"', { user: 'Ada' })).toBe('broken');
});
