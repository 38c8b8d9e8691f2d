// The scenarios of samples/rules-benchmark: read without a problem, and agree on the talks that are wholly ours.
import { expect, test } from 'vitest';
import { bookOfScenario, disagreement, rowsOf, scenarioOf, scenarioTexts } from '../kit/benchmark.ts';

const books = new Map(Array.from(scenarioTexts(), ([name, text]) => [name, bookOfScenario(name, text)]));

test('there are 15 scenarios of the first edition and 14 of the second, all without a problem', () => {
  expect([...books.keys()].filter((name) => name.startsWith('v1/'))).toHaveLength(15);
  expect([...books.keys()].filter((name) => name.startsWith('v2/'))).toHaveLength(14);
  expect(
    [...books].flatMap(([name, book]) =>
      [...book.persona.problems, ...book.problems].map(({ message }) => `${name}: ${message}`),
    ),
  ).toEqual([]);
});

test('talks of ours get the benchmark’s verdict', () => {
  const rows = rowsOf(new URL('../fixtures/rules/benchmark-own.jsonl.gz', import.meta.url));
  const wrong = rows.flatMap((row) => {
    const book = books.get(scenarioOf(row));
    return (book ? disagreement(book, row) : `${row.id}: no such scenario`) ?? [];
  });
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(4000);
});
