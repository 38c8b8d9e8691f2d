// A small grey picture as a PNG, with texts: what cards are kept in, made here byte by byte.
import { crc32, deflateSync } from 'node:zlib';

/** One chunk with the checksum due to it, or another. */
export function pngChunk(type: string, data: Uint8Array, crc?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc ?? crc32(body));
  return Buffer.concat([head, body, tail]);
}

export const pngSignature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/**
 * @param texts keyword and text of each `tEXt` chunk, in order; they stand before the pixels.
 * @param size in pixels; a shade of grey that grows darker downwards.
 */
export function smallPng(texts: readonly (readonly [string, string])[], size = { width: 1, height: 1 }): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  const rows = Array.from({ length: size.height }, (_, y) => {
    const shade = 200 - Math.round((120 * y) / size.height);
    return Buffer.concat([Buffer.from([0]), Buffer.alloc(size.width, shade)]);
  });
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...texts.map(([keyword, text]) => pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))),
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    pngChunk('tIME', Buffer.from([7, 234, 1, 2, 3, 4, 5])),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A card's JSON as such a text. */
export function cardText(json: string): string {
  return Buffer.from(json, 'utf8').toString('base64');
}
