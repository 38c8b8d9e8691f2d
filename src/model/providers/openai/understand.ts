// Anything thrown on the way, as a diagnosis. In: the error as the SDK, the fetch or the system threw it. Out: reason and action.
// Looks at shapes, not at classes, so that no SDK is needed here.
import type { ModelFailure } from '../../port.ts';
import { askedWait, longestWaitMs } from '../../retry-schedule.ts';
import { type Diagnosis, diagnose, diagnoseConnection, diagnoseProxy, once } from './failures.ts';
import { WireError } from './guarded-fetch.ts';
import type { Phase, Timeouts } from './watchdog.ts';

/** How one attempt went wrong, and how long the server asks to be left alone. */
export interface Setback {
  readonly diagnosis: Diagnosis;
  readonly askedMs?: number | undefined;
}

/** Whoever asked said stop. */
export const cancelled: ModelFailure = { reason: 'cancelled', message: 'Stopped.', action: 'none' };

/** A call that was stopped: by the user, or by the limit of a phase. */
export function stopped(host: string, phase: Phase | undefined, timeouts: Timeouts): Diagnosis {
  if (phase === undefined) return { failure: cancelled, mayRetry: false };
  const silence: Record<Phase, string> = {
    answer: 'did not answer',
    firstWord: 'began to answer and said nothing',
    idle: 'fell silent in mid-reply',
  };
  return once('timeout', `${host} ${silence[phase]} for ${Math.round(timeouts[phase] / 1000)} seconds.`, 'retry');
}

/** A reply that is not whole. It is never asked for twice without the user's word: that would be paid twice. */
export function broken(message: string): Diagnosis {
  return once('broken-stream', `${message} What came is kept; ask again for a whole one.`, 'retry');
}

/**
 * @param clean takes the key out of foreign words, before they are cut to length: half a key is a leak as well.
 * @param begun whether part of a reply was there.
 */
export function ofError(
  error: unknown,
  asked: { readonly host: string; readonly model: string; readonly hadKey: boolean },
  clean: (text: string) => string,
  begun: boolean,
  now: number,
): Setback {
  const { host } = asked;
  const chain = causes(error);
  const wire = chain.find((cause) => cause instanceof WireError);
  if (wire) return { diagnosis: ofWire(wire, host) };
  const answer = error as { status?: unknown; error?: unknown; code?: unknown; message?: unknown; headers?: unknown };
  if (typeof answer.status === 'number' || (answer.error !== undefined && answer.error !== null)) {
    const diagnosis = diagnose({
      ...asked,
      status: typeof answer.status === 'number' ? answer.status : undefined,
      code: typeof answer.code === 'string' ? answer.code : undefined,
      said: clean(messageOf(answer.error) ?? messageOf(answer) ?? ''),
    });
    const askedMs = answer.headers instanceof Headers ? askedWait(answer.headers, now) : undefined;
    return { diagnosis: diagnosis.mayRetry ? withWait(diagnosis, host, askedMs) : diagnosis, askedMs };
  }
  if (error instanceof SyntaxError) return { diagnosis: broken(`${host} sent a piece that cannot be read.`) };
  if (begun) return { diagnosis: broken(`The connection to ${host} broke in mid-reply.`) };
  // Undici's words for a proxy that opens no tunnel.
  const refused = chain.map((cause) => /^Proxy response \((\d+)\)/.exec(String((cause as Error).message))?.[1]);
  const proxyStatus = refused.find((status) => status !== undefined);
  if (proxyStatus !== undefined) return { diagnosis: diagnoseProxy(host, proxyStatus) };
  // What `fetch` says of ports that no web server may have, as 9 or 25.
  if (chain.some((cause) => (cause as Error).message === 'bad port')) {
    return {
      diagnosis: once('no-route', `The port of ${host} is not one for the web. Correct the address.`, 'select-model'),
    };
  }
  const code = chain.map((cause) => (cause as { code?: unknown }).code).find((found) => typeof found === 'string');
  return { diagnosis: diagnoseConnection(host, code) };
}

/** A server that asks for more patience than it is given: how much, so that a person can wait instead. */
function withWait(diagnosis: Diagnosis, host: string, askedMs: number | undefined): Diagnosis {
  if (askedMs === undefined || askedMs <= longestWaitMs) return diagnosis;
  const minutes = Math.ceil(askedMs / 60_000);
  const message = `${diagnosis.failure.message} ${host} asks to be left alone for ${minutes} minutes.`;
  return { ...diagnosis, failure: { ...diagnosis.failure, message } };
}

function ofWire(error: WireError, host: string): Diagnosis {
  switch (error.kind) {
    case 'redirect': {
      const to = error.target ? ` to ${error.target}` : '';
      return once(
        'no-route',
        `${host} sends requests on${to}. The key is not sent there; if the new address is right, put it into the endpoint.`,
        'select-model',
      );
    }
    case 'not-an-api':
      return once(
        'no-route',
        `${host} answers with a web page, not as a model API. Most addresses end in /v1.`,
        'select-model',
      );
    case 'too-large':
      return broken(`${host} sent far more than a reply.`);
    case 'other-origin':
      return once('no-route', `A request to ${error.target} was stopped: it is not ${host}.`, 'none');
  }
}

/** An error and what caused it, outermost first; the parts of an aggregate (one per address tried) after it. */
function causes(error: unknown, depth = 0): readonly unknown[] {
  if (typeof error !== 'object' || error === null || depth > 8) return [];
  const parts = error instanceof AggregateError ? error.errors : [];
  return [error, ...[(error as { cause?: unknown }).cause, ...parts].flatMap((cause) => causes(cause, depth + 1))];
}

function messageOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  const message = (body as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' ? message : undefined;
}
