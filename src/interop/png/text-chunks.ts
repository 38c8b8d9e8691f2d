// Texts that a PNG carries in `tEXt` chunks: found by their keyword, and put in with every other byte of the file as it was.

import { crc32 } from '../crc32.ts';
import { joinBytes } from '../join-bytes.ts';
import { type Chunk, readChunks } from './chunks.ts';

/** Keyword and text of a `tEXt` chunk, both Latin-1; undefined for any other chunk. */
export function textOfChunk({ type, data }: Chunk): { readonly keyword: string; readonly text: string } | undefined {
  if (type !== 'tEXt') return undefined;
  const zero = data.indexOf(0);
  if (zero < 1 || zero > 79) return undefined;
  return { keyword: latin1(data.subarray(0, zero)), text: latin1(data.subarray(zero + 1)) };
}

/** The text of the last chunk of this keyword, compared without case as its readers do. */
export function findText(chunks: readonly Chunk[], keyword: string): string | undefined {
  const found = chunks.map(textOfChunk).filter((text) => text?.keyword.toLowerCase() === keyword.toLowerCase());
  return found.at(-1)?.text;
}

/**
 * The file with its texts of these keywords replaced, each where the first of its keyword stood, or before the end of the picture. Further
 * chunks of a keyword go: readers differ in which of two they take.
 * @param texts keyword → text, ASCII. @throws on bytes that `readChunks` refuses: ask that first.
 */
export function withTexts(bytes: Uint8Array, texts: ReadonlyMap<string, string>): Uint8Array {
  const read = readChunks(bytes);
  if (!read.ok) throw new Error(read.reason);
  const left = new Map([...texts].map(([keyword, text]) => [keyword.toLowerCase(), { keyword, text }]));
  const mine = new Set(left.keys());
  const parts: Uint8Array[] = [bytes.subarray(0, read.chunks[0]?.start ?? 0)];
  for (const chunk of read.chunks) {
    const key = textOfChunk(chunk)?.keyword.toLowerCase();
    if (chunk.type === 'IEND') {
      for (const { keyword, text } of left.values()) parts.push(textChunk(keyword, text));
      // What stands behind the end is the file's, too.
      parts.push(bytes.subarray(chunk.start));
    } else if (key === undefined || !mine.has(key)) {
      parts.push(bytes.subarray(chunk.start, chunk.end));
    } else {
      const put = left.get(key);
      if (put) parts.push(textChunk(put.keyword, put.text));
      left.delete(key);
    }
  }
  return joinBytes(parts);
}

/** The file without its texts of these keywords, in any case of letters. @throws on bytes that `readChunks` refuses: ask that first. */
export function withoutTexts(bytes: Uint8Array, keywords: readonly string[]): Uint8Array {
  const read = readChunks(bytes);
  if (!read.ok) throw new Error(read.reason);
  const gone = read.chunks.filter((chunk) => keywords.includes(textOfChunk(chunk)?.keyword.toLowerCase() ?? ''));
  const starts = [0, ...gone.map(({ end }) => end)];
  const ends = [...gone.map(({ start }) => start), bytes.length];
  return joinBytes(starts.map((start, index) => bytes.subarray(start, ends[index])));
}

function textChunk(keyword: string, text: string): Uint8Array {
  const chunk = new Uint8Array(12 + keyword.length + 1 + text.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, chunk.length - 12);
  write(chunk, 4, `tEXt${keyword}`);
  write(chunk, 8 + keyword.length + 1, text);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, chunk.length - 4)));
  return chunk;
}

function write(into: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) into[at + index] = text.charCodeAt(index);
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
