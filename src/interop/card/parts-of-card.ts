// A card in, the parts a persona takes over out, and what becomes of everything else. What is for readers of the card (notes, creator's words) goes
// into no prompt; what no persona can say stays in the card, which is kept.
import { onOneLine } from '../../lang/one-line.ts';
import { dropped, type Fate, kept, mapped } from '../fate.ts';
import type { Card } from './card.ts';
import type { CardParts } from './card-parts.ts';
import { readExamples } from './example-messages.ts';
import { factsOfBook } from './facts-of-book.ts';
import { fromMacros, macroFates } from './macros.ts';

export interface PartsOfCard {
  readonly parts: CardParts;
  readonly fates: readonly Fate[];
}

export function partsOfCard(card: Card): PartsOfCard {
  const { texts } = card;
  const fates: Fate[] = [];
  const take = (what: string, text: string, where: string): string => {
    const own = fromMacros(text);
    if (text.trim() !== '') fates.push(mapped(what, where));
    fates.push(...macroFates(text, what));
    return own;
  };
  const name = onOneLine(texts.name);
  fates.push(mapped('name', 'title of `persona`'));
  const dialogues = readExamples(texts.mes_example, name);
  const greetings = [texts.first_mes, ...card.alternateGreetings].filter((text) => text.trim() !== '');
  const { facts, fates: ofBook } = factsOfBook(card.book);
  const parts: CardParts = {
    name,
    description: take('description', texts.description, '`section`'),
    personality: take('personality', texts.personality, '`section Personality`'),
    scenario: take('scenario', texts.scenario, '`section Scenario`'),
    systemPrompt: take('system_prompt', texts.system_prompt, '`section System prompt`'),
    reminder: take('post_history_instructions', texts.post_history_instructions, '`reminder`'),
    greetings: greetings.map((text, index) =>
      take(index === 0 ? 'first_mes' : `alternate_greetings ${index}`, text, '`greeting`'),
    ),
    dialogues: dialogues ?? [],
    exampleText: dialogues ? '' : fromMacros(texts.mes_example),
    tags: card.tags.map(tagOf).filter((tag) => tag !== ''),
    author: onOneLine(texts.creator),
    version: onOneLine(texts.character_version),
    facts,
  };
  if (texts.mes_example.trim() !== '') {
    fates.push(
      mapped('mes_example', dialogues ? '`example`' : '`section Example messages`: lines in it are said by nobody'),
    );
  }
  fates.push(...macroFates(texts.mes_example, 'mes_example'));
  if (parts.tags.length > 0) fates.push(mapped('tags', '`tags`, not sent'));
  if (parts.author !== '') fates.push(mapped('creator', '`author`, not sent'));
  if (parts.version !== '') fates.push(mapped('character_version', '`version`, not sent'));
  if (texts.creator_notes.trim() !== '')
    fates.push(kept('creator_notes', 'Notes to readers are no part of a persona.'));
  for (const other of card.others) fates.push(kept(other, 'A persona has no place for it.'));
  return { parts, fates: [...fates, ...ofBook] };
}

/** As `tags:` can list it: commas part two. */
export function tagOf(tag: string): string {
  return onOneLine(tag.replace(/[,，、،]/gu, ' '));
}

/** For a loss report of a persona that keeps no card beside it. */
export function withoutCard(fates: readonly Fate[]): readonly Fate[] {
  return fates.map((each) => (each.fate === 'kept' ? dropped(each.what, each.why) : each));
}
