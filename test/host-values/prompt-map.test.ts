// The way between a persona and its compiled prompt, both ways.
import { expect, test } from 'vitest';
import { range } from '../../src/base/range.ts';
import { originAt, promptRangeAt } from '../../src/host/prompt/prompt-map.ts';

const map = [
  { range: range(0, 50), uri: 'a', origin: range(100, 150) },
  { range: range(10, 20), uri: 'a', origin: range(110, 120) },
  { range: range(60, 70), uri: 'parent', origin: range(110, 120) },
];

test('the narrowest piece under the cursor counts', () => {
  expect(promptRangeAt(map, 'a', 115)).toEqual(range(10, 20));
  expect(promptRangeAt(map, 'a', 140)).toEqual(range(0, 50));
  expect(originAt(map, 15)?.origin).toEqual(range(110, 120));
});

test('another file is another place', () => {
  expect(promptRangeAt(map, 'parent', 115)).toEqual(range(60, 70));
  expect(originAt(map, 65)?.uri).toBe('parent');
});

test('a cursor at either edge still points at the piece; words of ours lead nowhere', () => {
  expect(promptRangeAt(map, 'a', 150)).toEqual(range(0, 50));
  expect(originAt(map, 55)).toBeUndefined();
  expect(promptRangeAt(map, 'a', 5)).toBeUndefined();
});
