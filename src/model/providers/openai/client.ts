// The SDK, made ready for one endpoint. The one file that imports it: load it with `import()`, so that it stays a chunk of its own. In: endpoint and key. Out:
// a client that never retries, never logs and does not hold the key; and what must not even be sent.
import { OpenAI } from 'openai';
import type { Endpoint } from '../../../config/config.ts';
import { isLoopbackOrigin, originFailure } from '../../origin-policy.ts';
import type { ModelFailure } from '../../port.ts';
import { once } from './failures.ts';
import { guardedFetch, type Tap } from './guarded-fetch.ts';
import { baseOf } from './request-body.ts';

export interface Access {
  readonly endpoint: Endpoint;
  /** Trimmed, or undefined. */
  readonly key: string | undefined;
  /** The host's, which knows its proxy. Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The SDK with everything of the environment turned off: it reads keys, headers and log levels from there if left alone. */
export function clientOf({ endpoint, key, fetch }: Access, origin: string, tap: Tap, largest?: number): OpenAI {
  return new OpenAI({
    baseURL: baseOf(endpoint.url),
    // The real key is added by the guarded fetch. The SDK refuses to start without one.
    apiKey: 'added-later',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // Ours are the limits; the SDK's own is set out of the way.
    timeout: 2 ** 31 - 1,
    logLevel: 'off',
    fetch: guardedFetch(fetch ?? globalThis.fetch, origin, key, tap, largest),
  });
}

/** Why nothing may be sent there; undefined: it may. */
export function refusalOf(
  { endpoint, key }: Access,
  origin: string | undefined,
  host: string,
): ModelFailure | undefined {
  if (origin === undefined) return originFailure({ answer: 'no-address', url: endpoint.url });
  const onThisMachine = isLoopbackOrigin(origin);
  if (origin.startsWith('http:') && !onThisMachine) return originFailure({ answer: 'insecure', origin });
  if (key === undefined && endpoint.keyFrom !== undefined && !onThisMachine) {
    const how = `Set one in the editor, or in the environment variable ${endpoint.keyFrom} in a terminal.`;
    return once('no-key', `There is no key for ${host}. ${how}`, 'set-key').failure;
  }
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    const why = 'The key holds a space or a character that no key has. Was it copied whole, and nothing else?';
    return once('wrong-key', why, 'set-key').failure;
  }
  return undefined;
}
