// Who plays the user: a persona of a file, or a curious person who writes as real users of this persona do. Shapes, defaults, and where
// the lines come from. Never holds anything of the persona it talks with but its name and what users say to it.
import type { Persona } from '../../lang/persona.ts';
import type { ChatModel } from '../../model/port.ts';
import type { Turn } from '../events.ts';

/** How the user asks. Rates are shares of its lines, 0..1. */
export interface Manner {
  /** How many lines lean on what was said before. */
  readonly leaning: number;
  /** How many turn to another matter. */
  readonly shifting: number;
  readonly terseness: 'terse' | 'plain' | 'wordy';
}

/** About as people do: four lines in ten lean on the talk, one in ten turns away from it. */
export const usualManner: Manner = { leaning: 0.4, shifting: 0.1, terseness: 'plain' };

export interface Asker {
  /** Undefined: a curious person, known by `lines` alone. */
  readonly persona: Persona | undefined;
  /** As shown: who asks. */
  readonly name: string;
  /** Lines of real users, the newest last: how this one writes. */
  readonly lines: readonly string[];
  readonly manner: Manner;
  /** Who speaks for it, and with which numbers; undefined: the model, and the numbers, of the persona. */
  readonly model?: ChatModel;
  readonly budget?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** Asked whether a line asks, where the program cannot tell; undefined: such a line passes. */
  readonly judge?: ChatModel;
}

/** At most so many lines are shown as examples, the newest. */
export const mostLines = 12;

/** The user where no file says who it is. `lines` of earlier talks come after those of the file. */
export function plainAsker(persona: Persona, lines: readonly string[] = [], manner: Manner = usualManner): Asker {
  return { persona: undefined, name: 'a curious user', lines: [...userLines(persona), ...lines], manner };
}

/** The user as a persona of its own. */
export function personaAsker(persona: Persona, lines: readonly string[] = [], manner: Manner = usualManner): Asker {
  return { persona, name: persona.name, lines, manner };
}

/** What users say in a file's examples and tests. A line with a value in it is passed over: the value is the persona's. */
export function userLines(persona: Persona): readonly string[] {
  const lines = [...persona.examples, ...persona.tests].flatMap((dialogue) => dialogue.lines);
  const said = lines
    .filter(({ speaker, thought }) => speaker === 'user' && !thought)
    .map(({ text }) => text.value.trim());
  return [...new Set(said.filter((text) => text !== '' && !text.includes('{{')))];
}

/** What a person, and no model, said as the user in a talk. */
export function writtenLines(turns: readonly Turn[]): readonly string[] {
  return turns.filter(isWritten).map(({ text }) => text);
}

function isWritten(turn: Turn): boolean {
  return turn.speaker === 'user' && turn.model === undefined;
}
