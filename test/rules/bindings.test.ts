// `let:` by example: which message gives the value, what it is, and what happens where none fits.
import { expect, test } from 'vitest';
import { ruleOf, talkOf, verdictOf } from '../kit/rule-kit.ts';

const values = {
  animals: ['cat', 'Dog', 'owl'],
  sounds: ['meow', 'woof'],
  says: { Cat: 'purr', dog: 'wag' },
  hands: ['rock', 'paper'],
  outcomes: { 'rock paper': 'lost', 'paper rock': 'won' },
};

/** Bindings, what the user says, the value of `x`: undefined where it is not known. */
const table: readonly (readonly [lets: readonly string[], user: readonly string[], x: string | undefined])[] = [
  [['let: x = user /^Simon says: (.+)/'], ['Simon says: bow'], 'bow'],
  [['let: x = user /^Simon says: (.+)/'], ['Simon says: bow', 'Simon says: run', 'hm'], 'run'],
  [['let: x = user /^Simon says: (.+)/'], ['hm'], undefined],
  [['let: x = last user /^Simon says: (.+)/'], ['Simon says: bow', 'hm'], undefined],
  [['let: x = user /b(z)?/'], ['b'], undefined],
  [['let: x = user /b+/'], ['abba'], 'bb'],
  [['let: x = user'], ['hello', 'you'], 'you'],
  [['let: x = user in animals'], ['DOG'], 'Dog'],
  [['let: x = user exactly in animals'], ['dog'], undefined],
  [['let: x = user exactly in animals'], ['Dog'], 'Dog'],
  [['let: x = user in animals'], ['dog!'], undefined],
  [['let: x = user in animals to sounds'], ['Cat'], 'meow'],
  [['let: x = user in {{animals}} to {{sounds}}'], ['Cat'], 'meow'],
  [['let: x = user in animals to sounds'], ['owl'], undefined],
  [['let: x = user in says'], ['cat'], 'purr'],
  [['let: x = user exactly in says'], ['cat'], undefined],
  [['let: x = user /^I play (\\w+)/ in hands'], ['I play rock', 'I play lizard'], 'rock'],
  [
    [
      'let: mine = user /^(\\w+) v/ in hands',
      'let: yours = user /v (\\w+)$/ in hands',
      'let: x = "{{mine}} {{yours}}" in outcomes',
    ],
    ['Rock v PAPER'],
    'lost',
  ],
  [['let: mine = user /^(\\w+) v/ in hands', 'let: x = "{{mine}} {{yours}}" in outcomes'], ['Rock v PAPER'], undefined],
  [['let: x = user in nowhere'], ['cat'], undefined],
];

test.each(table)('%j after %j gives %s', (lets, user, x) => {
  const talk = talkOf(...user.map((line) => `user: ${line}`), 'self: answer');
  const known = ruleOf(...lets, 'when: {{x}} is known', 'never: say "answer"');
  expect(known.problems).toEqual([]);
  expect(verdictOf(known, talk, { values }).state).toBe(x === undefined ? 'idle' : 'broken');
  if (x !== undefined)
    expect(
      verdictOf(ruleOf(...lets, `when: {{x}} is exactly "${x}"`, 'never: say "answer"'), talk, { values }).state,
    ).toBe('broken');
});

test('a value bound in one rule is not seen by another, and hides one given', () => {
  const book = ruleOf('let: says = user /(z)/', 'must: say "{{says}}"');
  expect(verdictOf(book, talkOf('user: a', 'self: purr'), { values }).state).toBe('idle');
  expect(verdictOf(ruleOf('must: say "{{says}}"'), talkOf('self: purr'), { values }).state).toBe('kept');
});
