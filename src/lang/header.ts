// One line at column 0 in, the header it is out, or nothing. Whether it is one depends on that line alone.
import { range } from '../base/range.ts';
import { bareWord, isSpace, longestName, nameKey } from './name.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problems.ts';
import { type Line, textOnLine } from './scan.ts';
import type { SourceText } from './source-text.ts';
import type { Name } from './tree.ts';
import { type BlockRow, type BlockWord, blockMeant, blockRow, blockWords } from './vocabulary.ts';

export interface Header {
  /** Undefined: an unknown block. */
  readonly row: BlockRow | undefined;
  readonly name: Name;
  readonly title: SourceText | undefined;
  readonly problems: readonly Problem[];
}

const oneWord = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\-_'\u200c\u200d]*$/u;

/** Behind a block without a title, up to this many words are still read as a needless title; more are a stray sentence. */
const mostNeedlessWords = 3;

/** Reads a line that stands at column 0 and is no comment; undefined: a stray line. */
export function readHeader(uri: string, text: string, line: Line): Header | undefined {
  let end = line.ink;
  while (end < line.end && end - line.ink <= longestName * 2 && !isSpace(text.charCodeAt(end))) end += 1;
  if (end < line.end && !isSpace(text.charCodeAt(end))) return undefined;
  const written = text.slice(line.ink, end);
  const colon = /[:：]$/u.test(written);
  const word = bareWord(colon ? written.slice(0, -1) : written);
  if (!oneWord.test(word)) return undefined;
  const nameEnd = colon ? end - 1 : end;
  const name: Name = { text: text.slice(line.ink, nameEnd), key: nameKey(word), range: range(line.ink, nameEnd) };
  const rest = textOnLine(uri, text, end, line.end);
  const alone = rest.value === '';

  const exact = blockRow(word);
  const row = exact ?? meant(word, alone);
  if (!row) return alone && [...word].length <= longestName ? unknown(name) : undefined;
  if (row.title === 'none' && !alone) {
    if (!isNeedlessTitle(rest.value)) return undefined;
    return {
      row,
      name,
      title: undefined,
      problems: [...misspelt(row, exact, name, end), needless(row, rest, name, end)],
    };
  }
  const problems = misspelt(row, exact, name, end);
  const needlessColon = row.word === 'persona' && rest.value.length > 1 && /[:：]$/u.test(rest.value);
  if (!needlessColon) return { row, name, title: alone ? undefined : rest, problems };
  const title = textOnLine(uri, text, end, rest.range.end - 1);
  return { row, name, title, problems: [...problems, colonBehind(rest.range.end)] };
}

/** A near miss: another case, a wrong name people try, or a slip of the pen; with a title behind it, only the first two. */
function meant(word: string, alone: boolean): BlockRow | undefined {
  const lower = word.toLowerCase();
  const row = blockRow(lower) ?? (alone || lower === word ? blockMeant(lower) : undefined);
  if (row) return alone || row.title !== 'none' ? row : undefined;
  const near = alone ? nearest(lower, blockWords) : undefined;
  return near === undefined ? undefined : blockRow(near as BlockWord);
}

function isNeedlessTitle(rest: string): boolean {
  return rest.length <= longestName && !/[.!?,;]/u.test(rest) && rest.split(/\s+/u).length <= mostNeedlessWords;
}

function misspelt(row: BlockRow, exact: BlockRow | undefined, name: Name, end: number): Problem[] {
  const written = range(name.range.start, end);
  if (exact && end === name.range.end && name.text === row.word) return [];
  if (exact && end === name.range.end) return [];
  const message = exact
    ? `A block has no colon behind its word: write \`${row.word}\`.`
    : `There is no block \`${name.text}\`; it is read as \`${row.word}\`.`;
  const fixes = [{ title: `Write \`${row.word}\``, edits: [{ range: written, text: row.word }], preferred: true }];
  return [{ code: 'misspelt-block', severity: 'warning', range: written, message, fixes }];
}

function colonBehind(end: number): Problem {
  const where = range(end - 1, end);
  const fixes = [{ title: 'Take out the colon', edits: [{ range: where, text: '' }], preferred: true }];
  const message = 'A name has no colon behind it; it is read without.';
  return { code: 'misspelt-block', severity: 'warning', range: where, message, fixes };
}

function needless(row: BlockRow, rest: SourceText, name: Name, end: number): Problem {
  return {
    code: 'needless-title',
    severity: 'warning',
    range: rest.range,
    message: `\`${row.word}\` takes no title; “${rest.value}” is not read.`,
    fixes: [
      {
        title: 'Remove the title',
        edits: [{ range: range(Math.max(end, name.range.end), rest.range.end), text: '' }],
        preferred: true,
      },
    ],
  };
}

function unknown(name: Name): Header {
  return {
    row: undefined,
    name,
    title: undefined,
    problems: [
      {
        code: 'unknown-block',
        severity: 'error',
        range: name.range,
        message: `There is no block \`${name.text}\`: what stands under it is not read.`,
      },
    ],
  };
}
