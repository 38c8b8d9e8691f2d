// A persona that has no card yet, as the JSON of a V3 card (character-card-spec-v3), which readers of V2 understand, too. Parts in, text out.
import type { CardParts } from './card-parts.ts';
import { newEntry } from './change-book.ts';
import { fieldsOf } from './change-card.ts';

/** Two spaces a level, a line break at the end. */
export function newCard(parts: CardParts): string {
  const { facts } = parts;
  const card = {
    spec: 'chara_card_v3',
    spec_version: '3.0',
    data: {
      ...fieldsOf(parts),
      creator_notes: '',
      group_only_greetings: [],
      extensions: {},
      ...(facts.length > 0 && {
        character_book: { extensions: {}, entries: facts.map((fact, index) => newEntry(fact, index + 1, 'V3')) },
      }),
    },
  };
  return `${JSON.stringify(card, null, 2)}\n`;
}
