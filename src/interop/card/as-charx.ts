// A card and its picture as a new CHARX (character-card-spec-v3: a zip with `card.json` at its root, assets in folders). In: the JSON of a card of any
// version but V1, and a PNG. Out: bytes. What stands in the card stays as it is written; what V3 asks for is put in.
import { zipSync } from 'fflate';
import { applyEdits, type TextEdit } from '../../base/text-edit.ts';
import {
  changeChildren,
  type JsonNode,
  keysOf,
  propertyOf,
  readJson,
  replaceValue,
  textOf,
  textsOf,
} from '../json-text.ts';
import type { Card } from './card.ts';
import { isWrittenAsPattern } from './change-book.ts';
import { iconOf } from './picture-of-charx.ts';

const iconPath = 'assets/icon/images/main.png';
const icon = { type: 'icon', uri: `embeded://${iconPath}`, name: 'main', ext: 'png' };

/** The same bytes for the same card. @param picture undefined: there is none. */
export function asCharx(json: string, picture: Uint8Array | undefined): Uint8Array {
  const files = { 'card.json': new TextEncoder().encode(json) };
  // A picture is packed already. Times of a zip begin here: none is made up.
  const mtime = new Date(1980, 0, 1);
  return zipSync(picture ? { ...files, [iconPath]: [picture, { level: 0 }] } : files, { mtime });
}

/** Where the picture of a card that is a PNG goes: `shown` where its card then names it, `other` where it names another one that stays. */
export function withIcon(
  json: string,
  card: Card,
): { readonly icon: 'shown'; readonly json: string } | { readonly icon: 'other' } {
  const { data } = card;
  const assets = propertyOf(data, 'assets');
  const main = iconOf(card);
  const uri = propertyOf(main, 'uri');
  // What a PNG calls its own picture.
  if (main && uri && textOf(uri) === 'ccdefault:') {
    const extension = propertyOf(main, 'ext');
    const edits = [replaceValue(uri, icon.uri), ...(extension ? [replaceValue(extension, icon.ext)] : [])];
    return { icon: 'shown', json: applyEdits(json, edits) };
  }
  if (main) return { icon: 'other' };
  const edits =
    assets?.type === 'array'
      ? changeChildren(json, assets, new Set(), [JSON.stringify(icon)])
      : assets
        ? [replaceValue(assets, [icon])]
        : changeChildren(json, data, new Set(), [`"assets": ${JSON.stringify([icon])}`]);
  return { icon: 'shown', json: applyEdits(json, edits) };
}

/** The JSON of a V2 or V3 card as V3: the keys that V3 requires where they are missing, and its name. */
export function asV3(json: string, { data, version, book }: Card): string {
  const read = readJson(json);
  if (!read.ok) throw new Error(read.reason);
  const edits: TextEdit[] = version === 'V3' ? [] : relabelled(json, read.root);
  if (!propertyOf(data, 'group_only_greetings')) {
    edits.push(...changeChildren(json, data, new Set(), ['"group_only_greetings": []']));
  }
  for (const { node } of book?.entries ?? []) {
    if (propertyOf(node, 'use_regex')) continue;
    const keys = [...textsOf(propertyOf(node, 'keys')), ...textsOf(propertyOf(node, 'secondary_keys'))];
    edits.push(...changeChildren(json, node, new Set(), [`"use_regex": ${keys.some(isWrittenAsPattern)}`]));
  }
  return applyEdits(json, edits);
}

function relabelled(json: string, root: JsonNode): TextEdit[] {
  const wanted = { spec: 'chara_card_v3', spec_version: '3.0' };
  const added: string[] = [];
  const edits: TextEdit[] = [];
  for (const [key, value] of Object.entries(wanted)) {
    const node = propertyOf(root, key);
    if (node) edits.push(replaceValue(node, value));
    else added.push(`"${key}": "${value}"`);
  }
  return keysOf(root).length === 0 ? edits : [...edits, ...changeChildren(json, root, new Set(), added)];
}
