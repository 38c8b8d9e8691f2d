// The endpoints of the user's own settings (`dramatis.endpoints`), read by the function that reads those of `dramatis.json`.
import type { Endpoint } from '../../config/config.ts';
import type { Settings } from '../settings.ts';

/** What is no endpoint is left out. */
export async function ownEndpoints(settings: Settings): Promise<readonly Endpoint[]> {
  const written = settings.endpoints.read();
  if (!Array.isArray(written) || written.length === 0) return [];
  const { readConfig } = await import('../../config/read-config.ts');
  return readConfig(JSON.stringify({ endpoints: written }), '').config.endpoints;
}
