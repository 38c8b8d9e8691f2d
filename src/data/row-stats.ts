// What is in a file of rows: how many, how long, which fields. In: rows. Out: counts. Holds 16 characters for each row.
import { fnv64 } from '../lang/hash.ts';
import { textsOf } from './texts-of.ts';

export interface RowStats {
  readonly rows: number;
  /** Rows that are not the same as an earlier one. */
  readonly different: number;
  /** Characters (code points) in the texts of a row. */
  readonly least: number;
  readonly most: number;
  readonly mean: number;
  /** By the name of the field: rows that have it, items in it where it is a list. */
  readonly fields: Readonly<Record<string, { readonly rows: number; readonly items: number }>>;
  readonly stopped: boolean;
}

const mostFields = 100;

export async function rowStats(rows: AsyncIterable<unknown>, signal: AbortSignal): Promise<RowStats> {
  const seen = new Set<string>();
  const fields = new Map<string, { rows: number; items: number }>();
  let count = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let all = 0;
  for await (const row of rows) {
    if (signal.aborted) break;
    count++;
    seen.add(fnv64(JSON.stringify(row) ?? ''));
    let length = 0;
    for (const text of textsOf(row)) length += [...text].length;
    least = Math.min(least, length);
    most = Math.max(most, length);
    all += length;
    for (const [name, value] of Object.entries(row ?? {})) {
      const field = fields.get(name) ?? { rows: 0, items: 0 };
      field.rows++;
      if (Array.isArray(value)) field.items += value.length;
      if (fields.size < mostFields || fields.has(name)) fields.set(name, field);
    }
  }
  return {
    rows: count,
    different: seen.size,
    least: count === 0 ? 0 : least,
    most,
    mean: count === 0 ? 0 : Math.round(all / count),
    fields: Object.fromEntries(fields),
    stopped: signal.aborted,
  };
}
