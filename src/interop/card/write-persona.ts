// The parts of a card in, a persona file out, and what could not be written as it was.

import { listMember } from '../../lang/edit/list-member.ts';
import { spokenText } from '../../lang/edit/spoken.ts';
import type { NewBlock, NewMember } from '../../lang/edit.ts';
import type { Fate } from '../fate.ts';
import { type Part, writeParts } from '../write-blocks.ts';
import { type CardFact, type CardParts, sectionTitles } from './card-parts.ts';

export interface WrittenPersona {
  readonly text: string;
  readonly fates: readonly Fate[];
}

/** @param source how the card that is kept beside the persona is called; undefined: none is kept. */
export function writePersona(parts: CardParts, source: string | undefined): WrittenPersona {
  return writeParts(blocksOf(parts, source));
}

function blocksOf(parts: CardParts, source: string | undefined): readonly Part[] {
  const entries: NewMember[] = [
    { name: 'kind', text: 'character' },
    { name: 'tags', text: parts.tags.join(', ') },
    { name: 'author', text: parts.author },
    { name: 'version', text: parts.version },
    { name: 'source', text: source ?? 'a character card' },
    { name: 'reminder', text: parts.reminder },
  ].filter(({ text }) => text !== '');
  const sections = [
    ['description', undefined, parts.description],
    ['personality', sectionTitles.personality, parts.personality],
    ['scenario', sectionTitles.scenario, parts.scenario],
    ['system_prompt', sectionTitles.systemPrompt, parts.systemPrompt],
    ['mes_example', sectionTitles.exampleText, parts.exampleText],
  ] as const;
  return [
    { what: 'name', block: { word: 'persona', title: parts.name, children: entries } },
    ...sections
      .filter(([, , prose]) => prose !== '')
      .map(([what, title, prose]) => ({ what, block: { word: 'section' as const, ...(title && { title }), prose } })),
    ...(parts.facts.length === 0 ? [] : [{ what: 'character_book', block: knowsBlock(parts.facts) }]),
    ...parts.greetings.map((prose) => ({ what: 'a greeting', block: { word: 'greeting' as const, prose } })),
    ...parts.dialogues.map((lines) => ({
      what: 'example messages',
      block: {
        word: 'example' as const,
        children: lines.map(({ speaker, text }) => ({ name: speaker, text: spokenText('example', text) ?? text })),
      },
    })),
  ];
}

/** Facts as a block. */
export function knowsBlock(facts: readonly CardFact[]): NewBlock {
  return {
    word: 'knows',
    children: facts.map(({ name, text, keys, also, priority }) => ({
      name,
      text,
      children: [
        ...listOf('keys', keys),
        ...listOf('also', also),
        ...(priority === 0 ? [] : [{ name: 'priority', text: String(priority) }]),
      ],
    })),
  };
}

function listOf(name: string, elements: readonly string[]): readonly NewMember[] {
  return elements.length === 0 ? [] : [listMember(name, elements)];
}
