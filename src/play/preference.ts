// One reply found better than another to the same words: the row that preference trainers take. A shape, and the pair that it is of.
import type { Message } from '../lang/prompt.ts';

/** `prompt` is what was sent for the chosen reply, where a model was asked; else the talk before it. */
export interface Preference {
  readonly prompt: readonly Message[];
  readonly chosen: string;
  readonly rejected: string;
  /** Who judged: `author`, or the label of a model. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** The turns of the tree that the texts are of: chosen, rejected. */
  readonly turns: readonly [string, string];
  /** Labels of the models that said them, where models did. */
  readonly models: readonly [string | undefined, string | undefined];
}

/** All but what was said of these two turns, whichever was the better one. */
export function withoutPair(all: readonly Preference[], [one, other]: Preference['turns']): readonly Preference[] {
  return all.filter(({ turns }) => !(turns.includes(one) && turns.includes(other)));
}
