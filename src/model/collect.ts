// Drains the stream of one call into one value, for whoever does not show text as it comes. Never throws.
import type { ModelEvent, ModelFailure, Reply, Usage } from './port.ts';

export type Collected =
  | {
      readonly ok: true;
      readonly replies: readonly Reply[];
      readonly usage: Usage | undefined;
      readonly labels: readonly string[];
      readonly retries: number;
    }
  | {
      readonly ok: false;
      readonly failure: ModelFailure;
      /** What had come of the first reply; a retry voids what came before it. */
      readonly partial: string;
      readonly retries: number;
    };

/** Reads to the end. A stream that ends without `done` or `failed` breaks its contract, and is a `bad-answer`. */
export async function collect(events: AsyncIterable<ModelEvent>): Promise<Collected> {
  let partial = '';
  let retries = 0;
  for await (const event of events) {
    if (event.type === 'text' && event.choice === 0) partial += event.text;
    if (event.type === 'retry') {
      partial = '';
      retries++;
    }
    if (event.type === 'done') {
      return { ok: true, replies: event.replies, usage: event.usage, labels: event.labels, retries };
    }
    if (event.type === 'failed') return { ok: false, failure: event.failure, partial, retries };
  }
  const failure: ModelFailure = {
    reason: 'bad-answer',
    message: 'The model stopped without an answer.',
    action: 'retry',
  };
  return { ok: false, failure, partial, retries };
}
