// One small question to an endpoint beside the chat: a list of models, a probe. In: endpoint, key, path, body. Out: the JSON it answered,
// or what went wrong in the words that every call has. Loads no SDK, asks once, gives up after its limit, never logs, never throws.
import type { Clock } from '../../../base/clock.ts';
import type { Endpoint } from '../../../config/config.ts';
import { mayUse, originFailure, originOf } from '../../origin-policy.ts';
import { redactor } from '../../redact.ts';
import { type Diagnosis, once } from './failures.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { baseOf } from './request-body.ts';
import { cancelled, ofError } from './understand.ts';

export interface ApiOptions {
  readonly endpoint: Pick<Endpoint, 'url' | 'model'>;
  /** Stored for the endpoint's own origin. Undefined: asked without one. */
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly fetch?: typeof globalThis.fetch;
}

export interface ApiQuestion {
  /** Behind the endpoint's address, as `/models`. */
  readonly path: string;
  /** Sent as JSON by POST; without one it is a GET. */
  readonly body?: object;
  /** Milliseconds until the whole answer must be there. */
  readonly limitMs: number;
}

export type ApiAnswer =
  | { readonly ok: true; readonly status: number; readonly json: unknown; readonly headers: Headers }
  | {
      readonly ok: false;
      /** Undefined where no answer came at all. */
      readonly status: number | undefined;
      readonly diagnosis: Diagnosis;
      readonly headers: Headers | undefined;
    };

/** The caller has asked `mayUse`; an address that may never be used is refused here all the same. */
export async function apiCall(options: ApiOptions, question: ApiQuestion, signal: AbortSignal): Promise<ApiAnswer> {
  const { endpoint, clock } = options;
  const key = options.key?.trim() || undefined;
  const origin = originOf(endpoint.url);
  const refusal = originFailure(mayUse(endpoint, origin === undefined ? [] : [origin], undefined));
  if (refusal || origin === undefined) {
    return failed(undefined, { failure: refusal ?? cancelled, mayRetry: false });
  }
  const clean = redactor(key);
  const { host } = new URL(origin);
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  let late = false;
  const takeBack = clock.after(question.limitMs, () => {
    late = true;
    stop.abort();
  });
  let response: Response | undefined;
  try {
    const fetch = guardedFetch(options.fetch ?? globalThis.fetch, origin, key, silentTap);
    response = await fetch(baseOf(endpoint.url) + question.path, requestOf(question, stop.signal));
    const json = jsonOf(await response.text());
    const { status, headers } = response;
    if (response.ok && json !== undefined) return { ok: true, status, json, headers };
    const asked = { host, model: clean(endpoint.model), hadKey: key !== undefined };
    const said = response.ok ? undefined : errorOf(json);
    if (response.ok) return failed(response, once('no-route', notJson(host), 'select-model'));
    return failed(response, ofError({ status, headers, ...said }, asked, clean, false, clock.now()).diagnosis);
  } catch (error) {
    if (late) {
      const seconds = Math.round(question.limitMs / 1000);
      return failed(response, once('timeout', `${host} did not answer within ${seconds} seconds.`, 'retry'));
    }
    if (signal.aborted) return failed(response, { failure: cancelled, mayRetry: false });
    const asked = { host, model: clean(endpoint.model), hadKey: key !== undefined };
    return failed(response, ofError(error, asked, clean, false, clock.now()).diagnosis);
  } finally {
    takeBack();
    signal.removeEventListener('abort', abort);
    stop.abort();
  }
}

const silentTap = { activity: () => undefined, headers: () => undefined, done: () => undefined };

const notJson = (host: string) => `${host} answers, but not with JSON, as a model API does. Most addresses end in /v1.`;

function requestOf({ body }: ApiQuestion, signal: AbortSignal): RequestInit {
  const headers = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) };
  return body ? { method: 'POST', headers, body: JSON.stringify(body), signal } : { method: 'GET', headers, signal };
}

function failed(response: Response | undefined, diagnosis: Diagnosis): ApiAnswer {
  return { ok: false, status: response?.status, diagnosis, headers: response?.headers };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** OpenAI's shape, that of servers which answer `{"detail": "…"}`, or nothing. */
function errorOf(json: unknown): { error: unknown; code?: unknown } {
  const body = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const error = body['error'] ?? body['detail'] ?? body;
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return { error, code };
}
