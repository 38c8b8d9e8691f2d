// Personas as people write them, and the samples: nothing of severity warning or error is found in any of them, with the heavy
// measures and without.
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import type { Measures } from '../../src/lang/measures.ts';
import { checkFile } from '../../src/lint/static/check-file.ts';
import { loadLanguage } from '../../src/measure/language.ts';
import { loadTokens } from '../../src/measure/tokens.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

const folders = [
  'test/fixtures/personas',
  'samples/first-look',
  'samples/rules-benchmark/v1',
  'samples/rules-benchmark/v2',
].map((folder) => ({ folder, files: filesIn(folder) }));

const measured: Measures = { language: await loadLanguage(), tokens: await loadTokens() };

describe.each(folders)('$folder', ({ files }) => {
  const source = memorySource(files);
  const problems = (path: string, measures: Measures) =>
    checkFile(
      { text: files[path] ?? '', uri: path, source, config: defaultConfig, measures, talks: [] },
      'save',
    ).problems.filter(({ severity }) => severity !== 'hint');

  test.each(personasOf(files).filter((path) => path !== '/broken-on-purpose.persona'))('%s', (path) => {
    expect(problems(path, {})).toEqual([]);
    expect(problems(path, measured)).toEqual([]);
  });
});

describe('the fifty', () => {
  const files = folders[0]?.files ?? {};
  const rules = personasOf(files).map((path) => {
    const { book } = checkFile(
      {
        text: files[path] ?? '',
        uri: path,
        source: memorySource(files),
        config: defaultConfig,
        measures: {},
        talks: [],
      },
      'typing',
    );
    return book.rules;
  });

  test('six or more rules each, half of them with a condition', () => {
    expect(rules).toHaveLength(50);
    expect(rules.filter((list) => list.length < 6)).toEqual([]);
    const all = rules.flat();
    const conditional = all.filter(({ clauses }) => clauses.some(({ clause }) => /^(when|unless)$/.test(clause.kind)));
    expect(conditional.length).toBeGreaterThanOrEqual(all.length / 2);
  });
});
