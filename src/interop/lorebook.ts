// Lorebooks that stand alone: `lorebook_v3`, a card's book by itself, SillyTavern's world-info files. In: facts with keys, in a persona to name under
// `extends:`. Out: a `lorebook_v3`, or the file it came from with what changed put in. Keys are never run here. Sources: character-card-spec-v3,
// SillyTavern's world-info files.
import { applyEdits } from '../base/text-edit.ts';
import { onOneLine } from '../lang/one-line.ts';
import { readPersona } from '../lang/read-persona.ts';
import { type Book, readBook } from './card/book.ts';
import { readCardFile } from './card/card-file.ts';
import { changeBook, newEntry } from './card/change-book.ts';
import { factsOfBook } from './card/facts-of-book.ts';
import { partsOfPersona } from './card/parts-of-persona.ts';
import { knowsBlock } from './card/write-persona.ts';
import { droppedBlocks } from './dropped-blocks.ts';
import { type Fate, mapped } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Exported, Format, Imported } from './format.ts';
import { elementsOf, type JsonNode, keysOf, propertyOf, readJson, textOf } from './json-text.ts';
import { noFiles } from './no-files.ts';
import { type Part, writeParts } from './write-blocks.ts';

export const lorebook: Format = {
  id: 'lorebook',
  title: 'Lorebook (lorebook_v3, world info: JSON)',
  extension: '.lorebook.json',
  endings: ['json'],
  changes: true,
  detect: (bytes) => bookIn(bytes).ok,
  read: (bytes, { source }) => readLorebook(bytes, source),
  write(persona, { original }) {
    const { facts } = partsOfPersona(persona).parts;
    const beside = droppedBlocks(persona, new Set(['knows']), 'A lorebook holds facts alone.');
    if (original) return changeLorebook(original, facts, beside);
    const entries = facts.map((fact, index) => newEntry(fact, index + 1, 'V3'));
    const book = { spec: 'lorebook_v3', data: { name: persona.name, extensions: {}, entries } };
    return {
      ok: true,
      bytes: new TextEncoder().encode(`${JSON.stringify(book, null, 2)}\n`),
      fates: [mapped(`facts (${facts.length})`, '`entries`'), ...beside],
    };
  },
};

type FoundBook =
  | { readonly ok: true; readonly json: string; readonly book: Book }
  | { readonly ok: false; readonly reason: string };

function bookIn(bytes: Uint8Array): FoundBook {
  const none = { ok: false, reason: 'This is no lorebook.' } as const;
  const file = readCardFile(bytes);
  if (!file.ok) return file;
  if (file.container !== 'json') return none;
  const read = readJson(file.json);
  if (!read.ok) return read;
  const alone = textOf(propertyOf(read.root, 'spec')) === 'lorebook_v3';
  const node = alone ? propertyOf(read.root, 'data') : read.root;
  const entries = propertyOf(node, 'entries');
  const book = readBook(node);
  return book && (alone || areEntries(entries) || isEmptyWorld(read.root)) ? { ok: true, json: file.json, book } : none;
}

/** World info that nothing stands in yet: nothing else may stand beside its object, for that may be of anything. */
function isEmptyWorld(root: JsonNode): boolean {
  const entries = propertyOf(root, 'entries');
  const own = ['entries', 'name', 'description', 'extensions', 'originalData'];
  return entries?.type === 'object' && keysOf(entries).length === 0 && keysOf(root).every((key) => own.includes(key));
}

/** Whether every one has keys and a content, and there is one. */
function areEntries(node: JsonNode | undefined): boolean {
  const world = node?.type === 'object';
  const entries = world ? keysOf(node).map((key) => propertyOf(node, key)) : elementsOf(node);
  return (
    entries.length > 0 &&
    entries.every(
      (entry) =>
        propertyOf(entry, world ? 'key' : 'keys')?.type === 'array' &&
        textOf(propertyOf(entry, 'content')) !== undefined,
    )
  );
}

function readLorebook(bytes: Uint8Array, source: string | undefined): Imported {
  const found = bookIn(bytes);
  if (!found.ok) return found;
  const { facts, fates } = factsOfBook(found.book);
  const name = onOneLine(textOf(propertyOf(found.book.node, 'name')) ?? '') || stemOf(source) || 'Lorebook';
  const head = { name: 'source', text: source ?? 'a lorebook' };
  const parts: Part[] = [{ what: 'name', block: { word: 'persona', title: name, children: [head] } }];
  if (facts.length > 0) parts.push({ what: 'entries', block: knowsBlock(facts) });
  const written = writeParts(parts);
  return {
    ok: true,
    name,
    text: written.text,
    fates: [mapped('name', 'title of `persona`'), ...fates, ...written.fates],
  };
}

function changeLorebook(
  original: Uint8Array,
  facts: Parameters<typeof changeBook>[3],
  beside: readonly Fate[],
): Exported {
  const found = bookIn(original);
  if (!found.ok) return found;
  const imported = readLorebook(original, undefined);
  if (!imported.ok) return imported;
  const before = partsOfPersona(readPersona(imported.text, 'lorebook:', noFiles)).parts.facts;
  const { edits, fates } = changeBook(found.json, { version: 'V3', book: found.book }, before, facts);
  const mark = original[0] === 0xef ? '\ufeff' : '';
  const bytes = edits.length === 0 ? original : new TextEncoder().encode(mark + applyEdits(found.json, edits));
  return { ok: true, bytes, fates: [...fates, ...beside] };
}
