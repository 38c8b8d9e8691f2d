// What is found in 170 agent files that others wrote equals what was labelled by hand, file by file, each finding read; few enough of it is false.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { LineTable } from '../../src/base/line-table.ts';
import { defaultConfig } from '../../src/config/config.ts';
import { diskSource } from '../../src/disk/disk-source.ts';
import { kindOfFile } from '../../src/interop/agent-file/kind-of-file.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';

interface Label {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly true: boolean;
  readonly why: string;
}

const corpora = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));
const labelled = JSON.parse(readFileSync(new URL('./agent-file-labels.json', import.meta.url), 'utf8')) as {
  readonly findings: readonly Label[];
  readonly hints: readonly { readonly file: string; readonly rule: string; readonly count: number }[];
};
const labels = labelled.findings;

test('warnings and errors are those that were labelled, and fewer than 1 in 20 of them is false', () => {
  if (!existsSync(corpora)) {
    console.log('corpus absent: 170 files not checked');
    return;
  }
  const files = readdirSync(corpora, { recursive: true, encoding: 'utf8' }).filter((name) => kindOfFile(name));
  expect(files.length).toBe(170);
  const source = diskSource(corpora);
  const found = files.flatMap((file) => {
    const path = join(corpora, file);
    const text = readFileSync(path, 'utf8');
    const lines = new LineTable(text);
    return checkAgentFile({ text, uri: pathToFileURL(path).href, source, config: defaultConfig }).map(
      ({ code, range, severity }) => ({ file, code, severity, line: lines.positionAt(range.start).line + 1 }),
    );
  });
  const told = found
    .filter(({ severity }) => severity !== 'hint')
    .map(({ file, line, code }) => `${file}:${line} ${code}`);
  expect(told.sort()).toEqual(labels.map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort());
  const perRule = new Map<string, { found: number; false: number }>();
  for (const { rule, true: isTrue } of labels) {
    const sum = perRule.get(rule) ?? { found: 0, false: 0 };
    perRule.set(rule, { found: sum.found + 1, false: sum.false + (isTrue ? 0 : 1) });
  }
  console.log(Object.fromEntries(perRule));
  // Each rule fires fewer than 20 times here, so they are counted as one family.
  expect(labels.filter((label) => !label.true).length * 20).toBeLessThanOrEqual(labels.length);
  for (const { why } of labels) expect(why.length).toBeGreaterThan(20);

  const hints = found.filter(({ severity }) => severity === 'hint').map(({ file, code }) => `${file} ${code}`);
  expect(hints.sort()).toEqual(
    labelled.hints.flatMap(({ file, rule, count }) => Array<string>(count).fill(`${file} ${rule}`)).sort(),
  );
});
