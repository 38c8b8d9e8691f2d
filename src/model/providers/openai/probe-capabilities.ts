// What an endpoint can do beyond plain chat, found out by five tiny requests, one an ability. In: endpoint and key. Out: yes or no for
// each that could be found out. A server that takes a setting and does nothing with it cannot do it: only the answer counts.
import type { Endpoint } from '../../../config/config.ts';
import { originOf } from '../../origin-policy.ts';
import type { Probed, ProbedWord } from '../../probed.ts';
import { type ApiAnswer, type ApiOptions, apiCall } from './api-call.ts';
import { requestSettings, withMessages } from './request-body.ts';

/** How many requests a whole probe is. */
export const probeRequests = 5;

const limitMs = 60_000;

interface Probe {
  readonly word: ProbedWord;
  readonly path: string;
  readonly body: (endpoint: Endpoint, origin: string) => object;
  readonly shows: (json: Json) => boolean;
}

type Json = Record<string, unknown>;

const chat = (maxTokens: number, more: object) => (endpoint: Endpoint, origin: string) => {
  const {
    stream: _stream,
    stream_options: _options,
    ...settings
  } = requestSettings(endpoint, origin, { messages: [], maxTokens });
  return { ...withMessages(settings as { model: string }, [{ role: 'user', content: 'Say hello.' }]), ...more };
};

/** A model that is asked to say hello gives this only where the schema was really held. */
const schema = {
  type: 'object',
  properties: { shelf: { type: 'string', enum: ['third'] } },
  required: ['shelf'],
  additionalProperties: false,
};

const tool = {
  type: 'function',
  function: { name: 'greet', description: 'Greets.', parameters: { type: 'object', properties: {} } },
};

const probes: readonly Probe[] = [
  { word: 'n', path: '/chat/completions', body: chat(4, { n: 2 }), shows: (json) => choices(json).length === 2 },
  {
    word: 'logprobs',
    path: '/chat/completions',
    body: chat(4, { logprobs: true, top_logprobs: 2 }),
    shows: (json) => choices(json).some(({ logprobs }) => listOf(object(logprobs)['content']).length > 0),
  },
  {
    word: 'jsonSchema',
    path: '/chat/completions',
    body: chat(40, { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } } }),
    shows: (json) => choices(json).some(({ message }) => shelfOf(object(message)['content']) === 'third'),
  },
  {
    word: 'tools',
    path: '/chat/completions',
    body: chat(40, { tools: [tool], tool_choice: 'required' }),
    shows: (json) => choices(json).some(({ message }) => listOf(object(message)['tool_calls']).length > 0),
  },
  {
    word: 'embeddings',
    path: '/embeddings',
    body: ({ model }) => ({ model, input: 'hello' }),
    shows: (json) => listOf(json['data']).some((one) => listOf(object(one)['embedding']).length > 0),
  },
];

/** Asks one probe after the other, so that a local server is not asked for five at once. Stops early where asking has no use. */
export async function probeCapabilities(
  options: ApiOptions & { readonly endpoint: Endpoint },
  signal: AbortSignal,
  told: (word: ProbedWord, can: boolean | undefined) => void = () => undefined,
): Promise<Probed> {
  const origin = originOf(options.endpoint.url) ?? '';
  const found: Partial<Record<ProbedWord, boolean>> = {};
  for (const { word, path, body, shows } of probes) {
    const answer = await apiCall(options, { path, body: body(options.endpoint, origin), limitMs }, signal);
    if (signal.aborted) break;
    const can = verdict(answer, shows);
    if (can !== undefined) found[word] = can;
    told(word, can);
  }
  return { ...found, at: new Date(options.clock.now()).toISOString() };
}

/** Refusing the request is a no; trouble with key, network, rate or server says nothing about the ability. */
function verdict(answer: ApiAnswer, shows: Probe['shows']): boolean | undefined {
  if (answer.ok) return shows(object(answer.json));
  return [400, 404, 405, 415, 422, 501].includes(answer.status ?? 0) ? false : undefined;
}

function choices(json: Json): Json[] {
  return listOf(json['choices']).map(object);
}

function shelfOf(content: unknown): unknown {
  try {
    return object(JSON.parse(String(content)))['shelf'];
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
