// What an endpoint can do beyond plain chat, and how that is known: by its settings, by asking, or taken as usual. In: the endpoint,
// whether to ask now. Out: one check.
import { originOf } from '../origin-policy.ts';
import { knownCapabilities } from '../providers/openai/capabilities.ts';
import { probeCapabilities } from '../providers/openai/probe-capabilities.ts';
import { type Check, fine, warning } from './check.ts';
import type { EndpointPatient } from './check-endpoint.ts';

/** What a probe finds is told to `probedNow`; settings win over it. */
export async function* checkAbilities(
  patient: EndpointPatient,
  ask: boolean,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { endpoint } = patient;
  let { probed } = patient;
  if (ask) {
    probed = await probeCapabilities(patient, signal);
    if (signal.aborted) return;
    patient.probedNow?.(probed);
  }
  const known = Object.entries(knownCapabilities(endpoint, originOf(endpoint.url), probed));
  const words = known.map(([word, { can, by }]) => `${word} ${can ? 'yes' : 'no'} (${how[by]})`);
  if (probed?.embeddings !== undefined) words.push(`embeddings ${probed.embeddings ? 'yes' : 'no'} (${how.probe})`);
  const when = probed === undefined ? '' : ` Asked at ${probed.at}.`;
  yield fine('abilities', 'Can do', `${words.join(', ')}.${when}`);
  if (!probed || !endpoint.can) return;
  const claimed = known.filter(([word, { can }]) => can && word !== 'vision' && probed[word as 'n'] === false);
  if (claimed.length === 0) return;
  const says = `\`can\` names ${claimed.map(([word]) => word).join(', ')}, which asking did not show.`;
  yield warning('can', 'Settings', says, 'Take it out of `can`, or take `can` away: then what was found counts.');
}

const how = { settings: 'by `can`', probe: 'asked', default: 'not asked, as usual' } as const;
