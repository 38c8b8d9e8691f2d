// Rows as the text of a file, and back: one JSON object a line, or CSV with a head. In: values; pieces of a text. Out: texts; values one at a time, so
// that a file of any length is read in little memory. A record that is no row comes back as a problem.
import { lines, longestLine } from '../base/lines.ts';
import { UserError } from '../base/user-error.ts';
import type { Part, RowValue } from './format.ts';

export interface RowCodec {
  /** What stands before the first row. */
  head(part: Part): string;
  row(part: Part, value: RowValue): string;
  /** Undefined for a record that cannot be read. The head is passed over. */
  read(part: Part, pieces: AsyncIterable<string>): AsyncGenerator<unknown>;
}

export async function rowCodec(encoding: 'jsonl' | 'csv'): Promise<RowCodec> {
  return encoding === 'jsonl' ? jsonLines : csvRows((await import('papaparse')).default);
}

const jsonLines: RowCodec = {
  head: () => '',
  row: (_part, value) => `${JSON.stringify(value)}\n`,
  async *read(_part, pieces) {
    for await (const line of lines(withoutMark(pieces))) {
      if (line.trim() !== '') yield parsed(line);
    }
  },
};

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function csvRows(papa: typeof import('papaparse')): RowCodec {
  const line = (cells: readonly unknown[]) => `${papa.unparse([[...cells]])}\r\n`;
  return {
    head: (part) => line(columnsOf(part)),
    row: (part, value) => line(columnsOf(part).map((column) => value[column])),
    async *read(part, pieces) {
      const columns = columnsOf(part);
      let first = true;
      for await (const record of csvRecords(withoutMark(pieces))) {
        if (record.trim() === '') continue;
        const [cells = []] = papa.parse<string[]>(record).data;
        if (first && cells.join('\n') === columns.join('\n')) {
          first = false;
          continue;
        }
        if (first) yield undefined;
        first = false;
        yield cells.length === columns.length
          ? Object.fromEntries(columns.map((column, at) => [column, cells[at]]))
          : undefined;
      }
    },
  };
}

function columnsOf({ schema }: Part): readonly string[] {
  return schema['required'] as readonly string[];
}

/** Lines put together until they are a whole record: a line break inside quotes is part of a cell, and a record has an even number of quotes. */
async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held: string[] = [];
  let size = 0;
  let open = false;
  for await (const line of lines(pieces)) {
    held.push(line);
    size += line.length + 1;
    if (size > longestLine) throw new UserError('A record is longer than 64 MB: is a quote missing?');
    if (line.split('"').length % 2 === 0) open = !open;
    if (open) continue;
    yield held.join('\n');
    held = [];
    size = 0;
  }
  if (held.length > 0) yield held.join('\n');
}

async function* withoutMark(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const piece of pieces) {
    yield first ? piece.replace(/^\uFEFF/u, '') : piece;
    first &&= piece === '';
  }
}
