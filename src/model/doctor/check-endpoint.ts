// An endpoint looked over from the address to the streamed word, one check after another. In: the endpoint, its key, how much may be asked.
// Out: checks, as they are made. Asks at most `requestsOf` requests, each of a few tokens, and stops where the next could only fail the same way.
import { isLoopbackOrigin, originOf } from '../origin-policy.ts';
import type { Probed } from '../probed.ts';
import { type ListedModel, listModels, type ModelList } from '../providers/openai/list-models.ts';
import type { OpenAiOptions } from '../providers/openai/openai.ts';
import { probeRequests } from '../providers/openai/probe-capabilities.ts';
import { adviceFor } from './advice.ts';
import { type Check, endingTodo, fine, warning, wrong } from './check.ts';
import { checkAbilities } from './check-abilities.ts';
import { checkReplies } from './check-replies.ts';

/** `nothing`: only what is known without asking. `replies`: a list and two short replies. `abilities`: and what it can do. */
export type HowMuch = 'nothing' | 'replies' | 'abilities';

export interface EndpointPatient extends OpenAiOptions {
  readonly howMuch: HowMuch;
  /** Told what a probe found, to be kept. */
  readonly probedNow?: (probed: Probed) => void;
  /** Told what the list said. */
  readonly listed?: (list: Extract<ModelList, { ok: true }>) => void;
}

/** Requests at most. */
export function requestsOf(howMuch: HowMuch): number {
  return { nothing: 0, replies: 3, abilities: 3 + probeRequests }[howMuch];
}

/** Minutes by which a clock may be wrong before certificates and waits suffer. */
const mostSkewMinutes = 5;

/** Never throws. */
export async function* checkEndpoint(patient: EndpointPatient, signal: AbortSignal): AsyncGenerator<Check> {
  const { endpoint, key, howMuch } = patient;
  const origin = originOf(endpoint.url);
  if (origin === undefined) {
    const says = 'The address is not an http(s) address without a name or password in it.';
    return yield wrong('address', 'Address', says, 'Write something like https://api.openai.com/v1.');
  }
  const local = isLoopbackOrigin(origin);
  if (origin.startsWith('http:') && !local) {
    const says = `${origin} is plain http on another machine: talks and keys could be read on the way.`;
    return yield wrong('address', 'Address', says, adviceFor({ reason: 'insecure-origin', action: 'none' }));
  }
  yield fine('address', 'Address', `${origin}${local ? ', this machine' : ''}.`);
  yield keyCheck(origin, local, key !== undefined, endpoint.keyFrom);
  if (howMuch === 'nothing') return yield* checkAbilities(patient, false, signal);
  const list = await listModels(patient, signal);
  if (signal.aborted) return;
  yield reachCheck(list, origin);
  if (list.serverTime !== undefined) yield* clockCheck(list.serverTime, patient.clock.now());
  if (list.ok) {
    patient.listed?.(list);
    yield* listedCheck(list.models, endpoint.model);
  } else if (hopeless(list)) return;
  const replied = yield* checkReplies(patient, signal);
  if (!signal.aborted) yield* checkAbilities(patient, replied && howMuch === 'abilities', signal);
}

function keyCheck(origin: string, local: boolean, stored: boolean, keyFrom: string | undefined): Check {
  if (stored) return fine('key', 'Key', `There is one for ${origin}. It goes there and nowhere else.`);
  if (local && keyFrom === undefined)
    return fine('key', 'Key', 'None, which servers on this machine mostly do not ask for.');
  const named = keyFrom === undefined ? '' : ` In a terminal it is read from ${keyFrom}.`;
  return warning('key', 'Key', `None for ${origin}.${named}`, adviceFor({ reason: 'no-key', action: 'set-key' }));
}

function reachCheck(list: ModelList, origin: string): Check {
  if (list.ok) return fine('reach', 'Reached', `${origin} answers, and lists ${list.models.length} models.`);
  const { failure, status } = list;
  const advice = adviceFor(failure);
  if (status === undefined) return wrong('reach', 'Reached', failure.message, advice);
  if (failure.reason === 'no-key' || failure.reason === 'wrong-key')
    return wrong('reach', 'Reached', failure.message, advice);
  if (status === 404 || status === 405 || failure.reason === 'bad-answer') {
    return warning(
      'reach',
      'Reached',
      `${origin} answers, but lists no models (${status}). ${failure.message}`,
      advice,
    );
  }
  return warning('reach', 'Reached', failure.message, advice);
}

/** Where nothing answers, or the key is refused, a chat is refused as well. */
function hopeless(list: Extract<ModelList, { ok: false }>): boolean {
  return list.status === undefined || list.failure.reason === 'no-key' || list.failure.reason === 'wrong-key';
}

function* clockCheck(server: number, here: number): Generator<Check> {
  const minutes = Math.round(Math.abs(server - here) / 60_000);
  if (minutes < mostSkewMinutes) return;
  const says = `This machine’s clock and the server’s differ by ${minutes} minutes.`;
  yield warning('clock', 'Clock', says, 'Set the clock: certificates and waits depend on it.');
}

function* listedCheck(models: readonly ListedModel[], model: string): Generator<Check> {
  const found = models.find(({ id }) => id === model || id === `${model}:latest`);
  if (!found) {
    const near = nearest(models, model);
    const says = `The list has no model called “${model}”.${near.length > 0 ? ` It has ${near.join(', ')}.` : ''}`;
    return yield wrong('listed', 'Model', says, adviceFor({ reason: 'no-such-model', action: 'select-model' }));
  }
  const ending = Object.entries(found.ending).map(([name, value]) => `${name}: ${value}`);
  if (ending.length === 0) return yield fine('listed', 'Model', `“${model}” is in the list.`);
  const says = `“${model}” is in the list, which says of it: ${ending.join(', ')}.`;
  yield warning('listed', 'Model', says, endingTodo);
}

/** Three names at most: those that share the longest beginning. */
function nearest(models: readonly ListedModel[], model: string): string[] {
  const shared = (id: string) => {
    let at = 0;
    while (at < id.length && id[at]?.toLowerCase() === model[at]?.toLowerCase()) at++;
    return at;
  };
  const ids = models.map(({ id }) => id).sort((a, b) => shared(b) - shared(a));
  return ids.slice(0, 3).map((id) => `“${id}”`);
}
