// What an endpoint can do by itself: from what it says in its settings, else from who it is. Asks nobody.
import type { Capability, Endpoint } from '../../../config/config.ts';
import type { Capabilities } from '../../port.ts';

/** The address at which everything is known to work. */
export const officialOrigin = 'https://api.openai.com';

/** OpenAI itself can all of it. Others are asked for what nearly all can, and for more where the endpoint's `can` says so. */
export function capabilitiesOf(endpoint: Endpoint, origin: string | undefined): Capabilities {
  const can = (capability: Capability, otherwise: boolean) => endpoint.can?.includes(capability) ?? otherwise;
  const official = origin === officialOrigin;
  return {
    tools: can('tools', official),
    logprobs: can('logprobs', official),
    n: can('n', official),
    // An endpoint names a chat model and no embedding model.
    embeddings: false,
    jsonSchema: can('jsonSchema', true),
    vision: can('vision', official),
    systemRole: endpoint.systemRole,
  };
}
