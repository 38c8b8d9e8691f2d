// A character card as its JSON says it: the fields that somebody wrote for a model or a reader, and where in the JSON they stand. Every version
// comes out in one shape; what is missing is empty. Sources: character-card-spec-v2 (which has V1, too) and -v3.
import { type JsonNode, keysOf, propertyOf, readJson, textOf, textsOf } from '../json-text.ts';
import { type Book, readBook } from './book.ts';

export type CardVersion = 'V1' | 'V2' | 'V3';

/** Names of the plain text fields, as V2 and V3 call them. */
export const textFields = [
  'name',
  'description',
  'personality',
  'scenario',
  'first_mes',
  'mes_example',
  'system_prompt',
  'post_history_instructions',
  'creator',
  'character_version',
  'creator_notes',
] as const;
export type TextField = (typeof textFields)[number];

export interface Card {
  readonly version: CardVersion;
  /** The object that holds the fields: `data`, or of a V1 card the whole. */
  readonly data: JsonNode;
  readonly texts: Readonly<Record<TextField, string>>;
  readonly alternateGreetings: readonly string[];
  readonly tags: readonly string[];
  readonly book: Book | undefined;
  /** Keys of `data` that this shape has no place for: they are kept in the card. */
  readonly others: readonly string[];
}

export type ReadCard = { readonly ok: true; readonly card: Card } | { readonly ok: false; readonly reason: string };

/** Reads the JSON text of a card. Fields of another type than the specifications give them count as missing. */
export function readCard(json: string): ReadCard {
  const read = readJson(json);
  if (!read.ok) return { ok: false, reason: read.reason };
  const version = versionOf(read.root);
  if (!version) {
    return {
      ok: false,
      reason: 'This JSON is no character card: it has neither `spec` and `data` nor the six fields of a V1 card.',
    };
  }
  const data = version === 'V1' ? read.root : (propertyOf(read.root, 'data') as JsonNode);
  const texts = Object.fromEntries(textFields.map((field) => [field, textOf(propertyOf(data, field)) ?? ''])) as Record<
    TextField,
    string
  >;
  const known = new Set<string>([...textFields, 'alternate_greetings', 'tags', 'character_book']);
  const card: Card = {
    version,
    data,
    texts,
    alternateGreetings: textsOf(propertyOf(data, 'alternate_greetings')),
    tags: textsOf(propertyOf(data, 'tags')),
    book: readBook(propertyOf(data, 'character_book')),
    others: keysOf(data).filter((key) => !known.has(key)),
  };
  if (card.texts.name.trim() === '') return { ok: false, reason: 'The card has no name.' };
  return { ok: true, card };
}

/** A newer V3 (`3.1`) is read as V3, as the specification asks. */
function versionOf(root: JsonNode): CardVersion | undefined {
  const spec = textOf(propertyOf(root, 'spec'));
  if (propertyOf(root, 'data')?.type === 'object') {
    if (spec === 'chara_card_v2') return 'V2';
    if (spec === 'chara_card_v3') return 'V3';
  }
  const v1 = ['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example'];
  return v1.every((field) => textOf(propertyOf(root, field)) !== undefined) ? 'V1' : undefined;
}
