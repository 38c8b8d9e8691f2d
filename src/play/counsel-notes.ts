// What was asked about replies, as notes of their talk: one refined, two weighed against each other. Shapes only.
import type { ModelFailure } from '../model/port.ts';

/** A critique of one reply, and what became of it. Each ends with one of these, whatever happened. */
export interface RefinedNote {
  readonly kind: 'refined';
  /** Id of the reply that was criticised; it stays as it was. */
  readonly of: string;
  /** By the rules of the persona, or like what its author chose. */
  readonly by: 'rules' | 'choices';
  /** `kept`: there is nothing to mend. `rejected`: what was written is no better, and nobody said it. */
  readonly outcome: 'refined' | 'kept' | 'rejected' | 'failed';
  /** Id of the new reply, another version of the old one; only where it was refined. */
  readonly turn?: string;
  /** `rule`: the name of a rule of the file; empty: none covers it. */
  readonly flaws: readonly { readonly rule: string; readonly what: string }[];
  /** What was written and rejected. */
  readonly rejected?: string;
  /** One plain sentence. */
  readonly why: string;
  /** Set where it failed: what can be done. */
  readonly action?: ModelFailure['action'];
}

/** Two replies to the same line, held against a judge's own answer, with votes in both orders. */
export interface WeighedNote {
  readonly kind: 'weighed';
  /** Ids of A and B. */
  readonly turns: readonly [string, string];
  readonly judge: string;
  /** The one preferred; undefined: the judge cannot tell, or it failed. */
  readonly better?: string;
  readonly votes: readonly {
    /** Which stood first. */
    readonly order: 'AB' | 'BA';
    /** Undefined: unreadable, counted for neither. */
    readonly for?: 'A' | 'B';
    readonly critique: string;
  }[];
  /** The same place was preferred, whatever stood there: worth nothing. */
  readonly positionBiased: boolean;
  /** How strongly; ours, in natural logarithms, never a share of votes. */
  readonly margin?: { readonly value: number; readonly label: string };
  /** Each by itself from 0 to 9, A and B; undefined: no score. */
  readonly grades?: readonly [WeighedGrade, WeighedGrade];
  /** What the judge would have answered. */
  readonly reference: string;
  readonly why: string;
  /** Set where it failed: what can be done. */
  readonly action?: ModelFailure['action'];
}

export interface WeighedGrade {
  readonly score?: number;
  readonly label: string;
}

export type CounselNote = RefinedNote | WeighedNote;
