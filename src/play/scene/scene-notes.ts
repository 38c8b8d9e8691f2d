// What a scene writes down beside its lines: that it began, how it ended, marks that meant nothing, picks of an arena. Shapes, and how to
// read the latest.
import type { SessionState } from '../session-state.ts';

export interface SceneBegan {
  readonly kind: 'scene began';
  readonly title: string;
  /** Which scene of the file it is, from 0: scenes may share a title or have none. */
  readonly index: number;
  readonly cast: readonly {
    readonly key: string;
    readonly name: string;
    /** Undefined for who is played from the name alone. */
    readonly uri?: string;
  }[];
  readonly seat?: string;
  readonly seed: number;
  /** After how many lines it ends at the latest. */
  readonly turns: number;
  readonly protocol: string;
}

export type EndReason =
  | 'turns'
  | 'condition'
  | 'goal'
  | 'mark'
  | 'goodbye'
  | 'repetition'
  | 'closing'
  | 'player'
  | 'protocol';

export interface SceneEnd {
  readonly reason: EndReason;
  /** One plain sentence. */
  readonly why: string;
  /** Key of the actor whose line ended it. */
  readonly by?: string;
  /** How it was found beyond plain looking: `lexical` … */
  readonly labels?: readonly string[];
}

export interface SceneEnded extends SceneEnd {
  readonly kind: 'scene ended';
  /** The last turn; the scene is over only while the talk ends there. */
  readonly after: string | undefined;
}

/** A mark in an answer that is neither thought nor said; its text was left out. */
export interface OddMark {
  readonly kind: 'odd mark';
  readonly turn: string;
  readonly actor: string;
  readonly mark: string;
  readonly text: string;
}

/** One turn judged in an arena. */
export interface ArenaPick {
  readonly kind: 'arena pick';
  readonly turn: string;
  readonly actor: string;
  /** As given; the text is empty where none came. */
  readonly candidates: readonly { readonly label: string; readonly text: string; readonly request: string }[];
  /** The letters in the order shown, each with the index of its candidate. */
  readonly shown: readonly { readonly letter: string; readonly candidate: number }[];
  /** Index of the candidate; undefined: the supervisor abstained. */
  readonly picked?: number;
  /** Every answer of the supervisor, as given. */
  readonly answers: readonly string[];
  readonly supervisor: string;
}

/** How the scene last began; undefined where none did. */
export function beganOf(state: Pick<SessionState, 'notes'>): SceneBegan | undefined {
  return state.notes.findLast((note) => note.kind === 'scene began');
}

/** How the scene ended, if the talk stands where it did. */
export function endedOf(state: Pick<SessionState, 'notes' | 'turns'>): SceneEnded | undefined {
  const last = state.turns.at(-1)?.id;
  const since = state.notes.findLastIndex((note) => note.kind === 'scene began');
  return state.notes
    .slice(since + 1)
    .findLast((note): note is SceneEnded => note.kind === 'scene ended' && note.after === last);
}
