// Words of a text and what stands around them: where texts are split, what is trimmed before two are compared.
import { type Range, range } from '../base/range.ts';
import { lowerCase } from './fold.ts';

/** White space of Unicode, and U+001C to U+001F. */
const space = /[\u0009-\u000D\u001C-\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
const asciiAround = /[\u0009-\u000D !-/:-@[-`{-~]/;
const unicodeAround = /[\p{P}\p{White_Space}$+<=>^`|~]/u;
/** Letters of scripts that put no space between words. */
const unspaced =
  /(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const foreign = /(?=[^\0-\x7F])[\p{L}\p{N}]/u;

/** Whether a text has letters of a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/** Whether a text has letters or digits outside ASCII: then space and punctuation around it are Unicode's. */
export function hasForeignLetters(text: string): boolean {
  return foreign.test(text);
}

/** The range left when space and punctuation around are taken off. */
export function withoutAround(text: string, unicode: boolean): Range {
  const around = unicode ? unicodeAround : asciiAround;
  let start = 0;
  let end = text.length;
  while (start < end) {
    const char = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (!around.test(char)) break;
    start += char.length;
  }
  while (end > start) {
    const low = text.charCodeAt(end - 1) >= 0xdc00 && text.charCodeAt(end - 1) <= 0xdfff && end - 2 >= start;
    const char = text.slice(low ? end - 2 : end - 1, end);
    if (!around.test(char)) break;
    end -= char.length;
  }
  return range(start, end);
}

/** What `be` compares: without space and punctuation around, in lower case. */
export function comparable(text: string, unicode: boolean): string {
  const { start, end } = withoutAround(text, unicode);
  return lowerCase(text.slice(start, end));
}

/** What stands between white space. */
export function splitWords(text: string): readonly Range[] {
  const words: Range[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && !space.test(text.charAt(at));
    if (inside && start < 0) start = at;
    if (!inside && start >= 0) {
      words.push(range(start, at));
      start = -1;
    }
  }
  return words;
}

/** Words as they are counted: as split, but each letter of a script without spaces by itself. */
export function countedWords(text: string): readonly Range[] {
  const words = splitWords(text);
  if (!unspaced.test(text)) return words;
  return words.flatMap((word) => splitUnspaced(text, word));
}

function splitUnspaced(text: string, word: Range): readonly Range[] {
  const parts: Range[] = [];
  let from = word.start;
  let at = word.start;
  const rest = (end: number) => {
    if (/[\p{L}\p{N}]/u.test(text.slice(from, end))) parts.push(range(from, end));
  };
  for (const char of text.slice(word.start, word.end)) {
    if (unspaced.test(char)) {
      rest(at);
      parts.push(range(at, at + char.length));
      from = at + char.length;
    }
    at += char.length;
  }
  if (parts.length === 0) return [word];
  rest(word.end);
  return parts;
}
