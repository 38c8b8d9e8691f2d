// A key is stored for an origin and sent to no other. In: an address, the origins a user has confirmed, the origin a key was
// stored for. Out: one of a closed list of answers. Pure: never asks, never sends.
import type { ModelFailure } from './port.ts';

export type OriginAnswer =
  /** `sendKey` is false where the key at hand was stored for another origin: it stays at home. */
  | { readonly answer: 'allowed'; readonly origin: string; readonly sendKey: boolean }
  | { readonly answer: 'no-address'; readonly url: string }
  /** Plain http to another machine: everybody on the way could read the key and the talk. */
  | { readonly answer: 'insecure'; readonly origin: string }
  /** A folder brought this endpoint and the user has not said yes to its origin yet. */
  | { readonly answer: 'not-confirmed'; readonly origin: string };

/** Scheme, host and port, as `https://api.openai.com`; undefined where this is no http(s) address, or one with a name or password in it. */
export function originOf(url: string): string | undefined {
  const parsed = URL.canParse(url.trim()) ? new URL(url.trim()) : undefined;
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return undefined;
  if (parsed.username !== '' || parsed.password !== '') return undefined;
  return parsed.origin;
}

/**
 * Whether a host name means this very machine: `localhost`, 127.0.0.0/8, `::1`, and 127.0.0.0/8 written as IPv6. Names under
 * `localhost` are none: not every resolver keeps them from the network (RFC 6761 only says that it should).
 * Expects the name as `URL.hostname` gives it (lower case, IPv6 in brackets). `0.0.0.0` is not loopback: it is every network at once.
 */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  if (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)) return true;
  return hostname === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostname);
}

/** Whether requests to this origin stay on this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}

/**
 * Whether an endpoint may be asked at all, and with the key at hand.
 * @param confirmedOrigins origins the user said yes to, those of the user's own settings included.
 * @param keyOrigin what the key was stored for; undefined: there is no key.
 */
export function mayUse(
  endpoint: { readonly url: string },
  confirmedOrigins: Iterable<string>,
  keyOrigin: string | undefined,
): OriginAnswer {
  const origin = originOf(endpoint.url);
  if (origin === undefined) return { answer: 'no-address', url: endpoint.url };
  if (origin.startsWith('http:') && !isLoopbackOrigin(origin)) return { answer: 'insecure', origin };
  if (!new Set(confirmedOrigins).has(origin)) return { answer: 'not-confirmed', origin };
  return { answer: 'allowed', origin, sendKey: keyOrigin === origin };
}

/** The failure an answer stands for; undefined where the endpoint may be used. */
export function originFailure(answer: OriginAnswer): ModelFailure | undefined {
  switch (answer.answer) {
    case 'allowed':
      return undefined;
    case 'no-address':
      return {
        reason: 'no-route',
        message:
          'The address of this endpoint is not an http(s) address without a name or password in it. Expected something like https://api.openai.com/v1.',
        action: 'select-model',
      };
    case 'insecure':
      return {
        reason: 'insecure-origin',
        message: `${answer.origin} is plain http on another machine: the talk and the key could be read on the way. Use https, or an endpoint on this machine.`,
        action: 'select-model',
      };
    case 'not-confirmed':
      return {
        reason: 'origin-not-confirmed',
        message: `This folder asks to send talks to ${answer.origin}. Nothing was sent; confirm the address first if you trust it.`,
        action: 'trust',
      };
  }
}
