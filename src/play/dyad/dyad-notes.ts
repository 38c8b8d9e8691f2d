// What is learnt while one supports another: how each talks, what came to mind, how the seeker feels, how it went. Shapes only. What came to
// mind is its owner's alone, and of one request.
import type { StepNote } from '../protocol/journal.ts';

/** Ways of speaking made of a persona's voice, put behind its prompt from then on. */
export interface ToneSamples extends StepNote {
  readonly kind: 'tone-samples';
  readonly actor: string;
  /** At most five; none where the answer held none. */
  readonly samples: readonly string[];
}

/** What came to an actor's mind before a reply. */
export interface AspectPick extends StepNote {
  readonly kind: 'aspect-pick';
  readonly actor: string;
  /** `none`: nothing. */
  readonly aspect: string;
  /** What could not be picked: it came to mind too often of late. */
  readonly blocked: readonly string[];
}

/** How the seeker feels after one of their lines, 0 to 5; undefined: the answer held no score. */
export interface SeekerMood extends StepNote {
  readonly kind: 'seeker-mood';
  readonly turn: string;
  readonly score: number | undefined;
}

/** How it went, 1 to 5 each. The mean is undefined where a score could not be read. */
export interface SupportRating extends StepNote {
  readonly kind: 'support-rating';
  readonly lifted: number | undefined;
  readonly addressed: number | undefined;
  readonly engaged: number | undefined;
  readonly mean: number | undefined;
  readonly reason: string;
}

export type DyadNote = ToneSamples | AspectPick | SeekerMood | SupportRating;

export const dyadKinds = [
  'tone-samples',
  'aspect-pick',
  'seeker-mood',
  'support-rating',
] as const satisfies readonly DyadNote['kind'][];

/** Label of a line that takes leave. */
export const farewellLabel = 'farewell';
