// A batch from file to answers: uploaded, begun, looked at until it has ended. In: an engine, the file, a receipt of an earlier start. Out: events, then how it
// ended. What was begun is never begun again: the receipt is kept before anything that costs, and where nobody knows whether a
// batch was begun, it is looked for. Downloads nothing.
import { type Clock, pause } from '../../base/clock.ts';
import {
  type BatchAnswer,
  type BatchEngine,
  type BatchStatus,
  type BatchUpload,
  hasEnded,
} from '../../model/batch-port.ts';
import type { ModelFailure } from '../../model/port.ts';

/** What an engine has of us. A plain value. */
export interface BatchReceipt {
  /** Id of the file there. */
  readonly file?: string;
  /** It was asked to begin; whether it did is known once there is a batch. */
  readonly asked?: true;
  readonly batch?: string;
}

export interface BatchRun {
  readonly engine: BatchEngine;
  readonly clock: Clock;
  readonly upload: BatchUpload;
  readonly receipt: BatchReceipt;
  /** Writes the receipt down; the run goes on when it is. */
  keep(receipt: BatchReceipt): Promise<void>;
  /** Cancels what was begun; what was answered until then still comes. */
  readonly cancel: boolean;
}

export type BatchEvent =
  | { readonly type: 'uploaded' }
  | { readonly type: 'begun' }
  | { readonly type: 'status'; readonly status: BatchStatus }
  /** A call failed and is made again. */
  | { readonly type: 'retry'; readonly afterMs: number; readonly why: string };

export type BatchEnd =
  | { readonly end: 'ended'; readonly status: BatchStatus }
  | { readonly end: 'stopped' }
  /** `unsure`: whether it was begun is not known. */
  | { readonly end: 'failed'; readonly failure: ModelFailure; readonly unsure: boolean };

/** Milliseconds between two looks, and before a call is made again: each longer than the one before, up to a minute. */
const shortest = 2000;
const longest = 60_000;
/** Looks are cheap, so the first ones come soon. */
const looksGrow = 1.5;
const retriesGrow = 2;
/** Failures of one call, one after the other. */
const attempts = 8;

export async function* runBatch(run: BatchRun, signal: AbortSignal): AsyncGenerator<BatchEvent, BatchEnd> {
  const { engine, clock, keep, upload, cancel } = run;
  let { file, asked, batch } = run.receipt;
  if (file === undefined) {
    const put = yield* persistently(() => engine.upload(upload, signal), clock, signal);
    if (!put.ok) return endOf(put, signal);
    file = put.value;
    await keep({ file });
    yield { type: 'uploaded' };
  }
  for (let attempt = 1; batch === undefined; attempt++) {
    if (signal.aborted) return { end: 'stopped' };
    const there = asked ? yield* persistently(() => engine.find(file ?? '', signal), clock, signal) : undefined;
    if (there && !there.ok) return endOf(there, signal, true);
    asked = true;
    if (!there?.value) await keep({ file, asked });
    const begun = there?.value ? { ok: true as const, value: there.value } : await engine.begin(file, signal);
    if (begun.ok) {
      batch = begun.value.id;
      await keep({ file, asked, batch });
      yield { type: 'begun' };
      break;
    }
    if (begun.refused) {
      asked = undefined;
      await keep({ file });
    }
    if (!begun.mayRetry || attempt === attempts || signal.aborted) return endOf(begun, signal, !begun.refused);
    yield* wait(begun, attempt, clock, signal);
  }
  const id = batch;
  if (cancel) {
    const told = yield* persistently(() => engine.cancel(id, signal), clock, signal);
    // A batch that has ended can not be cancelled, which a look tells better.
    if (!told.ok && !told.refused) return endOf(told, signal);
  }
  for (let every = shortest; ; every = Math.min(longest, every * looksGrow)) {
    const now = yield* persistently(() => engine.look(id, signal), clock, signal);
    if (!now.ok) return endOf(now, signal);
    yield { type: 'status', status: now.value };
    if (hasEnded(now.value)) return { end: 'ended', status: now.value };
    await pause(clock, every, signal);
    if (signal.aborted) return { end: 'stopped' };
  }
}

/** A call that may be made more than once. */
export async function* persistently<T>(
  call: () => Promise<BatchAnswer<T>>,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<BatchEvent, BatchAnswer<T>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await call();
    if (answer.ok || !answer.mayRetry || attempt === attempts || signal.aborted) return answer;
    yield* wait(answer, attempt, clock, signal);
  }
}

type Failed = Extract<BatchAnswer<unknown>, { ok: false }>;

async function* wait(
  { failure, askedMs }: Failed,
  attempt: number,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<BatchEvent, void> {
  const afterMs = Math.max(askedMs ?? 0, Math.min(longest, shortest * retriesGrow ** (attempt - 1)));
  yield { type: 'retry', afterMs, why: failure.message };
  await pause(clock, afterMs, signal);
}

function endOf({ failure }: Failed, signal: AbortSignal, unsure = false): BatchEnd {
  return signal.aborted ? { end: 'stopped' } : { end: 'failed', failure, unsure };
}
