// Everything that can happen in a role-play, as one closed union. The panel, the threads in the file, the terminal and the
// tests all read this stream, and nothing else. Shapes only.
import type { Message, Omission } from '../lang/prompt.ts';
import type { Origin } from '../lang/source-text.ts';
import type { ModelFailure, ModelIdentity, Usage } from '../model/port.ts';
import type { Verdict } from '../rules/verdict.ts';
import type { Note } from './notes.ts';
import type { Preference } from './preference.ts';
import type { Slice } from './turns/slice.ts';

/** One line of the talk. Ids are unique within a talk and never reused. */
export interface Turn {
  readonly id: string;
  /**
   * Id of the turn it follows; undefined for the first. Turns taken away stay in the trace, so that all turns of a talk form a
   * tree and the talk is one path through it: alternatives are the turns that follow the same one.
   */
  readonly after?: string;
  /** `user`, `self`, `narrator`, or the key of a cast member. */
  readonly speaker: string;
  /** What the speaker is called, where it is neither the user nor the persona. */
  readonly name?: string;
  readonly text: string;
  /** Nobody but its speaker hears it. */
  readonly thought?: true;
  /** Keys of those who hear it, beside its speaker; undefined: everybody there. */
  readonly heardBy?: readonly string[];
  /** Where the line stands in the file, for greetings and lines of an example, scene or test. */
  readonly origin?: Origin;
  /** For lines that a model said, a simulated user's too: which model, and how it ended. */
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
  /** What it was asked for, by name: `reply`, `summary`, `mood` … */
  readonly step: string;
  /** Key of the actor it was asked for; undefined: `self`. */
  readonly actor?: string;
  /** Which of the run's requests it is, from 0. */
  readonly ordinal: number;
  /** The request that this one asks again (retry, edit); undefined for a new one. */
  readonly parent: string | undefined;
  readonly model: ModelIdentity;
  readonly messages: readonly Message[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** How many replies were asked for; undefined: one. */
  readonly n?: number;
  readonly dropped: readonly Omission[];
  readonly folded: boolean;
  readonly tokens: number | undefined;
}

export type PlayEvent =
  /** A line that no model was asked for just now. One that is there already is told anew, in its place: it has grown. */
  | { readonly type: 'turn'; readonly turn: Turn }
  /** `turn`: id of the line it will give; undefined for a step whose answer is no line of the talk. */
  | { readonly type: 'asked'; readonly request: SentRequest; readonly turn: string | undefined }
  | { readonly type: 'text'; readonly turn: string; readonly text: string }
  | {
      readonly type: 'retry';
      /** As in `asked`. */
      readonly turn: string | undefined;
      readonly attempt: number;
      readonly afterMs: number;
      readonly why: string;
    }
  /** A reply has ended. One that is there already is told anew, in its place: it was said in slices. */
  | { readonly type: 'replied'; readonly turn: Turn; readonly usage: Usage | undefined; readonly ms: number }
  /** What a step was answered, one text a reply asked for. */
  | {
      readonly type: 'answered';
      readonly request: string;
      readonly replies: readonly string[];
      readonly labels: readonly string[];
      readonly usage: Usage | undefined;
      readonly ms: number;
    }
  /** These turns are not on the path any more; they stay in the tree. */
  | { readonly type: 'removed'; readonly turns: readonly string[] }
  /** The talk is now the path that ends at this turn of the tree; undefined: nothing is said. */
  | { readonly type: 'moved'; readonly to: string | undefined }
  | { readonly type: 'persona'; readonly hash: string; readonly problems: number }
  /** Somebody found one reply better than another. */
  | { readonly type: 'preferred'; readonly preference: Preference }
  /** Something learnt beside what was said. */
  | { readonly type: 'noted'; readonly note: Note }
  /** A slice of time has ended, in a talk in which both sides speak at once. */
  | { readonly type: 'sliced'; readonly slice: Slice }
  /** `turn` as in `asked`. */
  | {
      readonly type: 'failed';
      readonly turn: string | undefined;
      readonly failure: ModelFailure;
      readonly partial: string;
    };

/** A line to begin with. */
export interface OpeningTurn {
  readonly speaker: 'user' | 'self';
  readonly text: string;
  readonly origin?: Origin;
}

/** What a player can do. */
export type PlayCommand =
  | { readonly type: 'begin'; readonly greeting?: number; readonly opening?: readonly OpeningTurn[] }
  | { readonly type: 'say'; readonly text: string }
  /** Both sides speak in slices of time until both are silent. What the user says comes through the deps' `floor`. */
  | { readonly type: 'duplex' }
  /** Asks again for the last reply, or after a failure. */
  | { readonly type: 'retry' }
  /** Replaces a line by another, takes away what came after, asks again where it is the user's. */
  | { readonly type: 'edit'; readonly turn: string; readonly text: string }
  /** Makes this turn of the tree the last one of the talk; `onward`: and what was said after it last. */
  | { readonly type: 'go'; readonly turn: string; readonly onward: boolean }
  /** Says which of two replies to the same line is better, and goes on with it. */
  | { readonly type: 'prefer'; readonly chosen: string; readonly rejected: string; readonly by: string };
