// What a talk's memory learns, as notes: summaries, what was cleared, what is remembered of a session. Shapes only.
import type { Memory } from './memory-file.ts';

/** A sentence for an exchange too long to be sent whole each time. Counts while all its turns stand in the talk. */
export interface SummaryNote {
  readonly kind: 'summary';
  readonly turns: readonly string[];
  readonly text: string;
  /** The request that gave it. */
  readonly request: string;
}

/** The player cleared the memory: what was said up to this turn, and with it, is sent no more. */
export interface ClearedNote {
  readonly kind: 'cleared';
  readonly upTo: string;
}

/** Something to remember in later talks, as it was understood when a session ended. */
export interface MemoryNote {
  readonly kind: 'memory';
  readonly memory: Memory;
  /** The request that gave it. */
  readonly request: string;
}

/** Whether one memory brings another along. */
export interface LinkNote {
  readonly kind: 'link';
  readonly between: readonly [string, string];
  readonly linked: boolean;
  readonly request: string;
}

/** From here on the persona talks with somebody of this name. */
export interface PartnerNote {
  readonly kind: 'partner';
  readonly name: string;
}

/** A session ended with these many new memories. */
export interface SessionNote {
  readonly kind: 'session';
  readonly session: number;
  readonly partner: string;
  readonly memories: number;
}
