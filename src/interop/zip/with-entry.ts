// A zip with other data for one of its files: the data of all others, their order, times and comments, and whatever stands before the archive stay
// the bytes they were; only offsets in the directory move along.
import { deflateSync } from 'fflate';
import { crc32 } from '../crc32.ts';
import { joinBytes } from '../join-bytes.ts';
import type { Zip, ZipEntry } from './zip.ts';

const descriptorSignature = 0x08074b50;

/** The data is packed as it was before. @param entry of that zip. */
export function withEntry(bytes: Uint8Array, zip: Zip, entry: ZipEntry, data: Uint8Array): Uint8Array {
  const packed = entry.method === 0 ? data : deflateSync(data);
  // Copies, whatever kind of array the bytes are: `slice` of a Buffer is none.
  const header = new Uint8Array(bytes.subarray(entry.header.start, entry.header.end));
  // Sizes are known beforehand: no descriptor stands behind the data any more.
  const flags = entry.flags & ~8;
  const sizes = (view: DataView, at: number) => {
    view.setUint32(at, crc32(data), true);
    view.setUint32(at + 4, packed.length, true);
    view.setUint32(at + 8, data.length, true);
  };
  const local = new DataView(header.buffer);
  local.setUint16(6, flags, true);
  sizes(local, 14);
  const starts = zip.entries.map((each) => each.header.start).filter((start) => start >= entry.packed.end);
  const oldEnd = Math.min(entry.packed.end + descriptorLength(bytes, entry), zip.directory.start, ...starts);
  const moved = header.length + packed.length - (oldEnd - entry.header.start);
  const tail = new Uint8Array(bytes.subarray(zip.directory.start));
  const directory = new DataView(tail.buffer);
  for (const each of zip.entries) {
    const at = each.record.start - zip.directory.start;
    const offset = directory.getUint32(at + 42, true);
    if (each.header.start > entry.header.start) directory.setUint32(at + 42, offset + moved, true);
    if (each !== entry) continue;
    directory.setUint16(at + 8, flags, true);
    sizes(directory, at + 16);
  }
  const end = zip.end - zip.directory.start;
  directory.setUint32(end + 16, directory.getUint32(end + 16, true) + moved, true);
  return joinBytes([
    bytes.subarray(0, entry.header.start),
    header,
    packed,
    bytes.subarray(oldEnd, zip.directory.start),
    tail,
  ]);
}

/** Of what stands behind the data of a file whose size was not known when it was written: with or without a signature. */
function descriptorLength(bytes: Uint8Array, { flags, packed }: ZipEntry): number {
  if (!(flags & 8) || packed.end + 4 > bytes.length) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(packed.end, true) === descriptorSignature ? 16 : 12;
}
