// Which lore comes up in a talk: keys are texts, found ignoring case and as whole words where they are words, or `/patterns/`.
import { compilePattern, matches, readPattern } from '../pattern.ts';
import type { Lore, Message } from '../prompt.ts';

/** How many of the last messages are looked at. */
export const loreReach = 4;

/** The lore whose keys (and, where given, one of `also`) come up in the last messages, in the order of the prompt. */
export function firedLore(lore: readonly Lore[], talk: readonly Message[]): readonly Lore[] {
  const heard = talk
    .filter((message) => message.role !== 'system')
    .slice(-loreReach)
    .map((message) => message.content.normalize('NFC'));
  const folded = heard.map((text) => text.toLowerCase());
  const comesUp = (key: string) => {
    const trimmed = key.trim();
    if (trimmed.startsWith('/')) return heard.some((text) => matchesPattern(trimmed, text));
    return folded.some((text) => hasWords(text, trimmed));
  };
  return lore.filter((one) => one.keys.some(comesUp) && (one.also.length === 0 || one.also.some(comesUp)));
}

/** A pattern that cannot be read never fires; its fault is told where it stands. */
function matchesPattern(key: string, text: string): boolean {
  const read = readPattern(key);
  if (!read.ok) return false;
  const pattern = compilePattern(read.regex, read.flags);
  return pattern.ok && matches(pattern, text);
}

const wordLetter = /[\p{L}\p{M}\p{N}_]/u;
// Scripts that set no space between words: there a key is found anywhere.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether `key` stands in `text` (lower case, NFC) with no letter of a longer word at either side of it. */
function hasWords(text: string, key: string): boolean {
  const wanted = key.normalize('NFC').toLowerCase();
  if (wanted === '') return false;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!continues(before(text, at), wanted, 0) && !continues(after(text, end), wanted, wanted.length - 1)) return true;
  }
  return false;
}

/** Whether the letter beside the key makes one word with the key's letter at that side. */
function continues(beside: string, key: string, edge: number): boolean {
  const own = edge === 0 ? after(key, 0) : before(key, key.length);
  return wordLetter.test(beside) && wordLetter.test(own) && !unspaced.test(beside) && !unspaced.test(own);
}

function after(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function before(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const wide = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return at === 0 ? '' : text.slice(at - (wide ? 2 : 1), at);
}
