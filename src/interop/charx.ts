// A persona as a CHARX, new or the one it came from. Of a card in a PNG or in JSON that it came from, the new archive has all that the card says, and its
// picture. Reading one is the character card's.
import type { Persona } from '../lang/persona.ts';
import { asCharx, asV3, withIcon } from './card/as-charx.ts';
import { readCard } from './card/card.ts';
import { type CardFile, readCardFile } from './card/card-file.ts';
import { newCard } from './card/new-card.ts';
import { partsOfPersona } from './card/parts-of-persona.ts';
import { characterCard, exportCard } from './character-card.ts';
import { dropped, type Fate, mapped } from './fate.ts';
import type { Exported, Format } from './format.ts';
import { withoutTexts } from './png/text-chunks.ts';

export const charx: Format = {
  id: 'charx',
  title: 'Character card V3 with its picture (CHARX)',
  extension: '.charx',
  endings: [],
  changes: true,
  detect: (bytes, name) => containerOf(bytes) === 'charx' && characterCard.detect?.(bytes, name) === true,
  takesFrom: (bytes, name) => characterCard.detect?.(bytes, name) === true,
  write: (persona, { original }) => (original ? fromCard(persona, original) : fresh(persona)),
};

function containerOf(bytes: Uint8Array): Extract<CardFile, { ok: true }>['container'] | undefined {
  const file = readCardFile(bytes);
  return file.ok ? file.container : undefined;
}

function fresh(persona: Persona): Exported {
  const { parts, fates } = partsOfPersona(persona);
  return { ok: true, bytes: asCharx(newCard(parts), undefined), fates };
}

function fromCard(persona: Persona, original: Uint8Array): Exported {
  const changed = exportCard(persona, original);
  if (!changed.ok || containerOf(original) === 'charx') return changed;
  const file = readCardFile(changed.bytes);
  if (!file.ok) return file;
  const read = readCard(file.json);
  if (!read.ok) return read;
  const { card } = read;
  const fates: Fate[] = [...changed.fates];
  let json = asV3Of(persona, file.json, card, fates);
  let picture: Uint8Array | undefined;
  if (file.container === 'png') {
    const now = readCard(json);
    const placed = now.ok ? withIcon(json, now.card) : undefined;
    if (placed?.icon === 'shown') {
      json = placed.json;
      picture = withoutTexts(changed.bytes, ['chara', 'ccv3']);
      fates.push(mapped('the picture', 'the icon of the archive, without the card that was in it'));
    } else fates.push(dropped('the picture', 'The card names another one as its icon, and keeps it.'));
  }
  return { ok: true, bytes: asCharx(json, picture), fates };
}

/** A V1 card has no place for most of what a persona says, so that one is made anew. */
function asV3Of(persona: Persona, json: string, card: Parameters<typeof asV3>[1], fates: Fate[]): string {
  if (card.version !== 'V1') {
    if (card.others.length > 0 || card.texts.creator_notes.trim() !== '')
      fates.push(mapped('all else in the card', 'It stands in the archive as it was written.'));
    return asV3(json, card);
  }
  const { parts, fates: own } = partsOfPersona(persona);
  fates.splice(0, fates.length, ...own);
  for (const other of card.others) fates.push(dropped(other, 'It is no field of a V1 card, which is made anew as V3.'));
  return newCard(parts);
}
