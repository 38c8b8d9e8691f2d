// A talk as it is kept: an append-only list of records, one JSON object a line in `NAME.talk.jsonl`. Shapes only.
import type { ModelFailure, Usage } from '../model/port.ts';
import type { SentRequest, Turn } from './events.ts';

/** Version of these shapes; readers refuse a newer one with a clear message. */
export const traceVersion = 1;

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
  /** `turn`: id of the reply that was asked for. */
  | ({ readonly type: 'request'; readonly at: string; readonly turn: string } & SentRequest)
  | {
      readonly type: 'reply';
      readonly at: string;
      readonly turn: Turn;
      readonly usage: Usage | undefined;
      readonly ms: number;
    }
  | {
      readonly type: 'failure';
      readonly at: string;
      /** Id of the reply that did not come; its request names it, too. */
      readonly turn: string;
      readonly failure: ModelFailure;
      readonly partial: string;
    }
  | { readonly type: 'removed'; readonly at: string; readonly turns: readonly string[] };

export interface TalkSummary {
  readonly id: string;
  readonly at: string;
  readonly persona: string;
  readonly personaUri: string;
  readonly turns: number;
  readonly model: string | undefined;
  readonly broken: number;
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
