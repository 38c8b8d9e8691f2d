// The tables of `docs/language.md`, written from the vocabulary between markers; what stands around them is left alone.

import { type BlockRow, type EntryRow, vocabulary } from '../../src/lang/vocabulary.ts';
import { phraseTable } from '../../src/rules/phrase-table.ts';
import type { GeneratedFile } from './generated.ts';

/** `docs/language.md` with its tables current. Throws where a marker is missing. */
export function languageTables(page: string): GeneratedFile[] {
  const tables: Record<string, string> = {
    blocks: blocks(),
    entries: vocabulary.map(entries).filter(Boolean).join('\n\n'),
    phrases: phrases(),
  };
  let content = page;
  for (const [name, table] of Object.entries(tables)) content = between(content, name, table);
  return [{ path: 'docs/language.md', content }];
}

function between(page: string, name: string, table: string): string {
  const open = `<!-- generated: ${name} -->`;
  const close = `<!-- end: ${name} -->`;
  const start = page.indexOf(open);
  const end = page.indexOf(close);
  if (start < 0 || end < start) throw new Error(`docs/language.md has no place for the table “${name}”`);
  return `${page.slice(0, start + open.length)}\n\n${table}\n\n${page.slice(end)}`;
}

function blocks(): string {
  const rows = vocabulary.map((row) => [
    row.group,
    code(row.word),
    row.title === 'none' ? '' : row.title === 'needed' ? 'needed' : 'may have one',
    row.many ? 'any number' : 'once',
    row.doc + notYet(row.played),
  ]);
  return table(['group', 'block', 'title', 'how often', 'what it is'], rows);
}

function entries(block: BlockRow): string {
  const rows = [
    ...block.entries.flatMap((row) => entryRows(row, '')),
    ...(block.free ? entryRows(block.free, '*any name*') : []),
    ...(block.item && !block.free ? entryRows(block.item, '`- `') : []),
  ];
  if (rows.length === 0) return '';
  return `#### \`${block.word}\`\n\n${table(['entry', 'takes', 'what it is', 'for example'], rows)}`;
}

function entryRows(row: EntryRow, label: string): string[][] {
  const name = label || code(row.named ? `${row.word} NAME` : row.word);
  const own = [name, takes(row), row.doc + notYet(row.played), code(row.example)];
  const clauses = row.clauses.map((each) => [
    `↳ ${code(each.word)}`,
    takes(each),
    each.doc + notYet(each.played),
    code(each.example),
  ]);
  return [own, ...clauses];
}

function takes(row: EntryRow): string {
  const known = row.known.length > 0 ? `; usual: ${row.known.map(code).join(', ')}` : '';
  const values = row.values.length > 0 ? `: ${row.values.map(code).join(', ')}` : known;
  const otherwise = row.default === undefined ? '' : `; without it ${code(row.default)}`;
  return `${row.type}${values}${otherwise}${row.many && !row.speaker ? '; any number' : ''}`;
}

function phrases(): string {
  return table(
    ['in', 'phrase', 'holds when', 'for example'],
    phraseTable.map((row) => [
      row.of === 'reply'
        ? '`must`, `never`, `user must`'
        : row.of === 'condition'
          ? '`when`, `unless`, `until`'
          : '`let`',
      code(row.phrase),
      row.doc,
      code(row.example),
    ]),
  );
}

function notYet(played: boolean): string {
  return played ? '' : ' *Not yet played.*';
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
