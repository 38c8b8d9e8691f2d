// A zip made byte by byte (APPNOTE 4.3), so that a test can say what is wrong with it.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedFile {
  readonly name: string;
  readonly data: Uint8Array;
  readonly stored?: boolean;
  /** A descriptor stands behind the data, as writers of streams have it: with its signature, or without. */
  readonly descriptor?: 'signed' | 'bare';
  /** Instead of what is due. */
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly localName?: string;
  readonly packed?: Uint8Array;
}

/** @param before bytes that stand before the archive; its offsets do not count them. */
export function smallZip(files: readonly ZippedFile[], { before = Buffer.alloc(0), comment = '' } = {}): Buffer {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, data, stored = false, descriptor } = file;
    const packed = Buffer.from(file.packed ?? (stored ? data : deflateRawSync(data)));
    const crc = file.crc ?? crc32(data);
    const size = file.size ?? data.length;
    const flags = (file.flags ?? 0) | 0x800 | (descriptor ? 8 : 0);
    const method = file.method ?? (stored ? 0 : 8);
    const sizes = [crc, packed.length, size].map(uint32);
    const local = Buffer.from(file.localName ?? name);
    const bytes = Buffer.concat([
      uint32(0x04034b50),
      ...[20, flags, method, 0x5a21, 0x5b21].map(uint16),
      ...(descriptor ? [Buffer.alloc(12)] : sizes),
      ...[local.length, 0].map(uint16),
      local,
      packed,
      ...(descriptor === 'signed' ? [uint32(0x08074b50)] : []),
      ...(descriptor ? sizes : []),
    ]);
    const called = Buffer.from(name);
    records.push(
      Buffer.concat([
        uint32(0x02014b50),
        ...[20, 20, flags, method, 0x5a21, 0x5b21].map(uint16),
        ...sizes,
        ...[called.length, 0, 0, 0, 0].map(uint16),
        uint32(0),
        uint32(offset),
        called,
      ]),
    );
    parts.push(bytes);
    offset += bytes.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.concat([
    uint32(0x06054b50),
    ...[0, 0, files.length, files.length].map(uint16),
    uint32(directory.length),
    uint32(offset),
    uint16(comment.length),
    Buffer.from(comment),
  ]);
  return Buffer.concat([before, ...parts, directory, end]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
