// One file of a zip, unpacked up to a size, however much it claims or turns out to be, and its checksum held against it. Writes nothing.
import { FlateErrorCode, Inflate } from 'fflate';
import { crc32 } from '../crc32.ts';
import { joinBytes } from '../join-bytes.ts';
import type { ZipEntry } from './zip.ts';

export type Unpacked =
  | { readonly ok: true; readonly data: Uint8Array }
  | { readonly ok: false; readonly reason: string };

/** Packed bytes a step: a step becomes a thousand times as much at most, so that what is unpacked in vain is bounded, too. */
const step = 4096;

/** @param most bytes of unpacked data that are taken. */
export function unpack(bytes: Uint8Array, entry: ZipEntry, most: number): Unpacked {
  const { name, flags, method, size } = entry;
  if (flags & 1) return { ok: false, reason: `${name} is encrypted.` };
  if (method !== 0 && method !== 8)
    return { ok: false, reason: `${name} is packed in a way that is not read (${method}).` };
  if (size > most)
    return { ok: false, reason: `${name} claims ${megabytes(size)} MB; more than ${megabytes(most)} MB are not read.` };
  const packed = bytes.subarray(entry.packed.start, entry.packed.end);
  const data = method === 0 ? packed : inflated(packed, size);
  if (data === undefined) return { ok: false, reason: `${name} in the archive is damaged: it cannot be unpacked.` };
  if (data.length !== size) return { ok: false, reason: `${name} in the archive is not as large as it claims.` };
  if (crc32(data) !== entry.crc)
    return { ok: false, reason: `${name} in the archive is damaged: its checksum does not hold.` };
  return { ok: true, data };
}

/** At most a step more than `size`; undefined where the data is no deflated data or breaks off. */
function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  const stream = new Inflate((piece, final) => {
    pieces.push(piece);
    length += piece.length;
    whole ||= final;
  });
  try {
    for (let at = 0; at < packed.length && length <= size; at += step) {
      stream.push(packed.subarray(at, at + step), at + step >= packed.length);
    }
  } catch (error) {
    const known = Object.values<unknown>(FlateErrorCode).includes(Reflect.get(Object(error), 'code'));
    if (known) return undefined;
    throw error;
  }
  if (!whole && length <= size) return undefined;
  return joinBytes(pieces);
}

function megabytes(size: number): number {
  return Math.ceil(size / 1e6);
}
