import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Aspect, blockedAspects, openAspects, readAspect } from '../../../src/play/memory/aspects.ts';

const aspects: readonly Aspect[] = ['hobby', 'social', 'emotional', 'job', 'dream job'].map((id) => ({
  id,
  text: `You think of ${id}.`,
}));

describe('the vectors of the card', () => {
  test('three of the last five block', () => {
    expect([...blockedAspects(['hobby', 'social', 'emotional', 'emotional', 'emotional'])]).toEqual(['emotional']);
  });

  test('what lies further back does not count', () => {
    const picks = ['emotional', 'emotional', 'emotional', 'hobby', 'hobby', 'social', 'job'];
    expect([...blockedAspects(picks)]).toEqual([]);
  });
});

test('a reply to which nothing came to mind takes a place among the five', () => {
  expect([...blockedAspects(['job', 'job', 'job', 'none', 'none'])]).toEqual(['job']);
  expect([...blockedAspects(['job', 'job', 'job', 'none', 'none', 'none'])]).toEqual([]);
  expect([...blockedAspects(['none', 'none', 'none'])]).toEqual([]);
});

test('blocked ones cannot be picked', () => {
  const open = openAspects(aspects, ['job', 'job', 'job']);
  expect(open.map(({ id }) => id)).toEqual(['hobby', 'social', 'emotional', 'dream job']);
  expect(readAspect('job', open)).toBeUndefined();
});

describe('what a selector answers', () => {
  test.each([
    ['hobby', 'hobby'],
    ['  "Hobby". ', 'hobby'],
    ['I pick: dream_job', 'dream job'],
    ['NONE', undefined],
    ['', undefined],
    ['hobbyist', undefined],
    ['hobby or social', undefined],
  ])('%j gives %j', (answer, id) => {
    expect(readAspect(answer, aspects)?.id).toBe(id);
  });
});

test('never are all aspects blocked where there are two', () => {
  const pick = fc.constantFrom('a', 'b', 'none');
  fc.assert(fc.property(fc.array(pick), (picks) => blockedAspects(picks).size <= 1));
});
