// Text in, one record for each line out: where it starts and ends, how deep it stands. Reads no words.
import { lineEnd, lineStarts } from '../base/line-table.ts';
import { range } from '../base/range.ts';
import { isSpace } from './name.ts';
import type { SourceText } from './source-text.ts';

export interface Line {
  /** First code unit, behind a byte order mark. */
  readonly start: number;
  /** First that is not indentation; `end` on a blank line. */
  readonly ink: number;
  /** Behind the last, the line break not counted. */
  readonly end: number;
  /** Columns of indentation: a tab counts four, an ideographic space two, everything else one. */
  readonly width: number;
  /** Whether the indentation holds anything but spaces. */
  readonly odd: boolean;
  readonly blank: boolean;
  /** How many blank lines come before it in the whole text. */
  readonly blanks: number;
}

/** Columns that one character of indentation takes. */
export function columns(code: number): number {
  return code === 9 ? 4 : code === 0x3000 ? 2 : 1;
}

/** All lines; at least one. LF, CRLF and CR end a line. `isStart`: the text begins its file, where a byte order mark may stand. */
export function scan(text: string, isStart = true): Line[] {
  const starts = lineStarts(text);
  const lines: Line[] = [];
  let blanks = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] as number;
    const next = starts[index + 1];
    const end = next === undefined ? text.length : lineEnd(text, start, next);
    const behindMark = index === 0 && isStart && text.charCodeAt(0) === 0xfeff ? 1 : start;
    const line = scanLine(text, behindMark, end, blanks);
    lines.push(line);
    if (line.blank) blanks += 1;
  }
  return lines;
}

function scanLine(text: string, start: number, end: number, blanks: number): Line {
  let ink = start;
  while (ink < end && text.charCodeAt(ink) === 32) ink += 1;
  let width = ink - start;
  let odd = false;
  while (ink < end && isSpace(text.charCodeAt(ink))) {
    const code = text.charCodeAt(ink);
    width += columns(code);
    if (code !== 32) odd = true;
    ink += 1;
  }
  return { start, ink, end, width, odd, blank: ink === end, blanks };
}

/** Offset behind the indentation of `line` up to `width` columns. */
export function behindColumns(text: string, line: Line, width: number): number {
  let at = line.start;
  let seen = 0;
  while (at < line.ink) {
    seen += columns(text.charCodeAt(at));
    if (seen > width) break;
    at += 1;
  }
  return at;
}

/** Columns that the indentation of `line` takes up to the offset `end`. */
export function columnsUpTo(text: string, line: Pick<Line, 'start'>, end: number): number {
  let width = 0;
  for (let at = line.start; at < end; at++) width += columns(text.charCodeAt(at));
  return width;
}

/** End of the range without the white space at its end. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** First offset that is not white space. */
export function trimStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** A text that stands on one line, white space around it taken off. */
export function textOnLine(uri: string, text: string, start: number, end: number): SourceText {
  const from = trimStart(text, start, end);
  const to = trimEnd(text, from, end);
  const value = text.slice(from, to);
  const segments = value === '' ? [] : [{ at: 0, start: from, length: value.length }];
  return { uri, value, range: range(from, to), segments };
}
