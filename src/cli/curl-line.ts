// `/curl` in a talk: the last request as a command line. In: what was sent. Out: text that a shell reads back, without the key.
import { copyAsCurl, defaultKeyVariable } from '../model/copy-as-curl.ts';
import type { SentRequest } from '../play/events.ts';

/** @param keyVariable where the key was read from; undefined: none was sent. */
export function curlLine(request: SentRequest | undefined, shell: string, keyVariable: string | undefined): string {
  if (!request) return 'Nothing was sent yet.\n';
  if (!request.wire) return `${request.model.label} is asked over no wire: there is nothing to repeat.\n`;
  if (shell !== '' && shell !== 'bash' && shell !== 'powershell') return '/curl knows bash and powershell.\n';
  const curl = { messages: request.messages, wire: request.wire, keyVariable };
  return copyAsCurl(curl, shell === 'powershell' ? 'powershell' : 'bash');
}

/** The variable that the endpoint's key is read from, where there is a key. */
export function keyVariableOf(
  endpoint: { readonly keyFrom: string | undefined } | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (endpoint?.keyFrom === undefined) return undefined;
  return env[endpoint.keyFrom] ? endpoint.keyFrom : defaultKeyVariable;
}
