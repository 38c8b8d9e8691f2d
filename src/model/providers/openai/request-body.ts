// A `ChatRequest` as the JSON that goes over the wire. In: endpoint and request. Out: the body, whole or without its messages. Never
// holds a key. What is sent and what is copied for a shell come from here alone.
import type { Endpoint } from '../../../config/config.ts';
import type { Message } from '../../../lang/prompt.ts';
import { foldSystem } from '../../fallbacks/fold-system.ts';
import type { ChatRequest } from '../../port.ts';
import { officialOrigin } from './capabilities.ts';

/** Where a chat is sent, without a closing slash in what comes before. */
export function chatUrl(base: string): string {
  return `${baseOf(base)}/chat/completions`;
}

/** An endpoint's address as paths are put behind it. */
export function baseOf(url: string): string {
  return url.trim().replace(/\/+$/, '');
}

/** The body of `POST /chat/completions`, streamed, the usage asked for. What is not set is not sent: the server's defaults hold. */
export function requestBody(endpoint: Endpoint, origin: string, request: ChatRequest) {
  const messages = endpoint.systemRole ? request.messages : foldSystem(request.messages);
  return withMessages(requestSettings(endpoint, origin, request), messages);
}

/** Settings and messages as one body, in the order in which they are sent. */
export function withMessages<Settings extends { readonly model: string }>(
  { model, ...settings }: Settings,
  messages: readonly Message[],
) {
  return { model, messages: messages.map(({ role, content }) => ({ role, content })), ...settings };
}

/** All of the body but its messages. */
export function requestSettings(endpoint: Endpoint, origin: string, request: ChatRequest) {
  const maxTokens = request.maxTokens ?? endpoint.maxTokens;
  const temperature = request.temperature ?? endpoint.temperature;
  // OpenAI's newer models know only the new name, everybody else only the old one.
  const limit = origin === officialOrigin ? 'max_completion_tokens' : 'max_tokens';
  return {
    model: endpoint.model,
    stream: true as const,
    stream_options: { include_usage: true },
    ...(temperature !== undefined && { temperature }),
    ...(request.topP !== undefined && { top_p: request.topP }),
    ...(maxTokens !== undefined && { [limit]: maxTokens }),
    ...(request.seed !== undefined && { seed: request.seed }),
    ...(request.stop?.length && { stop: [...request.stop] }),
    ...((request.n ?? 1) > 1 && { n: request.n }),
    ...(request.logprobs !== undefined && { logprobs: true, top_logprobs: request.logprobs }),
    ...(request.jsonSchema && {
      response_format: { type: 'json_schema' as const, json_schema: { ...request.jsonSchema, strict: true } },
    }),
  };
}
