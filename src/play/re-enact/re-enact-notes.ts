// What a re-enactment leaves in the trace beside its lines: the persona's wording in the other language, attempts that were rejected and
// why, what the checks found, and how it ended. Shapes only.

export type ReEnactPart = 'wording' | 'dialogue';

/** What programs found in a text. Unsure is said as unsure. */
export interface LanguageChecks {
  readonly language: 'as asked' | 'unsure';
  readonly script: 'as asked' | 'unsure';
  /** Lines that are surely in the source's language. */
  readonly leaks: number;
  /** Lines that say the same as an earlier one (ROUGE-L of 0.8 or more). */
  readonly duplicates: number;
  /** What was mended in its form, in words; undefined: nothing. */
  readonly repaired: string | undefined;
}

/** An attempt that was not taken. */
export interface RejectedPart {
  readonly kind: 're-enactment rejected';
  /** BCP-47 tag. */
  readonly language: string;
  readonly part: ReEnactPart;
  readonly request: string;
  readonly text: string;
  /** A sentence. */
  readonly why: string;
}

/** How the persona describes itself in the other language. */
export interface PersonaWording {
  readonly kind: 'wording';
  readonly language: string;
  readonly request: string;
  readonly lines: readonly string[];
  readonly checks: LanguageChecks;
}

/** Told when it begins (`going`) and when it has ended: `done`, or `rejected` where the second attempt at a part was no better. */
export interface ReEnactNote {
  readonly kind: 're-enactment';
  /** BCP-47 tag, and the language's English name. */
  readonly language: string;
  readonly name: string;
  /** The source's language and title. */
  readonly from: string;
  readonly of: string;
  readonly event: string | undefined;
  readonly commonGround: string | undefined;
  readonly state: 'going' | 'done' | 'rejected';
  /** Why it was rejected. */
  readonly why?: string;
  /** Of the dialogue. */
  readonly checks?: LanguageChecks;
}
