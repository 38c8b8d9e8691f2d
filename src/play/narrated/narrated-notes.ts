// What is learnt in a narrated scene beside what is said and done. Beliefs are their owner's alone; plans, positions, conditions and the
// plot are the narrator's to give. Shapes only. Each says in which round and by which request it came about.
import type { StepNote } from '../protocol/journal.ts';

interface InRound extends StepNote {
  /** From 1. */
  readonly round: number;
}

/** What somebody takes to be so of themselves. A part that an answer did not give is that of before; empty: none yet. */
export interface SelfBelief extends InRound {
  readonly kind: 'self-belief';
  readonly actor: string;
  readonly belief: string;
  readonly desire: string;
  readonly intention: string;
}

/** What somebody takes to be so of the others and the place. */
export interface Surroundings extends InRound {
  readonly kind: 'surroundings';
  readonly actor: string;
  readonly text: string;
}

/** The narrator's synopsis of a round, before it is played. */
export interface Synopsis extends InRound {
  readonly kind: 'synopsis';
  /** One line for each who got one. */
  readonly plans: readonly { readonly actor: string; readonly plan: string }[];
  /** Everybody, in the order they act. */
  readonly order: readonly string[];
}

/** Whom an actor's deed touches, and how; `target` undefined: nobody. */
export interface Affected extends InRound {
  readonly kind: 'affected';
  readonly actor: string;
  readonly target: string | undefined;
  readonly impact: string;
}

/** Where and how somebody is from now on. What an answer did not give is as it was. */
export interface Placement extends InRound {
  readonly kind: 'placement';
  readonly actor: string;
  readonly position: string;
  readonly condition: string;
  /** What is another than before. */
  readonly changed: readonly ('position' | 'condition')[];
  /** What the answer did not give in a form that can be read, and was kept. */
  readonly kept: readonly ('position' | 'condition')[];
}

/** The scene as it stands at the end of a round. */
export interface SceneUpdate extends InRound {
  readonly kind: 'scene-update';
  readonly text: string;
}

/** The story so far, at the end of a round. */
export interface Plot extends InRound {
  readonly kind: 'plot';
  readonly text: string;
}

export type NarratedNote = SelfBelief | Surroundings | Synopsis | Affected | Placement | SceneUpdate | Plot;

export const narratedKinds = [
  'self-belief',
  'surroundings',
  'synopsis',
  'affected',
  'placement',
  'scene-update',
  'plot',
] as const satisfies readonly NarratedNote['kind'][];

/** Labels of turns: what a line is in its round. */
export const part = { action: 'action', reaction: 'reaction', impact: 'impact', outcome: 'outcome' } as const;
