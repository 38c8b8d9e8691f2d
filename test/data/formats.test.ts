// Every format of the registry: its schema takes rows that it must take and refuses rows that it must refuse; names are free of each other.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFormats } from '../../src/data/formats.ts';
import { rowProblemsOf } from '../../src/data/row-problems.ts';

interface Rows {
  readonly pass: readonly unknown[];
  readonly fail: readonly unknown[];
  /** Of a part that takes more from others than we write. */
  readonly taken?: Rows;
}

const folder = join(import.meta.dirname, '../fixtures/data');

test('ids and parts are each there once', () => {
  expect(new Set(dataFormats.map(({ id }) => id)).size).toBe(dataFormats.length);
  for (const { parts } of dataFormats) expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
});

describe.each(dataFormats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('takes and refuses the rows it must', async () => {
    const path = join(folder, `${id}.json`);
    expect(existsSync(path)).toBe(true);
    const rows = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Rows>;
    expect(Object.keys(rows).sort()).toEqual(format.parts.map(({ name }) => name).sort());
    const problemOf = await rowProblemsOf(format);
    for (const [part, { pass, fail }] of Object.entries(rows)) {
      expect(pass.length).toBeGreaterThanOrEqual(3);
      expect(fail.length).toBeGreaterThanOrEqual(3);
      expect(pass.map((row) => problemOf(part, row))).toEqual(pass.map(() => undefined));
      expect(fail.filter((row) => problemOf(part, row) === undefined)).toEqual([]);
    }
  });

  test('takes of others what its documentation takes, and all that we write', async () => {
    const rows = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as Record<string, Rows>;
    const [ours, others] = [await rowProblemsOf(format), await rowProblemsOf(format, 'others')];
    for (const part of format.parts) {
      const { pass, taken } = rows[part.name] as Rows;
      expect(pass.map((row) => others(part.name, row))).toEqual(pass.map(() => undefined));
      expect(taken !== undefined).toBe(part.taken !== undefined);
      if (!taken) continue;
      expect(taken.pass.length).toBeGreaterThanOrEqual(3);
      expect(taken.fail.length).toBeGreaterThanOrEqual(3);
      expect(taken.pass.map((row) => others(part.name, row))).toEqual(taken.pass.map(() => undefined));
      expect(taken.fail.filter((row) => others(part.name, row) === undefined)).toEqual([]);
      expect(taken.pass.some((row) => ours(part.name, row) !== undefined)).toBe(true);
    }
  });
});
