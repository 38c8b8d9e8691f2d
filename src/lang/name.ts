// Names as the language reads them: where one ends, and the key two spellings of one name share. Reads no vocabulary.
import { range } from '../base/range.ts';
import type { Name } from './tree.ts';

/** A name has at most this many characters (code points), spaces at its end not counted. */
export const longestName = 60;

const directionMarks = /\p{Bidi_Control}/gu;
// ZWNJ and ZWJ (`Join_Control`) join letters in Persian, Hindi and others, and belong to the spelling.
const inside = /[\p{L}\p{M}\p{N}\p{Zs}\p{Join_Control}\p{Bidi_Control}\-_.']/u;
const first = /[\p{L}\p{N}\p{Bidi_Control}]/u;

/** What names are compared by: NFC, lower case, direction marks taken out, white space folded to one space and trimmed. */
export function nameKey(text: string): string {
  const plain = plainly(text);
  if (plain) return plain === 'small' ? text : text.toLowerCase();
  return text.replace(directionMarks, '').normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * How a text is plain: characters of ASCII that are seen, single spaces between them, with or without capital letters. Undefined where it is not:
 * then the tables of Unicode have to be asked.
 */
function plainly(text: string): 'small' | 'mixed' | undefined {
  let space = true;
  let capitals = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32 ? space : code < 33 || code > 126) return undefined;
    space = code === 32;
    if (code >= 65 && code <= 90) capitals = true;
  }
  if (space && text !== '') return undefined;
  return capitals ? 'mixed' : 'small';
}

/** The word without direction marks: block words, known entries and clauses are compared by it, to the letter. */
export function bareWord(text: string): string {
  return plainly(text) ? text : text.replace(directionMarks, '');
}

export interface NameOnLine {
  readonly name: Name;
  /** Offset of the colon. */
  readonly colon: number;
  /** Offset behind the colon. */
  readonly after: number;
}

/**
 * Reads `name:` at `at`, looking no further than `end`. The colon has white space or nothing behind it, or is full-width.
 * Undefined where there is no name. Looks at no more than some 70 characters.
 */
export function readName(text: string, at: number, end: number): NameOnLine | undefined {
  let offset = at;
  let count = 0;
  let lastInk = at;
  let counted = 0;
  while (offset < end) {
    const code = text.codePointAt(offset) as number;
    if (code === 0x3a || code === 0xff1a) break;
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (isLetter || (code === 0x20 && offset > at)) offset += 1;
    else {
      const character = String.fromCodePoint(code);
      if (!(offset === at ? first : inside).test(character)) return undefined;
      offset += character.length;
    }
    count += 1;
    if (!isSpace(code)) {
      lastInk = offset;
      counted = count;
    }
    if (counted > longestName || count > longestName + 8) return undefined;
  }
  if (offset >= end || lastInk === at) return undefined;
  const full = text.charCodeAt(offset) === 0xff1a;
  if (!full && offset + 1 < end && !isSpace(text.charCodeAt(offset + 1))) return undefined;
  const written = text.slice(at, lastInk);
  const key = nameKey(written);
  if (key === '') return undefined;
  return { name: { text: written, key, range: range(at, lastInk) }, colon: offset, after: offset + 1 };
}

const space = /\s/u;

/** White space other than the three line ends; a BOM counts as white space, too. */
export function isSpace(code: number): boolean {
  if (code === 0x20 || code === 0x09) return true;
  if (code < 0x80) return code === 0x0b || code === 0x0c;
  return space.test(String.fromCharCode(code));
}
