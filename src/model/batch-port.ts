// An engine that answers a whole file of requests in its own time: what every provider of one gives. Shapes only. A call that fails says
// so as a value; none of them is asked twice here, since whoever asks knows what may be paid twice.
import type { ModelFailure } from './port.ts';

export interface BatchEngine {
  /** As users know it, for sentences. */
  readonly host: string;
  /** Puts a file of requests there. Costs nothing. @returns its id. */
  upload(file: BatchUpload, signal: AbortSignal): Promise<BatchAnswer<string>>;
  /** Begins to answer what was uploaded: from here on it is paid for. */
  begin(upload: string, signal: AbortSignal): Promise<BatchAnswer<BatchStatus>>;
  /** The batch that was begun of this upload; undefined where there is none. */
  find(upload: string, signal: AbortSignal): Promise<BatchAnswer<BatchStatus | undefined>>;
  look(batch: string, signal: AbortSignal): Promise<BatchAnswer<BatchStatus>>;
  /** What was answered until then is kept by the engine. */
  cancel(batch: string, signal: AbortSignal): Promise<BatchAnswer<BatchStatus>>;
  /** Gives the bytes of a file to `write`, one piece after the other. */
  download(file: string, write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<BatchAnswer<void>>;
}

export interface BatchUpload {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without folders. */
  readonly name: string;
}

export type BatchAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly failure: ModelFailure;
      /** Whether the same call may go through later. */
      readonly mayRetry: boolean;
      /** How long the engine asks to be left alone, in milliseconds. */
      readonly askedMs: number | undefined;
      /** It answered with a no: nothing was done. Otherwise the call may have come through although no answer did. */
      readonly refused: boolean;
    };

/** Words of OpenAI; another engine may have others, which count as going on. */
export type BatchWord =
  | 'validating'
  | 'in_progress'
  | 'finalizing'
  | 'cancelling'
  | 'completed'
  | 'failed'
  | 'expired'
  | 'cancelled';

export interface BatchStatus {
  readonly id: string;
  readonly word: BatchWord;
  /** Requests; undefined while the engine does not say. */
  readonly counts: { readonly total: number; readonly completed: number; readonly failed: number } | undefined;
  /** Ids of files: answers, and what could not be answered. */
  readonly output: string | undefined;
  readonly errors: string | undefined;
  /** What is wrong with the file of requests, in the engine's words, in one line each. */
  readonly problems: readonly string[];
}

/** Whether nothing more will come. */
export function hasEnded({ word }: BatchStatus): boolean {
  return word === 'completed' || word === 'failed' || word === 'expired' || word === 'cancelled';
}
