// A table of words by anybody: as many lines as rows, as many columns as there are, and no markup of its own.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableLines, tablesDocument } from '../../src/write/table.ts';

const cell = fc.oneof(
  fc.string(),
  fc.constantFrom('a | b', 'two\nlines', '[x](command:y)', '<img src=x>', '\u001b[31m', '# head'),
);

test('whatever stands in it: one line a row, the columns under one another, no markup and no control characters', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
      const lines = tableLines({ title: 't', columns: ['a', 'b', 'c'], rows });
      expect(lines).toHaveLength(rows.length + 2);
      for (const line of lines) {
        expect(line.match(/(?<!\\)\|/gu)).toHaveLength(4);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f\n\r]/u);
        expect(line.replace(/\\./gu, '')).not.toMatch(/[[\]<>`!*#]/u);
      }
      expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
    }),
  );
});

test('as a document: every table under its title', () => {
  const table = { title: 'Iteration 1', columns: ['who', 'mark'], rows: [['c1', '0.80']] };
  expect(tablesDocument('Figures', [table])).toBe(
    '# Figures\n\n## Iteration 1\n\n| who | mark |\n|-----|------|\n| c1  | 0.80 |\n',
  );
});
