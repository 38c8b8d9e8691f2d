// What of a persona a format has no place for, block by block, for its report. In: the persona and the blocks that the format takes. Out: fates.
import type { Persona } from '../lang/persona.ts';
import type { BlockWord } from '../lang/vocabulary.ts';
import { dropped, type Fate } from './fate.ts';

/** One line for each block that says something and is not taken. */
export function droppedBlocks(persona: Persona, taken: ReadonlySet<BlockWord>, why: string): readonly Fate[] {
  const counts: readonly (readonly [BlockWord, number])[] = [
    ['section', persona.sections.length],
    ['about', persona.about.length],
    ['traits', persona.traits.length],
    ['voice', persona.voice.items.length],
    ['knows', persona.knows.length],
    ['unknown', persona.unknown.items.length],
    ['memory', persona.memory.size],
    ['state', persona.state.length],
    ['given', persona.given.length],
    ['rules', persona.rules.length],
    ['plan', persona.plan.length],
    ['moves', persona.moves.length],
    ['tools', persona.tools.length],
    ['greeting', persona.greetings.length],
    ['example', persona.examples.length],
    ['scene', persona.scenes.length],
    ['test', persona.tests.length],
  ];
  return counts
    .filter(([word, count]) => count > 0 && !taken.has(word))
    .map(([word, count]) => dropped(`\`${word}\` (${count})`, why));
}
