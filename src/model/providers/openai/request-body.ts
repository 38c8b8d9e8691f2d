// A `ChatRequest` as the JSON that goes over the wire. In: endpoint and request. Out: the body. Never holds a key.
import type { Endpoint } from '../../../config/config.ts';
import type { ChatRequest } from '../../port.ts';
import { officialOrigin } from './capabilities.ts';

/** The body of `POST /chat/completions`, streamed, the usage asked for. What is not set is not sent: the server's defaults hold. */
export function requestBody(endpoint: Endpoint, origin: string, request: ChatRequest) {
  const maxTokens = request.maxTokens ?? endpoint.maxTokens;
  const temperature = request.temperature ?? endpoint.temperature;
  // OpenAI's newer models know only the new name, everybody else only the old one.
  const limit = origin === officialOrigin ? 'max_completion_tokens' : 'max_tokens';
  return {
    model: endpoint.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
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
