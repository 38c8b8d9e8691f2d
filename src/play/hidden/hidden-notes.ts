// What is learnt while one tries to find out what another keeps to themselves: guesses held against the truth, hints, proposals and their
// scores. Shapes only. A guess is the interviewer's; the truth itself is in no note.
import type { StepNote } from '../protocol/journal.ts';

/** What the interviewer takes one hidden part to be, and how near it comes. */
export interface Decoded extends StepNote {
  readonly kind: 'decoded';
  /** Name of the part, as the scene calls it. */
  readonly part: string;
  readonly guess: string;
  /** -1..1. */
  readonly likeness: number;
  /** How likeness was found: `exact`, `lexical`. */
  readonly estimator: string;
  /** 0..1: from here on it counts as found. */
  readonly threshold: number;
  readonly found: boolean;
}

/** What to ask next about the part that is furthest from found; empty where the answer said nothing. */
export interface Hint extends StepNote {
  readonly kind: 'hint';
  readonly part: string;
  readonly text: string;
}

export interface Proposal extends StepNote {
  readonly kind: 'proposal';
  /** From 1. */
  readonly attempt: number;
  readonly text: string;
}

/** What the counterpart gives a proposal; undefined where its answer holds no score. */
export interface ProposalScore extends StepNote {
  readonly kind: 'proposal-score';
  readonly attempt: number;
  readonly score: number | undefined;
}

export type HiddenNote = Decoded | Hint | Proposal | ProposalScore;

export const hiddenKinds = [
  'decoded',
  'hint',
  'proposal',
  'proposal-score',
] as const satisfies readonly HiddenNote['kind'][];
