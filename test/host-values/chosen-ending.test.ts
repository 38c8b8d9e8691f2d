// What is said of the end of a chosen model, and when its user is told: of their own choice, once for each model and day, and never of what is unsure.
import { describe, expect, test } from 'vitest';
import { chosenEnding, endingNotice } from '../../src/host/models/chosen-ending.ts';
import type { ModelChoice } from '../../src/host/models/model-choice.ts';
import type { KeptList, KeptModel } from '../../src/model/kept-lists.ts';

const place = 'https://api.example.com/v1';
const today = '2026-11-26';
const listed = (model: Omit<KeptModel, 'id'>, more: Partial<KeptList> = {}) => ({
  today,
  lists: [{ place, day: '2026-11-25', whole: true, models: [{ id: 'porter-1', ...model }], left: [], ...more }],
});
const endpoint = (broughtBy: 'user' | 'folder' = 'user', model = 'porter-1'): ModelChoice => ({
  kind: 'endpoint',
  endpoint: { name: 'cloud', url: `${place}/?x=1`, model } as Extract<ModelChoice, { kind: 'endpoint' }>['endpoint'],
  broughtBy,
});
const notice = (
  choice: ModelChoice,
  known: ReturnType<typeof listed>,
  told: readonly string[] = [],
  setting = 'cloud',
) => endingNotice(choice, { setting, known, told });

describe('what is said', () => {
  test('of an endpoint, by the list of that very address', () => {
    expect(chosenEnding(endpoint(), listed({ ends: '2026-12-11' }))).toMatchObject({
      severity: 'warning',
      message: '“porter-1” ends on 2026-12-11 at api.example.com, says its list of 2026-11-25.',
      short: 'ends on 2026-12-11',
    });
    expect(chosenEnding(endpoint(), listed({}))).toBeUndefined();
    expect(
      chosenEnding(endpoint(), listed({ ends: '2026-12-11' }, { place: 'https://other.example.com' })),
    ).toBeUndefined();
  });

  test('nothing of what no list is kept of', () => {
    const known = listed({ ends: '2026-12-11' });
    const others: ModelChoice[] = [
      { kind: 'understudy' },
      { kind: 'vscode', vendor: 'x', id: 'porter-1' },
      { kind: 'unknown', name: 'porter-1' },
    ];
    expect(others.map((choice) => chosenEnding(choice, known))).toEqual([undefined, undefined, undefined]);
  });
});

describe('who is told', () => {
  const ends = listed({ ends: '2026-12-11' });

  test('once for each model and day; a new day, and its end, are news', () => {
    const first = notice(endpoint(), ends);
    expect(first?.message).toContain('ends on 2026-12-11');
    expect(notice(endpoint(), ends, first?.told)).toBeUndefined();
    const later = notice(endpoint(), listed({ ends: '2027-01-15' }), first?.told);
    expect(later?.told).toHaveLength(2);
    expect(notice(endpoint(), listed({ ends: '2026-11-20' }), later?.told)?.message).toContain('is gone');
  });

  test('of their own choice alone: what dramatis.json chooses is a finding there', () => {
    expect(notice(endpoint('folder'), ends, [], '')).toBeUndefined();
    expect(notice(endpoint('folder'), ends, [], 'cloud')).toBeDefined();
    expect(notice(endpoint('user'), ends, [], '')).toBeDefined();
  });

  test('not of what is far or unsure', () => {
    expect(notice(endpoint(), listed({ ends: '2027-11-26' }))).toBeUndefined();
    expect(notice(endpoint(), listed({ deprecated: true }))).toBeUndefined();
    expect(notice(endpoint('user', 'porter-9'), listed({}))).toBeUndefined();
  });

  test('what was told is bounded', () => {
    const told = Array.from({ length: 500 }, (_, at) => `${at}`);
    expect(notice(endpoint(), ends, told)?.told).toHaveLength(200);
  });
});
