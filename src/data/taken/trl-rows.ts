// Rows as TRL's page on dataset formats has them, for files that anybody wrote: conversations with tools, plain text, prompts that are implicit. What we export is
// narrower.
import type { Schema } from '../format.ts';
import { anyText, list, oneOf, record, someText } from '../schema-pieces.ts';
import {
  assistant,
  byRole,
  calls,
  either,
  imageUrl,
  nothing,
  something,
  type Taken,
  textPart,
  tool,
  twoReplies,
  yesOrNo,
} from './pieces.ts';

/** Tables fill what a message has not with nothing. */
const textOrNothing = either(anyText, nothing);
const trlPart = either(textPart, imageUrl, record({ type: oneOf('image') }, { image: anyText, url: anyText }));
const trlContent = either(anyText, list(trlPart, 1));
const trlMessage = byRole(
  record({ role: oneOf('system', 'developer', 'user'), content: trlContent }, { name: textOrNothing }),
  assistant(
    {
      content: either(trlContent, nothing),
      name: textOrNothing,
      thinking: textOrNothing,
      reasoning_content: textOrNothing,
      tool_calls: either(calls(either(something, anyText), 'free'), nothing),
    },
    ['content', 'tool_calls'],
  ),
  record({ role: oneOf('tool'), content: trlContent }, { name: textOrNothing, tool_call_id: textOrNothing }),
);

/** The list, or the same as JSON in a text, as tables of one type a column hold it. */
const trlColumns = {
  tools: either(list(tool), anyText, nothing),
  images: { type: 'array' },
  image: anyText,
  chat_template_kwargs: something,
} as const;

export const trlMessages: Taken = {
  schema: record({ messages: list(trlMessage, 2) }, trlColumns),
  invariant: ({ messages }) =>
    (messages as readonly { readonly role: string }[]).some(({ role }) => role === 'assistant')
      ? undefined
      : 'The assistant says nothing.',
};

const trlList = list(trlMessage, 1);
const replies = { ...trlList, contains: { type: 'object', properties: { role: oneOf('assistant') } } };

export const trlCompletions: Taken = {
  schema: rowsEither({ prompt: anyText, completion: someText }, { prompt: trlList, completion: replies }),
};

export const trlUnpaired: Taken = {
  schema: rowsEither(
    { prompt: anyText, completion: someText, label: yesOrNo },
    { prompt: trlList, completion: replies, label: yesOrNo },
  ),
};

export const trlPairs: Taken = {
  schema: rowsEither(
    { prompt: anyText, chosen: someText, rejected: someText },
    { chosen: someText, rejected: someText },
    { prompt: trlList, chosen: replies, rejected: replies },
    { chosen: { ...replies, minItems: 2 }, rejected: { ...replies, minItems: 2 } },
  ),
  invariant: (row) => twoReplies(row['chosen'], row['rejected']),
};

/** Fields that a row must have, one set or another; each with the columns that any may have. */
function rowsEither(...shapes: readonly Readonly<Record<string, Schema>>[]): Schema {
  return either(...shapes.map((fields) => record(fields, { ...trlColumns, margin: { type: 'number' } })));
}
