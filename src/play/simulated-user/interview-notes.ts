// What an interview leaves in the trace beside its lines: how far it is, which asks were dropped and why, how each line was meant and
// whether it leans on the talk, and wrong answers that were asked for. Shapes only.

export type InterviewMode = 'free' | 'seeded' | 'as me';

/**
 * Why an interview ended: so many lines were said; so many requests were made; the next request would be over its limit; bare thanks or a goodbye; a stop;
 * trouble with a model; the user had nothing new to say.
 */
export type InterviewEnd = 'turns' | 'budget' | 'context' | 'farewell' | 'stopped' | 'failed' | 'nothing new';

/** Told when an interview begins, after each line of the user, and at its end. Where a model fails, `failed` is the last event instead. */
export interface InterviewNote {
  readonly kind: 'interview';
  readonly run: string;
  /** Who asks, and by which model. */
  readonly asker: string;
  readonly model: string;
  readonly mode: InterviewMode;
  /** Lines of the user to say at most, the one given included. */
  readonly turns: number;
  readonly said: number;
  readonly ended?: InterviewEnd;
}

export type AskFault = 'answers instead of asking' | 'says again what was said' | 'is too short' | 'is over the limit';

/** A line that the simulated user did not get to say. */
export interface DroppedAsk {
  readonly kind: 'dropped ask';
  readonly request: string;
  readonly text: string;
  readonly why: AskFault;
}

/** What the next line was meant to do: lean on what was said, turn to something else, or as it comes. */
export type Wanted = 'lean' | 'shift' | 'free';

/** Whether a line can be understood without the talk; unsure where no program can say (not English). */
export type Leaning = 'dependent' | 'self-contained' | 'unsure';

/** How a line of the simulated user was meant, and what it is. */
export interface AskNote {
  readonly kind: 'ask';
  readonly turn: string;
  readonly wanted: Wanted;
  readonly leaning: Leaning;
}

/** Wrong in three ways: without the talk; a guess at what was meant; by what does not belong there. */
export type NegativeKind = 'neglect' | 'hallucination' | 'misunderstanding';

/** Three wrong answers to one line, beside the one that was given. The prompt of the pairs is that of `chosen`'s request. */
export interface NegativesNote {
  readonly kind: 'negatives';
  /** The user's line. */
  readonly query: string;
  /** The reply that stands. */
  readonly chosen: string;
  readonly rejected: readonly { readonly kind: NegativeKind; readonly request: string; readonly text: string }[];
}
