// Finds a text in the Base64 stretches of a reply (also the URL alphabet, with or without padding). Decodes by itself, as UTF-8.
import { type Range, range } from '../../base/range.ts';
import { lowerCase } from '../fold.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first stretch whose decoded text holds `needle`, case aside. */
export function findInBase64(needle: string, reply: string, from: number): Range | undefined {
  for (const stretch of reply.matchAll(/[A-Za-z0-9+/_-]{6,}(?:[\r\n]+[A-Za-z0-9+/_-]+)*={0,2}/g)) {
    if (stretch.index >= from && lowerCase(decode(stretch[0])).includes(needle))
      return range(stretch.index, stretch.index + stretch[0].length);
  }
  return undefined;
}

/** What a stretch stands for; bytes that are no UTF-8 become U+FFFD. */
function decode(stretch: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of stretch) {
    const value = alphabet.indexOf(char === '-' ? '+' : char === '_' ? '/' : char);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
