// Prose of a file with the way back: the value a reader sees (indentation taken off, lines joined by LF) and, for each
// offset in it, where in which file it stands. Nothing here reads or checks the prose.
import { type Range, range } from '../base/range.ts';

/** `length` code units of the value from `at` on stand in the file from `start` on. Sorted, without overlap. */
export interface Segment {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** A text of a file. Line breaks of the value belong to no segment. An empty value has an empty range where it would stand. */
export interface SourceText {
  readonly uri: string;
  readonly value: string;
  /** From the first to behind the last character in the file, indentation of inner lines included. */
  readonly range: Range;
  readonly segments: readonly Segment[];
}

/** A place in a file. */
export interface Origin {
  readonly uri: string;
  readonly range: Range;
}

/** Offset in the file of an offset in the value. One inside a line break maps to the end of the line before. */
export function sourceOffset(text: SourceText, offset: number): number {
  const segment = text.segments[segmentBefore(text, offset)];
  return segment ? segment.start + Math.min(offset - segment.at, segment.length) : text.range.start;
}

/** Index of the last segment that begins at or before an offset of the value; -1 where there is none. Logarithmic. */
export function segmentBefore(text: SourceText, offset: number): number {
  let low = -1;
  let high = text.segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((text.segments[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Range in the file of a range in the value. */
export function sourceRange(text: SourceText, start: number, end: number): Range {
  const from = sourceOffsetAfter(text, start);
  return range(from, Math.max(from, sourceOffset(text, end)));
}

/** Where a range of the value stands. */
export function originOf(text: SourceText, start = 0, end = text.value.length): Origin {
  return { uri: text.uri, range: sourceRange(text, start, end) };
}

/** Like `sourceOffset`, but at a line's start it is that line, not the end of the one before. */
function sourceOffsetAfter(text: SourceText, offset: number): number {
  const segment = text.segments[segmentBefore(text, offset)];
  const inside = segment && offset < segment.at + segment.length;
  return inside ? segment.start + offset - segment.at : sourceOffset(text, offset);
}
