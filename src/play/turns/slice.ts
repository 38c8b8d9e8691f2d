// A stretch of time in which one side had the word, or kept silent: what duplex talk is made of. Shapes only.

/** What a model says, and is told, for a slice without a word. */
export const idleMark = '<idle>';

/**
 * What an interruption was for: `stop` (be quiet), `regenerate` (the same asked again), `return` (back to what was asked earlier),
 * `new topic` (anything else).
 */
export type Interruption = 'stop' | 'regenerate' | 'return' | 'new topic';

/** Slices of a talk alternate strictly, the user's first: an even `index` is the user's. */
export interface Slice {
  readonly index: number;
  readonly side: 'user' | 'self';
  /** Begin and end, in milliseconds since 1970. The sides overlap: the user is listened to while the persona speaks. */
  readonly t0: number;
  readonly t1: number;
  /** What was said, to the letter; of a slice that was cut, what had come until then. Empty where nothing was. */
  readonly text: string;
  readonly idle: boolean;
  /** The persona was stopped in the middle of it. */
  readonly cut: boolean;
  /** The user's words in it stopped the persona, and what for; found by comparing words. */
  readonly interruption?: Interruption;
  /** The line of the talk that it is a part of; undefined where it is idle. */
  readonly turn?: string;
  /** The request that gave it. */
  readonly request?: string;
}
