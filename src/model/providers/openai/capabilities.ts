// What an endpoint can do by itself: from what it says in its settings, else from what was found out by asking, else from who it is. Asks
// nobody.
import type { Capability, Endpoint } from '../../../config/config.ts';
import type { Capabilities } from '../../port.ts';
import type { Probed } from '../../probed.ts';

/** The address at which everything is known to work. */
export const officialOrigin = 'https://api.openai.com';

/** How it is known that an endpoint can or cannot do something. */
export type KnownBy = 'settings' | 'probe' | 'default';

/** One ability and how it is known. */
export interface KnownCapability {
  readonly can: boolean;
  readonly by: KnownBy;
}

/**
 * OpenAI itself can all of it. Others are asked for what nearly all can, and for more where the endpoint's `can` says so or where a
 * probe has shown it.
 */
export function capabilitiesOf(endpoint: Endpoint, origin: string | undefined, probed?: Probed): Capabilities {
  const known = knownCapabilities(endpoint, origin, probed);
  return {
    tools: known.tools.can,
    logprobs: known.logprobs.can,
    n: known.n.can,
    jsonSchema: known.jsonSchema.can,
    vision: known.vision.can,
    // An endpoint names a chat model: whether it gives embeddings, too, its settings say, or a probe has shown.
    embeddings: endpoint.embeddings !== undefined || (probed?.embeddings ?? false),
    systemRole: endpoint.systemRole,
  };
}

/** Each ability that `can` may name, with how it is known. */
export function knownCapabilities(
  endpoint: Endpoint,
  origin: string | undefined,
  probed?: Probed,
): Readonly<Record<Capability, KnownCapability>> {
  const official = origin === officialOrigin;
  const known = (word: Capability, otherwise: boolean): KnownCapability => {
    if (endpoint.can) return { can: endpoint.can.includes(word), by: 'settings' };
    const found = word === 'vision' ? undefined : probed?.[word];
    return found === undefined ? { can: otherwise, by: 'default' } : { can: found, by: 'probe' };
  };
  return {
    tools: known('tools', official),
    logprobs: known('logprobs', official),
    n: known('n', official),
    jsonSchema: known('jsonSchema', true),
    vision: known('vision', official),
  };
}
