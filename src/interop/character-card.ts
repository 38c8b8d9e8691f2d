// Cards in and out, whole: the bytes of a card become the text of a persona, and a persona becomes a card: the one it came from with what changed
// put in, or a new one. Each with the report of what became of everything. Reads no file and writes none.
import { applyEdits } from '../base/text-edit.ts';
import type { Persona } from '../lang/persona.ts';
import { readPersona } from '../lang/read-persona.ts';
import { readCard } from './card/card.ts';
import { readCardFile, writeCardFile } from './card/card-file.ts';
import { changeCard } from './card/change-card.ts';
import { newCard } from './card/new-card.ts';
import { partsOfCard, withoutCard } from './card/parts-of-card.ts';
import { partsOfPersona } from './card/parts-of-persona.ts';
import { writePersona } from './card/write-persona.ts';
import { type Fate, kept } from './fate.ts';
import type { Exported, Format, Imported } from './format.ts';
import { noFiles } from './no-files.ts';
import { isPng, readChunks } from './png/chunks.ts';
import { findText } from './png/text-chunks.ts';

export const characterCard: Format = {
  id: 'card',
  title: 'Character card (V1, V2, V3: JSON, PNG or CHARX)',
  extension: '.card.json',
  endings: ['json', 'png', 'apng', 'charx', 'jpg', 'jpeg'],
  changes: true,
  detect: isCard,
  read: (bytes, { source }) => importCard(bytes, source),
  write: (persona, { original }) => exportCard(persona, original),
};

/** A picture with a text of a card, an archive with a card in it, or JSON that is one. */
function isCard(bytes: Uint8Array): boolean {
  if (isPng(bytes)) {
    const read = readChunks(bytes);
    return read.ok && ['ccv3', 'chara'].some((keyword) => findText(read.chunks, keyword) !== undefined);
  }
  const file = readCardFile(bytes);
  return file.ok && readCard(file.json).ok;
}

/** @param source how the card is called that is kept beside the persona (`holmes.card.png`); undefined: it is not kept. */
export function importCard(bytes: Uint8Array, source: string | undefined): Imported {
  const file = readCardFile(bytes);
  if (!file.ok) return file;
  const read = readCard(file.json);
  if (!read.ok) return read;
  const { parts, fates } = partsOfCard(read.card);
  const written = writePersona(parts, source);
  const all = [...fates, ...filesBeside(file.others), ...written.fates];
  return { ok: true, name: parts.name, text: written.text, fates: source === undefined ? withoutCard(all) : all };
}

/** @param card bytes of the card the persona came from; undefined: a new card, as JSON. */
export function exportCard(persona: Persona, card: Uint8Array | undefined): Exported {
  const now = partsOfPersona(persona);
  if (!card) return { ok: true, bytes: new TextEncoder().encode(newCard(now.parts)), fates: now.fates };
  const file = readCardFile(card);
  if (!file.ok) return file;
  const texts = new Map<'ccv3' | 'chara' | 'json', string>();
  const fates: Fate[] = [...now.fates];
  fates.push(...filesBeside(file.others));
  for (const keyword of file.container === 'png' ? file.keywords : (['json'] as const)) {
    const own = readCardFile(card, keyword === 'json' ? undefined : keyword);
    if (!own.ok) return own;
    const read = readCard(own.json);
    if (!read.ok) return read;
    const before = partsOfPersona(reread(writePersona(partsOfCard(read.card).parts, undefined).text)).parts;
    const { edits, fates: changes } = changeCard(own.json, read.card, before, now.parts);
    if (texts.size === 0) fates.push(...changes);
    if (edits.length > 0) texts.set(keyword, applyEdits(own.json, edits));
  }
  return { ok: true, bytes: texts.size === 0 ? card : writeCardFile(card, texts), fates };
}

/** What lies beside the card in an archive: files at its root by name, others by their folder. */
function filesBeside(names: readonly string[]): readonly Fate[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const place = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : name;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, count]) =>
    place.endsWith('/')
      ? kept(`${place} (${count})`, 'Its files stay in the archive as they are.')
      : kept(place, 'It stays in the archive as it is.'),
  );
}

function reread(text: string): Persona {
  return readPersona(text, 'card:', noFiles);
}
