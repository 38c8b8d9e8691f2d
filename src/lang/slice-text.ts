// Parts of a text of a file that still know where they stand: slices, lists split at commas, whole files. Reads no meaning.
import { range } from '../base/range.ts';
import { type Segment, type SourceText, segmentBefore, sourceRange } from './source-text.ts';

/** The part of `text` from `start` to `end` (offsets in its value). */
export function sliceText(text: SourceText, start: number, end: number): SourceText {
  const [only] = text.segments;
  const value = text.value.slice(start, end);
  // Nearly every text stands on one line.
  if (only && text.segments.length === 1 && start < end && end <= only.length) {
    const from = only.start + start;
    const { length } = value;
    return { uri: text.uri, value, range: range(from, from + length), segments: [{ at: 0, start: from, length }] };
  }
  const segments: Segment[] = [];
  for (let index = Math.max(0, segmentBefore(text, start)); index < text.segments.length; index++) {
    const segment = text.segments[index];
    if (!segment || segment.at >= end) break;
    const from = Math.max(start, segment.at);
    const to = Math.min(end, segment.at + segment.length);
    if (from < to) segments.push({ at: from - start, start: segment.start + from - segment.at, length: to - from });
  }
  return { uri: text.uri, value, range: sourceRange(text, start, end), segments };
}

/** Without white space around. */
export function trimText(text: SourceText): SourceText {
  return trimmedSlice(text, 0, text.value.length);
}

/** A part of a text without white space around it. */
export function trimmedSlice(text: SourceText, start: number, end: number): SourceText {
  const { value } = text;
  let to = end;
  while (to > start && isBlank(value.charCodeAt(to - 1))) to--;
  let from = start;
  while (from < to && isBlank(value.charCodeAt(from))) from++;
  return from === 0 && to === value.length ? text : sliceText(text, from, to);
}

/** What `trim` takes off: white space and ends of lines. */
export function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 9 && code <= 13);
  return blank.test(String.fromCharCode(code));
}

const blank = /\s/u;

/** Whether a code unit is a comma of some script: `,` `，` `、` `،`. */
export function isComma(code: number): boolean {
  return code === 0x2c || code === 0xff0c || code === 0x3001 || code === 0x60c;
}

/** The elements of a list on a line: split at commas, trimmed, empty ones left out. A comma inside a `/pattern/` or quotes splits, too. */
export function splitCommas(text: SourceText): readonly SourceText[] {
  if (text.value === '') return [];
  const parts: SourceText[] = [];
  let from = 0;
  for (let at = 0; at <= text.value.length; at++) {
    if (at < text.value.length && !isComma(text.value.charCodeAt(at))) continue;
    const part = trimmedSlice(text, from, at);
    if (part.value !== '') parts.push(part);
    from = at + 1;
  }
  return parts;
}

/** A whole file as one text: a BOM skipped, line breaks as LF, white space at the end left out. */
export function wholeText(uri: string, file: string): SourceText {
  const begin = file.startsWith('\uFEFF') ? 1 : 0;
  return linesBetween(uri, file, begin, Math.max(begin, file.trimEnd().length));
}

/** What stands between two offsets of a file as one text, line breaks as LF. */
export function linesBetween(uri: string, file: string, begin: number, end: number): SourceText {
  const segments: Segment[] = [];
  let value = '';
  let at = begin;
  while (at <= end) {
    let stop = at;
    while (stop < end && file[stop] !== '\n' && file[stop] !== '\r') stop++;
    if (stop > at) segments.push({ at: value.length, start: at, length: stop - at });
    value += file.slice(at, stop);
    if (stop >= end) break;
    value += '\n';
    at = stop + (file.startsWith('\r\n', stop) ? 2 : 1);
  }
  return { uri, value, range: range(begin, end), segments };
}

/** The paragraphs of a text: what blank lines set apart, blank lines in fences not counted. */
export function paragraphs(text: SourceText): readonly SourceText[] {
  const parts: SourceText[] = [];
  let segments: Segment[] = [];
  let fenced = false;
  let before = 0;
  const close = () => {
    const first = segments[0];
    const last = segments.at(-1);
    if (!first || !last) return;
    const shifted = segments.map((segment) => ({ ...segment, at: segment.at - first.at }));
    const value = text.value.slice(first.at, last.at + last.length);
    parts.push({ uri: text.uri, value, range: range(first.start, last.start + last.length), segments: shifted });
    segments = [];
  };
  for (const segment of text.segments) {
    const line = text.value.slice(segment.at, segment.at + segment.length);
    if (line.trim() === '') continue;
    const gap = text.value.slice(before, segment.at).replace(/[^\n]/g, '').length > 1;
    if (gap && !fenced) close();
    if (line.trimStart().startsWith('```')) fenced = !fenced;
    segments.push(segment);
    before = segment.at + segment.length;
  }
  close();
  return parts;
}
