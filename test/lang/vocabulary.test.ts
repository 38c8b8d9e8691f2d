// The table keeps its own promises: complete rows, no word twice, wrong names that lead to one row, examples that are right.
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { disguises } from '../../src/lang/persona.ts';
import type { BlockRow, EntryRow } from '../../src/lang/vocabulary.ts';
import {
  blockMeant,
  blockRow,
  blockWords,
  clauseRow,
  entryRow,
  kindAsks,
  vocabulary,
} from '../../src/lang/vocabulary.ts';

const owners = vocabulary.flatMap((block) => [
  ...block.entries.map((row) => ({ block, row, kind: 'entry' as const })),
  ...(block.free ? [{ block, row: block.free, kind: 'free' as const }] : []),
  ...(block.item ? [{ block, row: block.item, kind: 'item' as const }] : []),
]);

const needed = (word: string): string => (word === 'persona' ? 'persona Example\n' : '');

function silent(block: BlockRow, lines: readonly string[]): void {
  const header = block.title === 'needed' ? `${block.word} a title` : block.word;
  const cast = block.word === 'scene' ? ['  with: watson'] : [];
  const text = `persona Example\n  source: x\n\n${[header, ...cast.filter(() => !lines[0]?.startsWith('with')), ...lines.map((line) => `  ${line}`)].join('\n')}\n`;
  const { problems } = parse(
    block.word === 'persona' ? text.replace(/^persona Example\n {2}source: x\n\n/u, '') : text,
  );
  expect(problems, text).toEqual([]);
}

describe('rows', () => {
  it('are there for every block, in the order of the words', () => {
    expect([...vocabulary].map((row) => row.word).sort()).toEqual([...blockWords].sort());
    for (const word of blockWords) expect(blockRow(word)?.word).toBe(word);
  });
  it('have one sentence and an example each', () => {
    const rows = [...vocabulary, ...owners.map(({ row }) => row), ...owners.flatMap(({ row }) => row.clauses)];
    for (const row of rows) {
      expect(row.doc, row.word).toMatch(/^[A-Z][^\n]*\.$/u);
      expect(row.example, row.word).not.toBe('');
    }
  });
  it('have no word twice in one place, and wrong names that mean one row and no right one', () => {
    const alone = (rows: readonly { word: string; wrong: readonly string[] }[], where: string): void => {
      const words = rows.map((row) => row.word);
      const wrong = rows.flatMap((row) => row.wrong);
      expect(new Set(words).size, where).toBe(words.length);
      expect(
        wrong.filter((word, index) => wrong.indexOf(word) !== index || words.includes(word)),
        where,
      ).toEqual([]);
      expect(
        wrong.every((word) => word === word.toLowerCase()),
        where,
      ).toBe(true);
    };
    alone(vocabulary, 'blocks');
    for (const block of vocabulary) alone(block.entries, block.word);
    for (const { block, row } of owners) alone(row.clauses, `${block.word} ${row.word}`);
  });
  it('keep their word apart from the speakers and clauses that stand beside it', () => {
    expect(entryRow('test', 'given passphrase')?.word).toBe('given');
    expect(entryRow('test', 'given')).toBeUndefined();
    expect(clauseRow(blockRow('rules')?.free as EntryRow, 'user must')?.many).toBe(true);
    expect(clauseRow(blockRow('rules')?.item as EntryRow, 'through')?.values).toEqual(disguises);
  });
  it('meet the names people try', () => {
    const tried = ['rule', 'facts', 'personality', 'system', 'instructions', 'lore', 'constraints', 'dialogue', 'tone'];
    const meant = ['rules', 'knows', 'traits', 'section', 'section', 'knows', 'rules', 'example', 'voice'];
    expect(tried.map((word) => blockMeant(word)?.word)).toEqual(meant);
  });
  it('ask for entries that `persona` has, for each kind', () => {
    expect(Object.keys(kindAsks)).toEqual(entryRow('persona', 'kind')?.values);
    for (const word of Object.values(kindAsks).flat()) expect(entryRow('persona', word), word).toBeDefined();
  });
});

describe('examples', () => {
  it.each(vocabulary)('of the block `$word` are read without a problem', (block) => {
    const text = `${block.word === 'persona' ? '' : needed('persona')}${block.example}\n`;
    expect(parse(text).problems).toEqual([]);
    expect(parse(text).blocks.at(-1)?.word).toBe(block.word);
  });
  it.each(owners)('of `$row.word` in `$block.word` are read without a problem, clauses too', ({ block, row }) => {
    silent(block, [row.example]);
    if (block.word === 'state') {
      silent(block, [row.example, '  type: choice', '  values: a, b', '  starts as: a']);
      return;
    }
    for (const clause of row.clauses) silent(block, [row.example, `  ${clause.example}`]);
  });
});
