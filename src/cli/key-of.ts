// The key of an endpoint in a terminal: read from the one variable that the endpoint names, and from nowhere else.
import type { Endpoint } from '../config/config.ts';

/** Undefined where the endpoint names none, or it is empty. */
export function keyOf(
  { keyFrom }: Pick<Endpoint, 'keyFrom'>,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return keyFrom !== undefined && Object.hasOwn(env, keyFrom) ? env[keyFrom] || undefined : undefined;
}
