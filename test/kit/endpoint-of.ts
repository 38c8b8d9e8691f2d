// An endpoint for tests: everything left open but where it is.
import type { Endpoint } from '../../src/config/config.ts';

export function endpointOf(url: string, more: Partial<Endpoint> = {}): Endpoint {
  const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
  return { name: 'test', url, model: 'tiny', systemRole: true, ...none, ...more };
}
