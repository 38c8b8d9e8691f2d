// The one stretch in which two texts differ, so that an edit leaves cursor, folding and comments elsewhere alone. Pure.
import type { Range } from '../../base/range.ts';

/** Replace `range` of `old` by `text` to get `fresh`; undefined where they are the same. Cuts no pair of code units. */
export function differenceOf(old: string, fresh: string): { readonly range: Range; readonly text: string } | undefined {
  if (old === fresh) return undefined;
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  if (isInside(old, start)) start--;
  if (isInside(old, old.length - end)) end--;
  end = Math.max(0, Math.min(end, most - start));
  return { range: { start, end: old.length - end }, text: fresh.slice(start, fresh.length - end) };
}

/** Whether an offset stands between the two halves of a character, or of a line end. */
function isInside(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  return /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(at - 1, at + 1));
}
