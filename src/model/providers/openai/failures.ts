// What a call's failure means and what to do about it. In: facts of the wire. Out: a `ModelFailure`, and whether asking again can help.
// Pure. What a server says is shown in one short line; the caller takes the key out of it.
import type { FailureReason, ModelFailure } from '../../port.ts';

/** What is known of a failure. All but the first three where the server said so. */
export interface WireFacts {
  /** Host and port, as users know the endpoint. */
  readonly host: string;
  readonly model: string;
  readonly hadKey: boolean;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly said: string | undefined;
}

export interface Diagnosis {
  readonly failure: ModelFailure;
  readonly mayRetry: boolean;
}

/** Wordings of OpenAI, vLLM, llama.cpp, LM Studio, Mistral, Groq and others for one thing. */
const tooLong =
  /context.{0,20}(length|window|size)|maximum context|exceed_context|context_length|too many tokens|prompt is too long|reduce the length of/i;

/** The failure behind an answer with an error status, or an error sent inside a stream (`status` undefined). */
export function diagnose(facts: WireFacts): Diagnosis {
  const { host, model, status, code } = facts;
  const said = oneLine(facts.said);
  const quote = said ? ` It says: ${said}` : '';
  if (status === 401 || status === 403) return refusedKey(facts, quote);
  if (
    code === 'context_length_exceeded' ||
    status === 413 ||
    ((status ?? 400) === 400 && tooLong.test(`${code} ${said}`))
  ) {
    return once(
      'context-too-long',
      `The talk is longer than ${model} can read. Lower the prompt budget, or start a new talk.${quote}`,
      'raise-limit',
    );
  }
  if (status === 429) return tooOften(facts, quote);
  if (code === 'model_not_found' || (status === 404 && /model/i.test(said))) {
    return once(
      'no-such-model',
      `${host} has no model called “${model}”. Choose another, or correct its name.${quote}`,
      'select-model',
    );
  }
  if (status === 404 || status === 405) {
    return once(
      'no-route',
      `${host} answers, but not as a model API at this address. Most addresses end in /v1.${quote}`,
      'select-model',
    );
  }
  if (status === 408) return again('timeout', `${host} gave up waiting (408).${quote}`);
  if (status === 501) return once('server', `${host} cannot do what was asked (501).${quote}`, 'none');
  if (status === undefined) return once('server', `${host} broke off with an error.${quote}`, 'retry');
  if (status >= 500)
    return again('server', `${host} has trouble of its own (${status}). Try again in a while.${quote}`);
  return once('other', `${host} did not accept the request (${status}).${quote}`, 'none');
}

/** The failure behind a connection that did not come about or broke before the first word. `code` is the system's, as `ECONNREFUSED`. */
export function diagnoseConnection(host: string, code: string | undefined): Diagnosis {
  switch (code) {
    case 'ECONNREFUSED':
      return once('no-route', `Nothing answers at ${host}. Is the server running?`, 'retry');
    case 'ENOTFOUND':
      return once(
        'no-route',
        `No machine called ${host} was found. Check the address and the network.`,
        'select-model',
      );
    case 'EAI_AGAIN':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
      return again('no-route', `${host} cannot be reached. Check the network.`);
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return once('timeout', `${host} did not answer in time. Check the address and the network.`, 'retry');
    default:
      if (code !== undefined && /CERT|SSL|TLS|SELF_SIGNED|ISSUER|ALTNAME/.test(code)) {
        return once('no-route', `${host} could not prove who it is (${code}). Nothing was sent.`, 'none');
      }
      return again('no-route', `The connection to ${host} failed${code ? ` (${code})` : ''}.`);
  }
}

/** A proxy between here and the endpoint that lets nobody through: 407, without a name and a password. */
export function diagnoseProxy(host: string, status: string): Diagnosis {
  const why = status === '407' ? 'wants a name and a password (407)' : `does not let it through (${status})`;
  return once('no-route', `A proxy on the way to ${host} ${why}.`, 'none');
}

/** A failure without a second try. */
export function once(reason: FailureReason, message: string, action: ModelFailure['action']): Diagnosis {
  return { failure: { reason, message, action }, mayRetry: false };
}

/** A failure that may pass by itself. */
export function again(reason: FailureReason, message: string): Diagnosis {
  return { failure: { reason, message, action: 'retry' }, mayRetry: true };
}

/** Foreign words in one line without control, zero-width or direction characters, at most 200 long. */
export function oneLine(text: string | undefined): string {
  const plain = (text ?? '')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 200 ? `${plain.slice(0, 199).toWellFormed()}…` : plain;
}

function refusedKey(facts: WireFacts, quote: string): Diagnosis {
  if (!facts.hadKey) return once('no-key', `${facts.host} wants a key and none is set for it.${quote}`, 'set-key');
  return once('wrong-key', `${facts.host} refused the key (${facts.status}). Set another one.${quote}`, 'set-key');
}

function tooOften(facts: WireFacts, quote: string): Diagnosis {
  if (facts.code === 'insufficient_quota') {
    return once('rate-limited', `The account at ${facts.host} has no credit left.${quote}`, 'none');
  }
  return again('rate-limited', `${facts.host} takes no more requests for now (429). Wait a little.${quote}`);
}
