// The bytes of a PNG or APNG in, its chunks out, each checked: lengths, names, checksums. Decodes no picture, copies no bytes.
import { crc32 } from '../crc32.ts';

/** One chunk; offsets are into the file. */
export interface Chunk {
  /** Four letters, as `tEXt`. */
  readonly type: string;
  /** Of its length field: where the chunk begins. */
  readonly start: number;
  readonly data: Uint8Array;
  /** Behind its checksum. */
  readonly end: number;
}

export type Chunks =
  | { readonly ok: true; readonly chunks: readonly Chunk[] }
  | { readonly ok: false; readonly reason: string };

const signature = [137, 80, 78, 71, 13, 10, 26, 10];

/** A file of more chunks than this is no picture that somebody drew. */
const mostChunks = 100_000;

/** Whether the bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** All chunks up to `IEND`; a file that breaks off, or whose checksums do not hold, is refused with a plain sentence. */
export function readChunks(bytes: Uint8Array): Chunks {
  if (!isPng(bytes)) return { ok: false, reason: 'This is no PNG picture.' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at < bytes.length) {
    if (at + 12 > bytes.length) return { ok: false, reason: `The picture breaks off at byte ${at}.` };
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) {
      return { ok: false, reason: `The picture breaks off: at byte ${at} it claims ${length} bytes more than it has.` };
    }
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/u.test(type)) return { ok: false, reason: `What stands at byte ${at} is no chunk of a PNG.` };
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      return { ok: false, reason: `The chunk ${type} at byte ${at} is damaged: its checksum does not hold.` };
    }
    chunks.push({ type, start: at, data: bytes.subarray(at + 8, end - 4), end });
    if (type === 'IEND') return { ok: true, chunks };
    if (chunks.length > mostChunks) return { ok: false, reason: `The picture has more than ${mostChunks} chunks.` };
    at = end;
  }
  return { ok: false, reason: 'The picture breaks off: it has no end.' };
}
