// Figures side by side, as a program put them together: candidates with the verdicts on them, examples with what judges say. In: a table. Out: lines that
// read as they stand and are a table to Markdown, too. A cell may hold words by others: it makes no line, no column, no markup of its own. Pure.
import { plainText } from '../base/plain-text.ts';
import { shortLine } from './short-line.ts';

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  /** A cell for each column. */
  readonly rows: readonly (readonly string[])[];
}

/** Code units of a cell. */
const widest = 60;

/** Heading, rule and rows, every column as wide as its widest cell. */
export function tableLines({ columns, rows }: Table): readonly string[] {
  const cells = [columns, ...rows].map((row) => columns.map((_, at) => cellOf(row[at] ?? '')));
  const widths = columns.map((_, at) => Math.max(3, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)];
}

/** Every table under its title, as one Markdown document. */
export function tablesDocument(title: string, tables: readonly Table[]): string {
  const parts = tables.map((table) => `## ${cellOf(table.title)}\n\n${tableLines(table).join('\n')}`);
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}

function cellOf(text: string): string {
  return shortLine(plainText(text), widest).replace(/[\\|`*_[\]<>!#]/gu, (mark) => `\\${mark}`);
}
