// Verdicts against those of the RuLES benchmark's own evaluation programs, for every talk of the dev set that is to agree.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bookOfScenario, disagreement, rowsOf, scenarioOf, scenarioTexts } from '../kit/benchmark.ts';

const file = fileURLToPath(new URL('../../../shared/rules-corpus/dev.jsonl.gz', import.meta.url));

test('every talk of the dev set gets the benchmark’s verdict', () => {
  if (!existsSync(file)) {
    console.log('corpus absent: 7027 checks not run');
    return;
  }
  const books = new Map(Array.from(scenarioTexts(), ([name, text]) => [name, bookOfScenario(name, text)]));
  const rows = rowsOf(file).filter(
    ({ tags, expected }) => !tags?.includes('quirk-param') && expected.error !== 'bad_pattern',
  );
  const wrong = rows.flatMap((row) => {
    const name = scenarioOf(row);
    const book = books.get(name);
    return (book ? disagreement(book, row) : 'no such scenario') ?? [];
  });
  expect(wrong).toEqual([]);
  expect(rows.length).toBe(7027);
});
