// Whether an endpoint may be asked now, and with which key. In: the endpoint and who brought it. Out: the key, or why not.
// A key goes only to the origin it was stored for; an origin that a folder brought is asked about once.
import { mayUse, originFailure, originOf } from '../../model/origin-policy.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { ConfirmedOrigins } from './confirmed-origins.ts';
import type { Keys } from './keys.ts';
import type { KnownEndpoint } from './model-choice.ts';

export type AllowedEndpoint =
  | { readonly ok: true; readonly key: string | undefined }
  | { readonly ok: false; readonly failure: ModelFailure };

/** May show a question. Never rejects for what the endpoint says of itself. */
export async function allowEndpoint(
  { endpoint, broughtBy }: KnownEndpoint,
  keys: Pick<Keys, 'get'>,
  confirmed: Pick<ConfirmedOrigins, 'all' | 'ask'>,
): Promise<AllowedEndpoint> {
  const origin = originOf(endpoint.url);
  const key = origin === undefined ? undefined : await keys.get(origin);
  const keyOrigin = key === undefined ? undefined : origin;
  // What stands in the user's own settings was confirmed by writing it there.
  const own = broughtBy === 'user' && origin !== undefined ? [origin] : [];
  let answer = mayUse(endpoint, [...confirmed.all(), ...own], keyOrigin);
  if (answer.answer === 'not-confirmed' && (await confirmed.ask(answer.origin, endpoint.name))) {
    answer = mayUse(endpoint, [...confirmed.all(), answer.origin], keyOrigin);
  }
  if (answer.answer === 'allowed') return { ok: true, key: answer.sendKey ? key : undefined };
  const failure = originFailure(answer);
  if (!failure) throw new Error(`an answer that is neither allowed nor a failure: ${answer.answer}`);
  // Asking again is how a refused address is confirmed after all.
  return { ok: false, failure: answer.answer === 'not-confirmed' ? { ...failure, action: 'retry' } : failure };
}
