// Choices kept as text: what is written is read again, what is no choice is passed over, and what was decided last holds.
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../src/write/prefer/choices.ts';
import { moreChoices, mostKept, readChoices, writeChoices } from '../../../src/write/prefer/choices-file.ts';

const one: Choice = { x: 'greeting', better: 'You are late.', worse: 'Hello!', from: 'accepted' };
const other: Choice = { x: 'voice › brief', better: 'Keeps it\nshort.', worse: 'Talks.', from: 'rejected' };

describe('as text', () => {
  test('what is written is read', () => {
    expect(writeChoices([one, other]).trimEnd().split('\n')).toHaveLength(2);
    expect(readChoices(writeChoices([one, other]))).toEqual([one, other]);
  });

  test('what is no choice is passed over', () => {
    const lines = ['', 'no json', '7', '{"x":"a"}', JSON.stringify({ ...one, from: 'heaven' }), JSON.stringify(one)];
    expect(readChoices(lines.join('\r\n'))).toEqual([one]);
    expect(readChoices(JSON.stringify({ ...one, worse: one.better }))).toEqual([]);
  });
});

test('decided otherwise later, the later one holds; the newest are kept', () => {
  const turned: Choice = { ...one, better: one.worse, worse: one.better };
  expect(moreChoices([one, other], [turned])).toEqual([other, turned]);
  const many = Array.from({ length: mostKept + 5 }, (_, at): Choice => ({ ...one, x: String(at) }));
  expect(moreChoices(many, [other]).at(-1)).toEqual(other);
  expect(moreChoices(many, [other])).toHaveLength(mostKept);
});
