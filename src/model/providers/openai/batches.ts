// A `BatchEngine` over the Files and Batches of an OpenAI-compatible endpoint. Load it with `import()`: the SDK comes with it. In: endpoint, key, clock. Out:
// ids and where a batch stands; what the engine sends is read as text of a stranger. Asks once a call, never logs, never shows the key.
import type { OpenAI } from 'openai';
import type { Clock } from '../../../base/clock.ts';
import type { BatchAnswer, BatchEngine, BatchStatus, BatchWord } from '../../batch-port.ts';
import { originOf } from '../../origin-policy.ts';
import { redactor } from '../../redact.ts';
import { type Access, clientOf, refusalOf } from './client.ts';
import { again, type Diagnosis, once, oneLine } from './failures.ts';
import { cancelled, ofError, stopped } from './understand.ts';
import { type Timeouts, Watchdog } from './watchdog.ts';

export interface BatchesOptions extends Access {
  readonly clock: Clock;
  readonly timeouts?: Partial<Timeouts>;
}

/** An upload is answered when all of it is there: 200 MB over a slow line take their time. */
const patience: Timeouts = { answer: 60_000, firstWord: 60_000, idle: 60_000 };
const uploadMs = 1_800_000;

/** Bytes of a file of answers: 50,000 requests with long replies. */
const largestFile = 4_000_000_000;

/** Batches looked through for the one of an upload, the newest first. */
const mostListed = 300;

const words: readonly BatchWord[] = [
  'validating',
  'in_progress',
  'finalizing',
  'cancelling',
  'completed',
  'failed',
  'expired',
  'cancelled',
];

/** Makes the engine. Sends nothing until it is asked to. */
export function openAiBatches(options: BatchesOptions): BatchEngine {
  const key = options.key?.trim() || undefined;
  const { url } = options.endpoint;
  const origin = originOf(url);
  const clean = redactor(key);
  const host = origin === undefined ? clean(url) : new URL(origin).host;
  const refusal = refusalOf({ ...options, key }, origin, host);

  async function ask<T>(
    run: (client: OpenAI, signal: AbortSignal, watchdog: Watchdog) => Promise<T>,
    signal: AbortSignal,
    answerMs?: number,
  ): Promise<BatchAnswer<T>> {
    if (refusal || origin === undefined) return failed(once('no-route', 'This is no address.', 'none'), true, refusal);
    if (signal.aborted) return failed({ failure: cancelled, mayRetry: false }, true);
    const stop = new AbortController();
    const abort = () => stop.abort();
    signal.addEventListener('abort', abort, { once: true });
    const timeouts = { ...patience, ...(answerMs !== undefined && { answer: answerMs }), ...options.timeouts };
    const watchdog = new Watchdog(options.clock, timeouts, abort);
    const tap = {
      headers: () => watchdog.enter('idle'),
      activity: () => watchdog.alive(),
      done: () => undefined,
    };
    try {
      return {
        ok: true,
        value: await run(clientOf({ ...options, key }, origin, tap, largestFile), stop.signal, watchdog),
      };
    } catch (error) {
      if (stop.signal.aborted) {
        const { failure } = stopped(host, watchdog.expired, timeouts);
        return failed({ failure, mayRetry: watchdog.expired !== undefined }, false);
      }
      if (error instanceof Odd) return failed(again('bad-answer', `${host} ${error.message}`), false);
      const asked = { host, model: clean(options.endpoint.model), hadKey: key !== undefined };
      const { diagnosis, askedMs } = ofError(error, asked, clean, false, options.clock.now());
      const { status } = error as { readonly status?: unknown };
      const no = typeof status === 'number' && status >= 400 && status < 500 && status !== 408;
      return failed(ofFiles(diagnosis, status, host), no, undefined, askedMs);
    } finally {
      watchdog.end();
      signal.removeEventListener('abort', abort);
      stop.abort();
    }
  }

  return {
    host,
    upload: ({ bytes, name }, signal) =>
      ask(
        async (client, stop) => {
          const file = new File([bytes], name, { type: 'application/jsonl' });
          return idOf((await client.files.create({ file, purpose: 'batch' }, { signal: stop })).id);
        },
        signal,
        uploadMs,
      ),
    begin: (upload, signal) =>
      ask(async (client, stop) => {
        const wish = {
          input_file_id: upload,
          endpoint: '/v1/chat/completions',
          completion_window: '24h',
        } as const;
        return statusOf(await client.batches.create(wish, { signal: stop }), clean);
      }, signal),
    find: (upload, signal) =>
      ask(async (client, stop) => {
        let seen = 0;
        for await (const batch of client.batches.list({ limit: 100 }, { signal: stop })) {
          if (batch.input_file_id === upload) return statusOf(batch, clean);
          if (++seen >= mostListed) break;
        }
        return undefined;
      }, signal),
    look: (batch, signal) =>
      ask(async (client, stop) => statusOf(await client.batches.retrieve(batch, { signal: stop }), clean), signal),
    cancel: (batch, signal) =>
      ask(async (client, stop) => statusOf(await client.batches.cancel(batch, { signal: stop }), clean), signal),
    download: (file, write, signal) =>
      ask(async (client, stop, watchdog) => {
        const { body } = await client.files.content(file, { signal: stop });
        if (!body) return;
        for await (const bytes of body) {
          // While a disk takes its time nothing is late.
          watchdog.hold();
          await write(bytes);
          watchdog.go();
        }
      }, signal),
  };
}

/** An answer that is none: a sentence behind the host's name. */
class Odd extends Error {}

function idOf(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:-]{1,200}$/u.test(value)) return value;
  throw new Odd('answered without an id, as Files and Batches have.');
}

function statusOf(batch: unknown, clean: (text: string) => string): BatchStatus {
  const told = objectOf(batch);
  const counts = objectOf(told['request_counts']);
  const { total, completed, failed } = counts;
  const counted = [total, completed, failed].every((count) => Number.isSafeInteger(count)) && total !== 0;
  const problems = objectOf(told['errors'])['data'];
  const file = (name: string) => (typeof told[name] === 'string' ? idOf(told[name]) : undefined);
  return {
    id: idOf(told['id']),
    word: words.find((word) => word === told['status']) ?? 'in_progress',
    counts: counted ? (counts as BatchStatus['counts']) : undefined,
    output: file('output_file_id'),
    errors: file('error_file_id'),
    problems: (Array.isArray(problems) ? problems : []).map((one) => {
      const { line, message, code } = objectOf(one);
      const said = oneLine(clean(String(message ?? code ?? 'an error without words')));
      return typeof line === 'number' ? `Line ${line}: ${said}` : said;
    }),
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function failed(
  { failure, mayRetry }: Diagnosis,
  refused: boolean,
  instead = failure,
  askedMs?: number,
): Extract<BatchAnswer<never>, { ok: false }> {
  return { ok: false, failure: instead, mayRetry, askedMs, refused };
}

/** Words of chat that mean something else where files are sent. */
function ofFiles(diagnosis: Diagnosis, status: unknown, host: string): Diagnosis {
  if (status === 413) return once('other', `${host} does not take a file as large as this (413).`, 'none');
  if (status !== 404 && status !== 405) return diagnosis;
  return once('no-route', `${host} has no such file or batch, or no Files and Batches at this address.`, 'none');
}
