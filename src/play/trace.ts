// A talk as it is kept: an append-only list of records, one JSON object a line in `NAME.talk.jsonl`. Shapes only.
import type { ModelFailure, Usage } from '../model/port.ts';
import type { SentRequest, Turn } from './events.ts';
import type { Note } from './notes.ts';
import type { Preference } from './preference.ts';
import type { KeptMessages } from './shared-messages.ts';
import type { Slice } from './turns/slice.ts';

/** Version of these shapes; readers refuse a newer one with a clear message. */
export const traceVersion = 2;

export type TraceRecord =
  | {
      readonly type: 'talk';
      readonly version: number;
      readonly id: string;
      readonly at: string;
      readonly persona: string;
      readonly personaUri: string;
      readonly personaHash: string;
    }
  | { readonly type: 'persona'; readonly at: string; readonly personaHash: string }
  | { readonly type: 'turn'; readonly at: string; readonly turn: Turn }
  /** `turn`: id of the line that was asked for; undefined for a step. `messages`: what an earlier request holds is pointed at. */
  | ({ readonly type: 'request'; readonly at: string; readonly turn?: string } & KeptRequest)
  | {
      readonly type: 'reply';
      readonly at: string;
      readonly turn: Turn;
      readonly usage: Usage | undefined;
      readonly ms: number;
    }
  | {
      readonly type: 'answer';
      readonly at: string;
      readonly request: string;
      readonly replies: readonly string[];
      readonly labels: readonly string[];
      readonly usage: Usage | undefined;
      readonly ms: number;
    }
  | {
      readonly type: 'failure';
      readonly at: string;
      /** Id of the line that did not come; its request names it, too. Undefined for a step. */
      readonly turn?: string;
      readonly failure: ModelFailure;
      readonly partial: string;
    }
  | { readonly type: 'removed'; readonly at: string; readonly turns: readonly string[] }
  | { readonly type: 'moved'; readonly at: string; readonly to?: string }
  | { readonly type: 'preference'; readonly at: string; readonly preference: Preference }
  | { readonly type: 'slice'; readonly at: string; readonly slice: Slice }
  | { readonly type: 'withdrawal'; readonly at: string; readonly turns: readonly [string, string] }
  | { readonly type: 'note'; readonly at: string; readonly note: Note };

/** A request as a trace keeps it; `requestsOf` and `eventsOf` in `restore.ts` give it back as it was sent. */
export type KeptRequest = Omit<SentRequest, 'messages'> & { readonly messages: KeptMessages };

export interface TalkSummary {
  readonly id: string;
  readonly at: string;
  readonly persona: string;
  readonly personaUri: string;
  readonly turns: number;
  readonly model: string | undefined;
  readonly broken: number;
  /** BCP-47 tag, where the talk was played afresh in another language. */
  readonly language?: string;
}

/** Where talks are kept. Implemented by disk (sqlite, two windows may share one) and in memory. Rejects with a UserError. */
export interface TalkStore {
  /** Said to the user where talks do not outlive the window. */
  readonly lasting: boolean;
  append(talk: string, records: readonly TraceRecord[]): Promise<void>;
  read(talk: string): Promise<readonly TraceRecord[]>;
  list(): Promise<readonly TalkSummary[]>;
  delete(talk: string): Promise<void>;
  deleteAll(): Promise<void>;
}
