// Where a character card keeps its JSON: a file of its own, base64 in a PNG's `ccv3` or `chara` text, or `card.json` in a CHARX (a zip, or one behind
// a JPEG). In: the bytes of a file. Out: the JSON text and where it stood, or why there is none. And back: the same file with another JSON text.
// Sources: character-card-spec-v2 and -v3.
import { isPng, readChunks } from '../png/chunks.ts';
import { findText, withTexts } from '../png/text-chunks.ts';
import { unpack } from '../zip/unpack.ts';
import { withEntry } from '../zip/with-entry.ts';
import { isZip, readZip, type Zip, type ZipEntry } from '../zip/zip.ts';
import { fromBase64, toBase64 } from './base64.ts';

export type CardFile =
  | {
      readonly ok: true;
      /** Of the card, without a byte order mark. */
      readonly json: string;
      readonly container: 'json' | 'png' | 'charx';
      /** Keywords of a PNG that hold a card; the first is the one read. Empty in any other file. */
      readonly keywords: readonly ('ccv3' | 'chara')[];
      /** Files that lie in a CHARX beside the card. Empty in any other file. */
      readonly others: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** Bytes of JSON that are read; cards of a few MB exist, more is an attack or a mistake. */
export const longestCard = 50_000_000;

/** @param keyword of a PNG: the one to read; undefined: `ccv3`, else `chara`. */
export function readCardFile(bytes: Uint8Array, keyword?: 'ccv3' | 'chara'): CardFile {
  if (isZip(bytes)) return fromCharx(bytes);
  if (!isPng(bytes)) return fromText(bytes, 'json', []);
  const read = readChunks(bytes);
  if (!read.ok) return read;
  const keywords = (['ccv3', 'chara'] as const).filter((keyword) => findText(read.chunks, keyword) !== undefined);
  const first = keyword ?? keywords[0];
  const text = first && findText(read.chunks, first);
  if (text === undefined)
    return { ok: false, reason: 'The picture holds no character card (no text `chara` or `ccv3`).' };
  const json = fromBase64(text.trim());
  if (!json) return { ok: false, reason: `The picture's text \`${first}\` is not base64.` };
  return fromText(json, 'png', keywords);
}

/**
 * The file with another JSON text in it, every other byte as it was. Each keyword that held a card gets the text that is for it.
 * @param texts for a PNG, by keyword; else the one text, under `json`. @throws on bytes that `readCardFile` refuses: ask that first.
 */
export function writeCardFile(bytes: Uint8Array, texts: ReadonlyMap<'ccv3' | 'chara' | 'json', string>): Uint8Array {
  if (isZip(bytes)) {
    const found = cardInZip(bytes);
    if (!found.ok) throw new Error(found.reason);
    return withEntry(bytes, found.zip, found.entry, new TextEncoder().encode(found.mark + (texts.get('json') ?? '')));
  }
  if (!isPng(bytes)) {
    const text = texts.get('json') ?? '';
    return new TextEncoder().encode(markOf(bytes) + text);
  }
  const encoder = new TextEncoder();
  return withTexts(bytes, new Map([...texts].map(([keyword, text]) => [keyword, toBase64(encoder.encode(text))])));
}

type CardInZip =
  | { readonly ok: true; readonly zip: Zip; readonly entry: ZipEntry; readonly data: Uint8Array; readonly mark: string }
  | { readonly ok: false; readonly reason: string };

function cardInZip(bytes: Uint8Array): CardInZip {
  const read = readZip(bytes);
  if (!read.ok) return read;
  const entry = read.zip.entries.find(({ name }) => name === 'card.json');
  if (!entry) return { ok: false, reason: 'The archive holds no character card (no `card.json` at its root).' };
  const unpacked = unpack(bytes, entry, longestCard);
  return unpacked.ok ? { ...unpacked, zip: read.zip, entry, mark: markOf(unpacked.data) } : unpacked;
}

function fromCharx(bytes: Uint8Array): CardFile {
  const found = cardInZip(bytes);
  if (!found.ok) return found;
  const others = found.zip.entries.filter((entry) => entry !== found.entry && !entry.name.endsWith('/'));
  return fromText(
    found.data,
    'charx',
    [],
    others.map(({ name }) => name),
  );
}

/** The byte order mark that a text begins with, or nothing. */
function markOf(bytes: Uint8Array): string {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
}

function fromText(
  bytes: Uint8Array,
  container: 'json' | 'png' | 'charx',
  keywords: readonly ('ccv3' | 'chara')[],
  others: readonly string[] = [],
): CardFile {
  if (bytes.length > longestCard) {
    const size = Math.ceil(bytes.length / 1e6);
    return { ok: false, reason: `The card claims ${size} MB of text; more than ${longestCard / 1e6} MB are not read.` };
  }
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, json, container, keywords, others };
  } catch {
    return { ok: false, reason: 'The text of the card is not UTF-8.' };
  }
}
