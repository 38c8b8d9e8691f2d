// Lists of models as they are kept: what stays of an answer, what an earlier list adds, and that kept text is read with care.
import { describe, expect, test } from 'vitest';
import { placeOf, readKeptLists, withList } from '../../src/model/kept-lists.ts';
import type { ListedModel } from '../../src/model/providers/openai/list-models.ts';

const url = 'https://api.example.com/v1';
const first = Date.parse('2026-11-20T12:00:00Z');
const second = Date.parse('2026-11-26T12:00:00Z');
const list = (...models: readonly (string | ListedModel)[]) => ({
  models: models.map((each) => (typeof each === 'string' ? { id: each, ending: {} } : each)),
});

describe('kept lists', () => {
  test('names and days are kept, and nothing else that the list said', () => {
    const [kept] = withList(
      [],
      `${url}/`,
      list(
        'stays',
        { id: 'a', ending: { shutdown_date: '2026-12-11', deprecation_date: '2027-01-01', deprecated: true } },
        { id: 'b', ending: { retirement_date: '2027-02-03T00:00:00Z' } },
        { id: 'c', ending: { deprecated: true } },
        { id: 'd', ending: { shutdown_date: '2026-02-31', expires: 1_790_000_000, sunset: 'soon' } },
      ),
      second,
    );
    expect(kept).toEqual({
      place: url,
      day: '2026-11-26',
      whole: true,
      left: [],
      models: [
        { id: 'stays' },
        { id: 'a', ends: '2026-12-11' },
        { id: 'b', ends: '2027-02-03' },
        { id: 'c', deprecated: true },
        { id: 'd' },
      ],
    });
    expect(readKeptLists(JSON.parse(JSON.stringify([kept])))).toEqual([kept]);
  });

  test('what an earlier list had is noted with its day, until it comes back', () => {
    const before = withList([], url, list('old', 'both'), first);
    const now = withList(before, url, list('both', 'new'), second);
    expect(now).toHaveLength(1);
    expect(now[0]?.left).toEqual([{ id: 'old', last: '2026-11-20' }]);
    expect(withList(now, url, list('both', 'new'), second)[0]?.left).toEqual([{ id: 'old', last: '2026-11-20' }]);
    expect(withList(now, url, list('old', 'both', 'new'), second)[0]?.left).toEqual([]);
  });

  test('a part, a server on this machine and a list of nothing leave nothing out', () => {
    const before = withList([], url, list('old', 'both'), first);
    expect(withList(before, url, { ...list('both'), partial: true }, second)[0]).toMatchObject({
      whole: false,
      left: [],
    });
    expect(withList([], 'http://localhost:11434/v1', list('a'), second)[0]?.whole).toBe(false);
    expect(withList(before, url, list(), second)).toBe(before);
  });

  test('one address is one endpoint, however it is written, and never one with a password', () => {
    expect(placeOf('https://API.example.com:443/v1//?key=abc#x')).toBe(url);
    expect(placeOf('https://me:secret@api.example.com/v1')).toBeUndefined();
    expect(withList([], 'https://api.example.com/v1?key=sk-secret', list('a'), second)[0]?.place).toBe(url);
  });

  test('twenty endpoints at most, the newest first', () => {
    let lists = withList([], url, list('a'), first);
    for (let at = 0; at < 25; at++) lists = withList(lists, `https://e${at}.example.com/v1`, list('a'), second);
    expect(lists).toHaveLength(20);
    expect(lists[0]?.place).toBe('https://e24.example.com/v1');
  });

  test.each([
    [undefined],
    ['text'],
    [[null, 1, {}, { place: 'x', day: '2026-11-26' }, { place: url, day: 'today', models: [] }]],
    [[{ place: 'https://me:pw@api.example.com/v1', day: '2026-11-26', models: [{ id: 'a' }] }]],
  ])('what is not as it was kept is left out: %j', (value) => {
    expect(readKeptLists(value)).toEqual([]);
  });

  test('of a list that was kept, entries that were not are left out', () => {
    const models = [{ id: 'a', ends: 'never' }, { id: '' }, { id: 5 }, null, { id: 'x'.repeat(301) }];
    const kept = { place: url, day: '2026-11-26', models, left: [{ id: 'b' }, { id: 'c', last: '2026-11-20' }] };
    expect(readKeptLists([kept])).toEqual([
      { ...kept, whole: false, models: [{ id: 'a' }], left: [{ id: 'c', last: '2026-11-20' }] },
    ]);
  });
});
