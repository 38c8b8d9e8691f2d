// Everything that can happen in a role-play, as one closed union. The panel, the threads in the file, the terminal and the
// tests all read this stream, and nothing else. Shapes only.
import type { Message, Omission } from '../lang/prompt.ts';
import type { Origin } from '../lang/source-text.ts';
import type { ModelFailure, ModelIdentity, Usage } from '../model/port.ts';
import type { Verdict } from '../rules/verdict.ts';

/** One line of the talk. Ids are unique within a talk and never reused. */
export interface Turn {
  readonly id: string;
  /**
   * Id of the turn it follows; undefined for the first. Turns taken away stay in the trace, so that all turns of a talk form a
   * tree and the talk is one path through it: alternatives are the turns that follow the same one.
   */
  readonly after?: string;
  readonly speaker: 'user' | 'self';
  readonly text: string;
  /** Where the line stands in the file, for greetings and lines of an example, scene or test. */
  readonly origin?: Origin;
  /** For replies of a model: who spoke and how it ended. */
  readonly model?: ModelIdentity;
  readonly finish?: 'done' | 'stopped' | 'length' | 'filtered';
  /** How it was obtained beyond plain asking. */
  readonly labels?: readonly string[];
  /** Verdicts of every rule on this reply; only on `self` turns. */
  readonly verdicts?: readonly Verdict[];
  /** Id of the request that gave it. */
  readonly request?: string;
}

/** A request as it was sent: "what was sent?" shows exactly this. */
export interface SentRequest {
  readonly id: string;
  /** One command of the player is one run. */
  readonly run: string;
  /** What it was asked for, by name: `reply`. */
  readonly step: string;
  /** Which of the run's requests it is, from 0. */
  readonly ordinal: number;
  /** The request that this one asks again (retry, edit); undefined for a new one. */
  readonly parent: string | undefined;
  readonly model: ModelIdentity;
  readonly messages: readonly Message[];
  readonly temperature?: number;
  readonly dropped: readonly Omission[];
  readonly folded: boolean;
  readonly tokens: number | undefined;
}

export type PlayEvent =
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'asked'; readonly request: SentRequest; readonly turn: string }
  | { readonly type: 'text'; readonly turn: string; readonly text: string }
  | {
      readonly type: 'retry';
      readonly turn: string;
      readonly attempt: number;
      readonly afterMs: number;
      readonly why: string;
    }
  | { readonly type: 'replied'; readonly turn: Turn; readonly usage: Usage | undefined; readonly ms: number }
  | { readonly type: 'removed'; readonly turns: readonly string[] }
  | { readonly type: 'persona'; readonly hash: string; readonly problems: number }
  | { readonly type: 'failed'; readonly turn: string; readonly failure: ModelFailure; readonly partial: string };

/** What a player can do. */
export type PlayCommand =
  | {
      readonly type: 'begin';
      readonly greeting?: number;
      readonly opening?: readonly {
        readonly speaker: 'user' | 'self';
        readonly text: string;
        readonly origin?: Origin;
      }[];
    }
  | { readonly type: 'say'; readonly text: string }
  /** Asks again for the last reply, or after a failure. */
  | { readonly type: 'retry' }
  /** Replaces a user's line by another, takes away what came after, asks again. */
  | { readonly type: 'edit'; readonly turn: string; readonly text: string };
