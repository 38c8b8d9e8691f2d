// How answers of models are read: fields, scores, lines without names; and that none takes long to read.
import { expect, test } from 'vitest';
import { readAction, readPlacement, readSynopsis } from '../../../src/play/narrated/read-answers.ts';
import { bareLine, readFields, readScore } from '../../../src/play/protocol/read-fields.ts';
import { actorNamed } from '../../../src/play/protocol/stage.ts';
import { leastTime } from '../../kit/least-time.ts';

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

test.each([
  ['stars', '*'.repeat(200_000)],
  ['spaces', ' '.repeat(200_000)],
  ['stars and a letter', `${'*'.repeat(200_000)}x`],
  ['numbers', '1 '.repeat(100_000)],
  ['dashes', '- '.repeat(100_000)],
])('an answer made to take long to read is read at once: %s', async (_, bad) => {
  const took = await leastTime(1000, () => {
    readFields(bad, ['Belief']);
    readScore(bad, 1, 10);
    readAction(bad, 'Holmes');
    readSynopsis(bad, [], true);
    readPlacement(bad, { position: '', condition: '' });
  });
  expect(took).toBeLessThan(1000);
});
