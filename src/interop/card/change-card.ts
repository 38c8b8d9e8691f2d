// The JSON text of a card changed to what a persona says, as edits on it: only what differs from what importing the card would give is touched, so
// everything a persona does not express stays the bytes it was. Parts in, edits and what became of each out.
import type { TextEdit } from '../../base/text-edit.ts';
import { dropped, type Fate, mapped } from '../fate.ts';
import { changeChildren, propertyOf, replaceValue } from '../json-text.ts';
import type { Card } from './card.ts';
import type { CardParts } from './card-parts.ts';
import { changeBook } from './change-book.ts';
import { changeGreetings } from './change-greetings.ts';
import { writeExamples } from './example-messages.ts';
import { toMacros } from './macros.ts';

export interface ChangedCard {
  readonly edits: readonly TextEdit[];
  readonly fates: readonly Fate[];
}

/** Fields as V2 and V3 name them, and what a persona's parts say of each. */
export function fieldsOf(parts: CardParts): Readonly<Record<string, string | readonly string[]>> {
  const [first = '', ...others] = parts.greetings;
  const dialogues = writeExamples(parts.dialogues);
  return {
    name: parts.name,
    description: toMacros(parts.description),
    personality: toMacros(parts.personality),
    scenario: toMacros(parts.scenario),
    first_mes: toMacros(first),
    mes_example: [toMacros(parts.exampleText), dialogues].filter((text) => text !== '').join('\n'),
    system_prompt: toMacros(parts.systemPrompt),
    post_history_instructions: toMacros(parts.reminder),
    alternate_greetings: others.map(toMacros),
    tags: parts.tags,
    creator: parts.author,
    character_version: parts.version,
  };
}

const greetingFields = new Set(['first_mes', 'alternate_greetings']);
const inV1 = new Set(['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example']);

/** @param before what importing the card gives; @param now what the persona says. */
export function changeCard(json: string, card: Card, before: CardParts, now: CardParts): ChangedCard {
  const edits: TextEdit[] = [];
  const fates: Fate[] = [];
  const added: string[] = [];
  const old = fieldsOf(before);
  for (const [field, value] of Object.entries(fieldsOf(now))) {
    if (greetingFields.has(field) || JSON.stringify(value) === JSON.stringify(old[field])) continue;
    if (card.version === 'V1' && !inV1.has(field)) {
      fates.push(dropped(field, 'A V1 card has no such field.'));
      continue;
    }
    const node = propertyOf(card.data, field);
    if (node) edits.push(replaceValue(node, value));
    else added.push(`${JSON.stringify(field)}: ${JSON.stringify(value)}`);
    fates.push(mapped(field, 'changed as the persona says'));
  }
  const v1 = card.version === 'V1';
  const one = ({ greetings }: CardParts) => (v1 ? greetings.slice(0, 1) : greetings);
  if (v1 && JSON.stringify(before.greetings.slice(1)) !== JSON.stringify(now.greetings.slice(1)))
    fates.push(dropped('alternate_greetings', 'A V1 card has no such field.'));
  const greetings = changeGreetings(json, card, one(before), one(now));
  edits.push(...greetings.edits);
  added.push(...greetings.added);
  fates.push(...greetings.changed.map((field) => mapped(field, 'changed as the persona says')));
  const book = changeBook(json, card, before.facts, now.facts);
  edits.push(...book.edits);
  fates.push(...book.fates);
  if (book.added !== undefined) added.push(`"character_book": ${book.added}`);
  return { edits: [...edits, ...changeChildren(json, card.data, new Set(), added)], fates };
}
