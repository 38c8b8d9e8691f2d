// Which lore comes up in a talk: keys are texts, found ignoring case and as whole words where they are words, or `/patterns/`.
import { compilePattern, matches, readPattern } from '../pattern.ts';
import type { Lore, LoreReason, LoreTrace, Message } from '../prompt.ts';

/** How many of the last messages are looked at. */
export const loreReach = 4;
/** How many are looked at to say of a key that it came up too far back. */
const longestLook = 60;

/** A message as keys are looked for in it. */
interface Heard {
  /** Its index in the talk. */
  readonly message: number;
  readonly text: string;
  readonly folded: string;
}

/** What woke a piece of lore, or how near it came. */
type Waking = Pick<LoreTrace, 'key' | 'message' | 'also'> & {
  readonly reason: Extract<LoreReason, 'sent' | 'no-key' | 'no-also' | 'too-far-back'>;
};

/** The lore whose keys (and, where given, one of `also`) come up in the last messages, in the order of the prompt. */
export function firedLore(lore: readonly Lore[], talk: readonly Message[]): readonly Lore[] {
  const heard = heardIn(talk, loreReach);
  return lore.filter((one) => wake(one, heard).reason === 'sent');
}

/** Of each piece of lore, whether it comes up, by which key and where; and if not, what was missing. */
export function traceLore(lore: readonly Lore[], talk: readonly Message[]): readonly LoreTrace[] {
  const near = heardIn(talk, loreReach);
  const far = heardIn(talk, longestLook);
  return lore.map((one) => {
    const waking = wake(one, near);
    const { label, origin } = one;
    if (waking.reason === 'sent') return { label, origin, ...waking };
    const earlier = wake(one, far);
    if (earlier.reason === 'sent') return { label, origin, ...earlier, reason: 'too-far-back' };
    return { label, origin, ...waking };
  });
}

function wake(lore: Lore, heard: readonly Heard[]): Waking {
  const found = firstFound(lore.keys, heard);
  if (!found) return { reason: 'no-key' };
  if (lore.also.length === 0) return { reason: 'sent', ...found };
  const also = firstFound(lore.also, heard);
  return also ? { reason: 'sent', ...found, also: also.key } : { reason: 'no-also', ...found };
}

/** The last messages, the oldest first. */
function heardIn(talk: readonly Message[], reach: number): readonly Heard[] {
  const heard: Heard[] = [];
  for (let message = talk.length - 1; message >= 0 && heard.length < reach; message--) {
    const one = talk[message];
    if (!one || one.role === 'system') continue;
    const text = one.content.normalize('NFC');
    heard.push({ message, text, folded: text.toLowerCase() });
  }
  return heard.reverse();
}

/** The first of these keys that comes up, with the last message in which it does. */
function firstFound(
  keys: readonly string[],
  heard: readonly Heard[],
): { readonly key: string; readonly message: number } | undefined {
  for (const key of keys) {
    const trimmed = key.trim();
    const at = trimmed.startsWith('/')
      ? lastMatch(trimmed, heard)
      : heard.findLast((one) => hasWords(one.folded, trimmed));
    if (at) return { key: trimmed, message: at.message };
  }
  return undefined;
}

/** A pattern that cannot be read never fires; its fault is told where it stands. */
function lastMatch(key: string, heard: readonly Heard[]): Heard | undefined {
  const read = readPattern(key);
  const pattern = read.ok ? compilePattern(read.regex, read.flags) : undefined;
  return pattern?.ok ? heard.findLast(({ text }) => matches(pattern, text)) : undefined;
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
