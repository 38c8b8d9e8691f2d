// Everything that can happen in a role-play, as one closed union. The panel, the threads in the file, the terminal and the
// tests all read this stream, and nothing else. Shapes only.
import type { Message, Omission } from '../lang/prompt.ts';
import type { Origin } from '../lang/source-text.ts';
import type { ModelFailure, ModelIdentity, OnTheWire, Usage } from '../model/port.ts';
import type { Verdict } from '../rules/verdict.ts';
import type { ContextReport, SentLore } from './memory/context-report.ts';
import type { Note } from './notes.ts';
import type { Preference } from './preference.ts';
import type { ReEnact } from './re-enact/source.ts';
import type { Interview } from './simulated-user/interview.ts';
import type { SentStrategies } from './strategies/advise.ts';
import type { ThumbNote } from './thumbs.ts';
import type { Slice } from './turns/slice.ts';

/** One line of the talk. Ids are unique within a talk and never reused. */
export interface Turn {
  readonly id: string;
  /**
   * Id of the turn it follows; undefined for the first. Turns taken away stay in the trace, so that all turns of a talk form a
   * tree and the talk is one path through it: alternatives are the turns that follow the same one.
   */
  readonly after?: string;
  /** Id of the reply that was asked for at the same time; this one is in the tree, and on the path only once somebody goes there. */
  readonly beside?: string;
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
  /** Id of the turn that somebody wrote this one over; that one stays in the tree. */
  readonly edited?: string;
  /** How it was obtained beyond plain asking. */
  readonly labels?: readonly string[];
  /** Verdicts of every rule on this line, where its speaker has rules: the persona, and the actors of a scene. */
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
  /** Id of the reply that is asked for at the same time, where this is its rival's. */
  readonly beside?: string;
  /** The version of the persona that was asked for, where it is not the one that plays. */
  readonly version?: { readonly name: string; readonly hash: string };
  readonly model: ModelIdentity;
  readonly messages: readonly Message[];
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** How many replies were asked for; undefined: one. */
  readonly n?: number;
  readonly dropped: readonly Omission[];
  readonly folded: boolean;
  readonly tokens: number | undefined;
  /** Which turns went in, how and why; undefined for a step that is not about the talk as a whole. */
  readonly context?: ContextReport;
  /** What became of each fact with `keys`. */
  readonly lore?: readonly SentLore[];
  /** Which strategies it holds; undefined: no library was in play. */
  readonly strategies?: SentStrategies;
  /** Where it went, and the body beside the messages; undefined where it crossed no wire. */
  readonly wire?: OnTheWire;
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
  /** Nothing has come for `ms`; the request goes on. `turn` as in `asked`. */
  | { readonly type: 'waiting'; readonly turn: string | undefined; readonly ms: number; readonly why: string }
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
  /** Neither of these two replies counts as the better one any more. */
  | { readonly type: 'withdrawn'; readonly turns: readonly [string, string] }
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
  /**
   * In a scene: one line more; all until a person is to speak, it is over or it has come to `until` lines; the end. Nothing where there is no
   * scene.
   */
  | { readonly type: 'scene'; readonly act: 'next' | 'on' | 'end'; readonly until?: number }
  /** Asks again for the last reply, or after a failure. */
  | { readonly type: 'retry' }
  /** Replaces a line by another, takes away what came after, asks again where it is the user's. */
  | { readonly type: 'edit'; readonly turn: string; readonly text: string }
  /** Clears the memory: what was said so far stays in the talk and is sent no more. */
  | { readonly type: 'clear-memory' }
  /** Says with whom the persona talks from here on. */
  | { readonly type: 'meet'; readonly partner: string }
  /** Ends the session: what is worth remembering of it is written down, where the persona has `partners: yes`. */
  | { readonly type: 'end-session' }
  /** Makes this turn of the tree the last one of the talk; `onward`: and what was said after it last. */
  | { readonly type: 'go'; readonly turn: string; readonly onward: boolean }
  /** Says which of two replies to the same line is better, and goes on with it. */
  | { readonly type: 'prefer'; readonly chosen: string; readonly rejected: string; readonly by: string }
  /** Says that neither of two replies is better: an earlier pick between them is taken back. */
  | { readonly type: 'tie'; readonly turns: readonly [string, string] }
  /** Says that a reply by itself is good or bad, or takes that back. */
  | { readonly type: 'thumb'; readonly turn: string; readonly thumb: ThumbNote['thumb'] }
  /** Questions about what was said, as the deps bring them: what comes of them is a note, and perhaps another version of a reply. */
  | { readonly type: 'counsel' }
  /** A simulated user talks on, so many lines; one: *ask as the user*. */
  | ({ readonly type: 'interview' } & Interview)
  /** In an empty talk: an example, a scene or another talk, played afresh in another language. */
  | ({ readonly type: 're-enact' } & ReEnact)
  /** Three wrong answers beside this reply, where the line before it leans on the talk. */
  | { readonly type: 'negatives'; readonly turn: string };
