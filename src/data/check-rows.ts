// A file of rows read back: is each row what its format takes, is one there twice? In: pieces of the text. Out: counts, and the first problems with their
// record. Holds one row and 16 characters for each.
import { fnv64 } from '../lang/hash.ts';
import type { Part } from './format.ts';
import type { RowProblem } from './row-problems.ts';
import type { RowCodec } from './row-text.ts';

export interface CheckedRows {
  readonly rows: number;
  readonly bad: number;
  readonly twice: number;
  /** The first ones; `record` counts from 1. */
  readonly problems: readonly { readonly record: number; readonly message: string }[];
  readonly stopped: boolean;
}

const mostTold = 20;

export async function checkRows(
  part: Part,
  pieces: AsyncIterable<string>,
  { codec, problemOf }: { readonly codec: RowCodec; readonly problemOf: RowProblem },
  signal: AbortSignal,
): Promise<CheckedRows> {
  const seen = new Set<string>();
  const problems: { record: number; message: string }[] = [];
  const tell = (record: number, message: string) => {
    if (problems.length < mostTold) problems.push({ record, message });
  };
  let rows = 0;
  let bad = 0;
  let twice = 0;
  for await (const value of codec.read(part, pieces)) {
    if (signal.aborted) return { rows, bad, twice, problems, stopped: true };
    rows++;
    const problem = value === undefined ? 'It cannot be read.' : problemOf(part.name, value);
    if (problem !== undefined) {
      bad++;
      tell(rows, problem);
      continue;
    }
    const hash = fnv64(JSON.stringify(value));
    if (seen.has(hash)) {
      twice++;
      tell(rows, 'The same row is there already.');
    }
    seen.add(hash);
  }
  return { rows, bad, twice, problems, stopped: false };
}
