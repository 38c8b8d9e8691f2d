// Lines of a user as the input of a batch engine, one request a line, in OpenAI's batch form: the persona's prompt, then the line. In: a persona, lines. Out: lines of
// a file. Nobody is asked: the engine is the provider's or vLLM's own.
import { compile } from '../../lang/compile.ts';
import type { Persona } from '../../lang/persona.ts';
import { render } from '../../lang/render.ts';
import type { Schema } from '../format.ts';
import { chatMessage, list, oneOf, record, someText } from '../schema-pieces.ts';

/** What one file may hold, by OpenAI's documentation. */
export const batchLimits = { requests: 50_000, bytes: 200_000_000 };

export interface BatchRequest {
  readonly custom_id: string;
  readonly method: 'POST';
  readonly url: '/v1/chat/completions';
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];
    readonly temperature?: number;
    readonly max_tokens?: number;
  };
}

export const batchRequestSchema: Schema = record({
  custom_id: someText,
  method: oneOf('POST'),
  url: oneOf('/v1/chat/completions'),
  body: record(
    { model: someText, messages: list(chatMessage, 1) },
    { temperature: { type: 'number' }, max_tokens: { type: 'integer', minimum: 1 } },
  ),
});

export interface BatchWish {
  readonly persona: Persona;
  /** As the engine calls it. */
  readonly model: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** Begins every `custom_id`: of two batches no two talks may be called the same. */
  readonly name: string;
}

/** A function from a line of the user to its request; lore that the line brings up is in its prompt. */
export function batchRequests(wish: BatchWish): (line: string, number: number) => BatchRequest {
  const prompt = compile(wish.persona, {});
  const { model, temperature, maxTokens, name } = wish;
  return (line, number) => ({
    custom_id: `${name}-${number}`,
    method: 'POST',
    url: '/v1/chat/completions',
    body: {
      model,
      messages: render(prompt, [{ role: 'user', content: line }]).messages.map(({ role, content }) => ({
        role,
        content,
      })),
      ...(temperature === undefined ? {} : { temperature }),
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    },
  });
}
