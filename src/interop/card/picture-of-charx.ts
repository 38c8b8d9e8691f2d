// The picture that a CHARX shows its character with: the asset of type `icon` called `main`, or the only one, where it lies in the archive and is a
// picture by its first bytes. In: the archive and its card. Out: bytes and media type, or nothing. Source: character-card-spec-v3, assets.
import { elementsOf, type JsonNode, propertyOf, textOf } from '../json-text.ts';
import { unpack } from '../zip/unpack.ts';
import { readZip } from '../zip/zip.ts';
import type { Card } from './card.ts';

export interface Picture {
  readonly bytes: Uint8Array;
  /** A media type. */
  readonly type: string;
}

/** In bytes; a larger one is not shown. */
const largest = 20_000_000;

export function pictureOfCharx(bytes: Uint8Array, card: Card): Picture | undefined {
  const icon = iconOf(card);
  // The specification spells it with one d.
  const path = /^embedd?ed:\/\/(.+)$/iu.exec(textOf(propertyOf(icon, 'uri')) ?? '')?.[1];
  const read = readZip(bytes);
  const entry = read.ok ? read.zip.entries.find(({ name }) => name === path) : undefined;
  const unpacked = entry && unpack(bytes, entry, largest);
  const type = unpacked?.ok ? mediaType(unpacked.data) : undefined;
  return unpacked?.ok && type !== undefined ? { bytes: unpacked.data, type } : undefined;
}

/** The asset that says which picture is the character's: the icon called `main`, else the first. */
export function iconOf({ data }: Card): JsonNode | undefined {
  const icons = elementsOf(propertyOf(data, 'assets')).filter((asset) => textOf(propertyOf(asset, 'type')) === 'icon');
  return icons.find((asset) => textOf(propertyOf(asset, 'name')) === 'main') ?? icons[0];
}

function mediaType(bytes: Uint8Array): string | undefined {
  const begin = String.fromCharCode(...bytes.subarray(0, 12));
  if (begin.startsWith('\x89PNG\r\n')) return 'image/png';
  if (begin.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/u.test(begin)) return 'image/gif';
  return /^RIFF.{4}WEBP$/su.test(begin) ? 'image/webp' : undefined;
}
