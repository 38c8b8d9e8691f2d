// A change to a text as a value: replace a range by other text. Fixes, formatting, patches and imports are lists of these.
import type { Range } from './range.ts';

/** Replaces `range` of the old text by `text`. An empty range inserts, an empty text deletes. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/**
 * Applies edits that were all written against the same old text. Their order does not matter.
 * Two insertions at one offset keep the order they were given in.
 * @throws RangeError where two edits overlap: that is a mistake of ours, never of a user's text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort(
      (a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order,
    );
  let out = '';
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.range.start < at) throw new RangeError(`edits overlap at ${edit.range.start}`);
    out += text.slice(at, edit.range.start) + edit.text;
    at = edit.range.end;
  }
  return out + text.slice(at);
}
