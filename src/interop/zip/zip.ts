// The bytes of a zip in, what files it says it holds and where they stand, out: its directory, checked against itself (APPNOTE 4.3). Unpacks
// nothing, copies nothing. What is ambiguous, split over disks, larger than 4 GB or leads out of a folder is refused.
import { type Range, range } from '../../base/range.ts';

/** One file in it; ranges are of the whole bytes. */
export interface ZipEntry {
  readonly name: string;
  /** Flags as in its record; bit 0: encrypted, bit 3: a descriptor stands behind its data. */
  readonly flags: number;
  /** 0: as it is; 8: deflated. */
  readonly method: number;
  readonly crc: number;
  /** Unpacked, as claimed. */
  readonly size: number;
  readonly header: Range;
  readonly packed: Range;
  /** In the directory. */
  readonly record: Range;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  readonly directory: Range;
  /** What stands before the archive (a picture, say), in bytes: offsets in it are counted from there. */
  readonly before: number;
  /** Where the record at its end begins. */
  readonly end: number;
}

export type ReadZip = { readonly ok: true; readonly zip: Zip } | { readonly ok: false; readonly reason: string };

const localHeader = 0x04034b50;
const directoryRecord = 0x02014b50;
const endRecord = 0x06054b50;

/** Whether the bytes are a zip, or a JPEG with one behind it. */
export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < 22) return false;
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  return viewOf(bytes).getUint32(0, true) === localHeader || (jpeg && endOf(bytes) !== undefined);
}

export function readZip(bytes: Uint8Array): ReadZip {
  const view = viewOf(bytes);
  const end = endOf(bytes);
  if (end === undefined) return no('The archive breaks off: it has no directory at its end.');
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
    return no('Archives in the form for more than 4 GB (zip64) are not read.');
  }
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    return no('The archive is one part of several.');
  }
  const start = end - size;
  const before = start - offset;
  if (start < 0 || before < 0) return no('The directory of the archive lies outside of it.');
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = start;
  for (let index = 0; index < count; index++) {
    const read = readEntry(bytes, view, at, { before, end });
    if (typeof read === 'string') return no(read);
    if (names.has(read.name)) return no(`The archive has two files of the name ${shown(read.name)}.`);
    names.add(read.name);
    entries.push(read);
    at = read.record.end;
  }
  if (at !== end) return no('The directory of the archive is damaged.');
  const inOrder = entries.toSorted((a, b) => a.header.start - b.header.start);
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1]?.header.start ?? start;
    if (entry.packed.end > next) return no(`${shown(entry.name)} overlaps with what stands behind it in the archive.`);
  }
  return { ok: true, zip: { entries, directory: range(start, end), before, end } };
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  { before, end }: { before: number; end: number },
): ZipEntry | string {
  if (at + 46 > end || view.getUint32(at, true) !== directoryRecord) return 'The directory of the archive is damaged.';
  const flags = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 28, true);
  const recordEnd = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const header = before + view.getUint32(at + 42, true);
  if (recordEnd > end) return 'The directory of the archive is damaged.';
  const written = bytes.subarray(at + 46, at + 46 + nameLength);
  const name = decoded(written);
  if (leadsOut(name)) return `The archive names a file outside its folder: ${shown(name)}.`;
  if (header + 30 > end || view.getUint32(header, true) !== localHeader) {
    return `The archive is damaged: ${shown(name)} does not stand where its directory says.`;
  }
  const again = bytes.subarray(header + 30, header + 30 + view.getUint16(header + 26, true));
  if (decoded(again) !== name)
    return `The archive calls one file by two names: ${shown(name)} and ${shown(decoded(again))}.`;
  const packedStart = header + 30 + again.length + view.getUint16(header + 28, true);
  return {
    name,
    flags,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    size,
    header: range(header, packedStart),
    packed: range(packedStart, packedStart + packedSize),
    record: range(at, recordEnd),
  };
}

/** Where the record at the end begins: the one whose comment reaches to the last byte. */
function endOf(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes);
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 0xffff; at--) {
    if (view.getUint32(at, true) === endRecord && at + 22 + view.getUint16(at + 20, true) === bytes.length) return at;
  }
  return undefined;
}

/** Whether a name is none inside a folder: absolute, with a drive, or going up. */
function leadsOut(name: string): boolean {
  return /^[\\/]|^[a-z]:|\0/iu.test(name) || name.split(/[\\/]/u).includes('..');
}

function decoded(name: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return String.fromCharCode(...name);
  }
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 80));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function no(reason: string): ReadZip {
  return { ok: false, reason };
}
