// Which bullets of real agent files are taken for rules: on a sample labelled by hand few that are none, and not too few that are.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LineTable } from '../../src/base/line-table.ts';
import { bulletAt } from '../../src/interop/agent-file/bullet-at.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));
const { rules: sample } = JSON.parse(readFileSync(new URL('./agent-file-labels.json', import.meta.url), 'utf8')) as {
  readonly rules: readonly { file: string; line: number; true: boolean; why: string }[];
};

test('of the bullets taken for rules fewer than 1 in 20 is none, and most that are rules are taken', () => {
  expect(sample).toHaveLength(50);
  if (!existsSync(corpora)) {
    console.log('corpus absent: 50 bullets not read');
    return;
  }
  const read = sample.map((label) => {
    const text = readFileSync(join(corpora, label.file), 'utf8');
    const bullet = bulletAt(text, label.file, new LineTable(text).startOf(label.line - 1));
    expect(bullet, `${label.file}:${label.line} is a bullet`).toBeDefined();
    return { ...label, taken: bullet?.rule === true };
  });
  const taken = read.filter((label) => label.taken);
  const wrong = taken.filter((label) => !label.true);
  const missed = read.filter((label) => label.true && !label.taken);
  console.log({ taken: taken.length, wrong: wrong.length, missed: missed.length });
  expect(wrong.length * 20, wrong.map(({ why }) => why).join()).toBeLessThan(taken.length);
  expect(missed.length * 8, missed.map(({ why }) => why).join()).toBeLessThanOrEqual(
    read.filter((label) => label.true).length,
  );
});
