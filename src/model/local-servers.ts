// The programs that serve models on one's own machine, by the port they listen on unless told otherwise. A table and one question to each.
// Whoever calls has asked the user first: nothing here is done unasked.
import type { Clock } from '../base/clock.ts';
import { type ListedModel, listModels } from './providers/openai/list-models.ts';

export interface LocalServer {
  readonly name: string;
  readonly url: string;
}

/** As their documentation names them. vLLM and llama.cpp share their ports with many others, so only what lists models counts. */
export const localServers: readonly LocalServer[] = [
  { name: 'Ollama', url: 'http://localhost:11434/v1' },
  { name: 'LM Studio', url: 'http://localhost:1234/v1' },
  { name: 'llama.cpp', url: 'http://localhost:8080/v1' },
  { name: 'vLLM', url: 'http://localhost:8000/v1' },
];

export interface FoundServer extends LocalServer {
  readonly models: readonly ListedModel[];
}

/** A server of this machine that is there answers at once. */
const limitMs = 1500;

/** Asks every server of the table for its models, without any key; those that are not there are left out. Never throws. */
export async function findLocalServers(
  deps: { readonly clock: Clock; readonly fetch?: typeof globalThis.fetch },
  signal: AbortSignal,
  servers: readonly LocalServer[] = localServers,
): Promise<readonly FoundServer[]> {
  const asked = servers.map(async (server): Promise<FoundServer[]> => {
    const endpoint = { url: server.url, model: '' };
    const list = await listModels({ endpoint, key: undefined, ...deps }, signal, limitMs);
    return list.ok ? [{ ...server, models: list.models }] : [];
  });
  return (await Promise.all(asked)).flat();
}
