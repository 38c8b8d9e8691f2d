// What a request says of its own making: which turns went in, how, why, and what was remembered. Recorded with the request; the context
// inspector shows exactly this. Shapes only.
import type { LoreTrace } from '../../lang/prompt.ts';

/** A run of exchanges (a user's line with what was answered) that went in for one reason, or did not. */
export interface ContextPiece {
  /** Numbers of the first and the last exchange of the run, from 1. */
  readonly exchanges: readonly [number, number];
  /** Id of the first turn of the run. */
  readonly turn: string;
  readonly as: 'raw' | 'summary' | 'dropped';
  /** Tokens that it takes in the request; 0 where it was dropped. */
  readonly tokens: number;
  /** Tokens that it would have taken word for word. */
  readonly raw: number;
  /** How like the newest line it is, where that was asked. */
  readonly similarity?: number;
  /** What stands in its place. */
  readonly summary?: string;
  /** In words. */
  readonly why: string;
}

/** Something remembered of earlier sessions that stands in the request. */
export interface RecalledMemory {
  readonly id: string;
  readonly text: string;
  readonly similarity: number;
  /** The memory it came along with; undefined for the one that is most like what is being said. */
  readonly with?: string;
}

export interface ContextReport {
  /** In the order of the talk; together they are all of it. */
  readonly pieces: readonly ContextPiece[];
  /** Tokens that the talk takes in the request, and may take. Undefined: no limit. */
  readonly tokens: number;
  readonly budget?: number;
  /** Label of the similarity asked. */
  readonly similarity?: string;
  /** Tokens are the length in letters through four: no counter was at hand. */
  readonly estimated?: true;
  /** What could not be done, in words. */
  readonly notes?: readonly string[];
  readonly recalled?: readonly RecalledMemory[];
  readonly partner?: string;
}

/** A trace of lore with the turn that woke it in place of its number. */
export type SentLore = Omit<LoreTrace, 'message'> & { readonly turn?: string };
