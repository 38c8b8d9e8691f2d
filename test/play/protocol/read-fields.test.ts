// How answers of models are read: fields, scores, lines without names; and that none takes long to read.
import { expect, test } from 'vitest';
import { readAction, readPlacement, readSynopsis } from '../../../src/play/narrated/read-answers.ts';
import { bareLine, readFields, readScore } from '../../../src/play/protocol/read-fields.ts';
import { actorNamed } from '../../../src/play/protocol/stage.ts';

test.each<[string, object]>([
  ['Belief: a\nDesire: b', { Belief: 'a', Desire: 'b' }],
  ['**Belief:** a\n- *Desire*: b\nand more', { Belief: 'a', Desire: 'b\nand more' }],
  ['1. Belief： a', { Belief: 'a' }],
  ['Here you are.\n\nbelief: first\nBelief: last', { Belief: 'last' }],
  ['Belief:\nDesire: b', { Desire: 'b' }],
  ['I believe: all of it', {}],
  ['', {}],
])('fields of %j', (answer, fields) => {
  expect(readFields(answer, ['Belief', 'Desire'])).toEqual(fields);
});

test.each<[string, number | undefined]>([
  ['7', 7],
  ['I would say 7/10.', 7],
  ['First 3, on reflection 8 of 10', 8],
  ['**9** out of 10', 9],
  ['0', undefined],
  ['11', undefined],
  ['7.5', undefined],
  ['6-8', undefined],
  ['-3', undefined],
  ['seven', undefined],
  ['', undefined],
])('score of %j is %j', (answer, score) => {
  expect(readScore(answer, 1, 10)).toBe(score);
});

test('a line is what is said, without the name of who says it; another name stays', () => {
  expect(bareLine(' **Sherlock Holmes:** Come in. ', 'Sherlock Holmes')).toBe('Come in.');
  expect(bareLine('Watson: come in.', 'Sherlock Holmes')).toBe('Watson: come in.');
  expect(readAction('Sherlock Holmes: *rises.*', 'Sherlock Holmes')).toBe('*rises.*');
  expect(readAction('** **', 'Holmes')).toBe('');
});

test('a name is met by a part of it only where one alone is called so', () => {
  const actors = ['Mary Watson', 'John Watson', 'Sherlock Holmes'].map((name) => ({
    key: name.toLowerCase(),
    name,
    persona: undefined,
    person: false,
  }));
  expect(actorNamed(actors, '**Holmes**')?.name).toBe('Sherlock Holmes');
  expect(actorNamed(actors, 'Watson')).toBeUndefined();
  expect(actorNamed(actors, 'john watson.')?.name).toBe('John Watson');
  expect(actorNamed(actors, 'nobody')).toBeUndefined();
});

test('answers made to take long to read are read at once', () => {
  const before = performance.now();
  for (const bad of [
    '*'.repeat(200_000),
    ' '.repeat(200_000),
    `${'*'.repeat(200_000)}x`,
    '1 '.repeat(100_000),
    '- '.repeat(100_000),
  ]) {
    readFields(bad, ['Belief']);
    readScore(bad, 1, 10);
    readAction(bad, 'Holmes');
    readSynopsis(bad, [], true);
    readPlacement(bad, { position: '', condition: '' });
  }
  expect(performance.now() - before).toBeLessThan(2000);
});
