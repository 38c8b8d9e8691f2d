// How much of something a text has, and where each one begins: words, sentences, lines, characters, questions.
import { countedWords } from './words.ts';

/** Offsets at which each counted thing begins, in order. */
export type Starts = readonly number[];

/** Words: see `countedWords`. */
export function wordStarts(text: string): Starts {
  return countedWords(text).map((word) => word.start);
}

/** Lines with something on them. LF, CRLF and CR end a line. */
export function lineStarts(text: string): Starts {
  const starts: number[] = [];
  for (const line of text.matchAll(/[^\n\r]+/g)) if (line[0].trim()) starts.push(line.index);
  return starts;
}

/** Characters as a reader sees them: an accent or a joined emoji counts with its letter. */
export function characterStarts(text: string): Starts {
  if (/^[\n\x20-\x7E]*$/.test(text)) return Array.from(text, (_, at) => at);
  return Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ index }) => index);
}

const abbreviations = /(?:^|[\s(“"'‘])(?:mr|mrs|ms|dr|prof|st|vs|etc|jr|sr|e\.g|i\.e|\p{L})\.$/iu;

const beforeNumbers = /\b(?:no|nr|art|vol|fig|pp|ca)\.$/i;
/** As German dates have them: `am 3. Mai`. */
const months = /^\s+(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\p{L}/iu;

/** `Mr.`, `e.g.`, `J.`, `No.` before a number, the number of a list item, `3. Mai`: a sentence goes on behind them. */
function isAbbreviation(before: string, after: string): boolean {
  if (!/\S/.test(after)) return false;
  if (abbreviations.test(before) || /(?:^|\n)[\t >*_-]*\d{1,3}\.$/.test(before)) return true;
  return (beforeNumbers.test(before) && /^\s*\d/.test(after)) || (/\b\d{1,2}\.$/.test(before) && months.test(after));
}

/** Sentences: they end at `.` `!` `?` `…` before white space or the end, and at 。！？؟۔। anywhere; a line break between paragraphs ends one, too. */
export function sentenceStarts(text: string): Starts {
  const starts: number[] = [];
  let from = 0;
  const close = (end: number) => {
    const sentence = text.slice(from, end);
    if (/[\p{L}\p{N}]/u.test(sentence)) starts.push(from + sentence.length - sentence.trimStart().length);
    from = end;
  };
  for (const mark of text.matchAll(/[.!?…]+[)\]"'”’»*_]*(?=\s|$)|[。！？؟۔।]+[”」』）]*|\n[\t ]*\n/g)) {
    const end = mark.index + mark[0].length;
    if (mark[0] === '.' && isAbbreviation(text.slice(Math.max(from, end - 8), end), text.slice(end, end + 8))) continue;
    if (/^\.+$|^…/.test(mark[0]) && /^\s+\p{Ll}/u.test(text.slice(end, end + 4))) continue;
    close(end);
  }
  close(text.length);
  return starts;
}

/** Question marks: ASCII, full-width, Arabic, Greek, double ones, reversed, Armenian, Ethiopic, Vai, Bamum, interrobang. */
const marks = '?\uFF1F\u061F\u037E\u2047\u2048\u2049\u2E2E\u055E\u1367\uA60F\uA6F7\u203D';
const questions = new RegExp(`[${marks}][${marks}!\uFF01]*`, 'gu');

/** Questions: runs of question marks of any script. `?!` and `???` are one. */
export function questionStarts(text: string): Starts {
  return Array.from(text.matchAll(questions), ({ index }) => index);
}
