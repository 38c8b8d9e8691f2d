// Does it speak? One short reply at once, one as a stream. In: the endpoint. Out: two checks at most, and whether it spoke at all.
import { collect } from '../collect.ts';
import { originOf } from '../origin-policy.ts';
import { apiCall } from '../providers/openai/api-call.ts';
import { openAiModel } from '../providers/openai/openai.ts';
import { requestSettings, withMessages } from '../providers/openai/request-body.ts';
import { adviceFor } from './advice.ts';
import { type Check, fine, warning, wrong } from './check.ts';
import type { EndpointPatient } from './check-endpoint.ts';

/** A reply of one word. Models that think first need a few tokens before it, and refuse to be asked for one alone. */
const maxTokens = 16;
const limitMs = 120_000;
const messages = [{ role: 'user' as const, content: 'Say hello.' }];

/** The result says whether any reply came. */
export async function* checkReplies(patient: EndpointPatient, signal: AbortSignal): AsyncGenerator<Check, boolean> {
  const { endpoint, clock } = patient;
  const origin = originOf(endpoint.url) ?? '';
  const {
    stream: _stream,
    stream_options: _options,
    ...settings
  } = requestSettings(endpoint, origin, { messages, maxTokens });
  const body = withMessages(settings as { model: string }, messages);
  const began = clock.now();
  const answer = await apiCall(patient, { path: '/chat/completions', body, limitMs }, signal);
  if (signal.aborted) return false;
  const seconds = () => ((clock.now() - began) / 1000).toFixed(1);
  if (!answer.ok) {
    const { failure } = answer.diagnosis;
    // A rate limit passes by itself, everything else stands in the way of every talk.
    if (failure.reason === 'rate-limited') yield warning('reply', 'Reply', failure.message, adviceFor(failure));
    else yield wrong('reply', 'Reply', failure.message, adviceFor(failure));
    return false;
  }
  if (!hasChoice(answer.json)) {
    const says = 'It answered, but with no reply in it.';
    yield wrong('reply', 'Reply', says, adviceFor({ reason: 'bad-answer', action: 'none' }));
    return false;
  }
  yield fine('reply', 'Reply', `A short one came in ${seconds()} s.`);
  const streamed = await collect(openAiModel(patient).chat({ messages, maxTokens }, signal));
  if (signal.aborted) return true;
  if (streamed.ok) yield fine('stream', 'Streaming', 'Words come as they are written.');
  else yield wrong('stream', 'Streaming', streamed.failure.message, adviceFor(streamed.failure));
  return true;
}

function hasChoice(json: unknown): boolean {
  const choices = (json as { choices?: unknown } | null)?.choices;
  return Array.isArray(choices) && choices.length > 0;
}
