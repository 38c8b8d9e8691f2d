// A loss report for people: what was dropped first, then what stays in the file beside it, then what was carried over.
import { plainText } from '../base/plain-text.ts';
import type { Fate } from '../interop/fate.ts';

const order = ['dropped', 'kept', 'mapped'] as const;

/** A line each, indented; empty where there is nothing to say. */
export function fatesAsText(fates: readonly Fate[]): string {
  const sorted = order.flatMap((fate) => fates.filter((each) => each.fate === fate));
  return sorted.map(({ what, fate, why }) => `  ${fate.padEnd(8)}${plainText(what)}: ${plainText(why)}\n`).join('');
}
