// Notes in a talk file that anybody may have written: what could not be drawn is refused with a reason.
import { expect, test } from 'vitest';
import { noteFault } from '../../../src/play/protocol/note-fault.ts';

const decoded = {
  kind: 'decoded',
  request: 'r1',
  after: 't1',
  part: 'coping',
  guess: 'plays',
  likeness: 0.4,
  estimator: 'lexical',
  threshold: 0.5,
  found: false,
};

test('notes as they are written pass; other kinds are not looked at', () => {
  expect(noteFault(decoded)).toBeUndefined();
  // JSON has no word for what is not there.
  expect(noteFault(JSON.parse(JSON.stringify({ ...decoded, after: undefined })))).toBeUndefined();
  expect(noteFault({ kind: 'remark', text: 7 })).toBeUndefined();
});

test.each<[object, string]>([
  [{ ...decoded, likeness: '0.4' }, 'A note of kind "decoded" has no "likeness" that can be read.'],
  [{ ...decoded, after: 3 }, 'A note of kind "decoded" has no "after" that can be read.'],
  [
    { kind: 'synopsis', request: 'r', round: 1, plans: [{ actor: 'a' }], order: [] },
    'A note of kind "synopsis" has no "plans" that can be read.',
  ],
  [
    { kind: 'placement', request: 'r', round: 1, actor: 'a', position: '', condition: '', changed: ['x'], kept: [] },
    'A note of kind "placement" has no "changed" that can be read.',
  ],
  [{ text: 'x' }, 'A note needs a text "kind".'],
  [{ kind: 'toString' }, ''],
])('%o', (note, fault) => {
  expect(noteFault(note as Record<string, unknown>) ?? '').toBe(fault);
});
