// The JSON text of a card changed to what a persona says, as edits on it: only what differs from what importing the card would give is touched, so
// everything a persona does not express stays the bytes it was. Parts in, edits and what became of each out.
import type { TextEdit } from '../../base/text-edit.ts';
import { dropped, type Fate, mapped } from '../fate.ts';
import { changeChildren, propertyOf } from '../json-text.ts';
import type { Card } from './card.ts';
import type { CardParts } from './card-parts.ts';
import { exampleTokens } from './card-tokens.ts';
import { changeBook } from './change-book.ts';
import { changeGreetings } from './change-greetings.ts';
import { changeTags } from './change-tags.ts';
import { changeText } from './change-text.ts';
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

const lists = new Set(['first_mes', 'alternate_greetings', 'tags']);
const inV1 = new Set(['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example']);

/** @param before what importing the card gives; @param now what the persona says. */
export function changeCard(json: string, card: Card, before: CardParts, now: CardParts): ChangedCard {
  const edits: TextEdit[] = [];
  const fates: Fate[] = [];
  const added: string[] = [];
  const [old, fields] = [fieldsOf(before), fieldsOf(now)];
  const differs = (field: string) => JSON.stringify(fields[field]) !== JSON.stringify(old[field]);
  const v1 = card.version === 'V1';
  for (const field of Object.keys(fields).filter(differs)) {
    if (v1 && !inV1.has(field)) fates.push(dropped(field, 'A V1 card has no such field.'));
    else if (!lists.has(field)) {
      fates.push(mapped(field, 'changed as the persona says'));
      const node = propertyOf(card.data, field);
      const texts = { what: field, before: String(old[field]), now: String(fields[field]) };
      const tokens = field === 'mes_example' ? (text: string) => exampleTokens(text, card.texts.name) : undefined;
      const changed = node && changeText(json, node, texts, tokens);
      if (!changed) added.push(`${JSON.stringify(field)}: ${JSON.stringify(texts.now)}`);
      edits.push(...(changed?.edits ?? []));
      fates.push(...(changed?.fates ?? []));
    }
  }
  const spoken = ({ greetings }: CardParts) => (v1 ? greetings.slice(0, 1) : greetings);
  const changes = [
    changeGreetings(json, card, spoken(before), spoken(now)),
    ...(v1 ? [] : [changeTags(json, card, before.tags, now.tags)]),
  ];
  for (const { changed, ...more } of changes) {
    edits.push(...more.edits);
    added.push(...more.added);
    fates.push(...changed.map((field) => mapped(field, 'changed as the persona says')), ...more.fates);
  }
  const book = changeBook(json, card, before.facts, now.facts);
  edits.push(...book.edits);
  fates.push(...book.fates);
  if (book.added !== undefined) added.push(`"character_book": ${book.added}`);
  return { edits: [...edits, ...changeChildren(json, card.data, new Set(), added)], fates };
}
