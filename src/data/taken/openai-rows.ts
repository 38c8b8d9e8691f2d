// Rows of fine-tuning in OpenAI's shape as its reference has them (FineTuneChatRequestInput, FineTunePreferenceRequestInput), for files that anybody wrote. What we
// export is narrower.
import { anyText, list, oneOf, record, someText } from '../schema-pieces.ts';
import {
  assistant,
  byRole,
  calls,
  either,
  imageUrl,
  nothing,
  refusalPart,
  something,
  type Taken,
  textPart,
  tool,
  twoReplies,
  yesOrNo,
} from './pieces.ts';

const openAiReply = assistant(
  {
    content: either(anyText, nothing, list(either(textPart, refusalPart), 1)),
    name: anyText,
    refusal: either(anyText, nothing),
    tool_calls: calls(anyText, 'needed'),
    function_call: either(nothing, record({ name: someText, arguments: anyText })),
    weight: oneOf(0, 1),
  },
  ['content', 'tool_calls', 'function_call', 'refusal'],
);

const openAiMessage = byRole(
  record({ role: oneOf('system', 'developer'), content: either(someText, list(textPart, 1)) }, { name: anyText }),
  record({ role: oneOf('user'), content: either(someText, list(either(textPart, imageUrl), 1)) }, { name: anyText }),
  openAiReply,
  record({ role: oneOf('tool'), content: either(anyText, list(textPart, 1)), tool_call_id: someText }),
  record({ role: oneOf('function'), name: someText, content: either(anyText, nothing) }),
);

const tools = { tools: list(tool), parallel_tool_calls: yesOrNo };

export const openAiRows: Taken = {
  schema: record({ messages: list(openAiMessage, 2) }, { ...tools, functions: list(something) }),
  invariant: ({ messages }) => {
    const all = messages as readonly Said[];
    if (all.at(-1)?.role !== 'assistant') return 'The last message must be a reply of the assistant.';
    if (!all.some(({ role, weight }) => role === 'assistant' && weight !== 0)) return 'Every reply has weight 0.';
    return callsAnswered(all);
  },
};

export const openAiPairs: Taken = {
  schema: record({
    input: record({ messages: list(openAiMessage, 1) }, tools),
    preferred_output: list(openAiReply, 1, 1),
    non_preferred_output: list(openAiReply, 1, 1),
  }),
  invariant: (row) => twoReplies(row['preferred_output'], row['non_preferred_output']),
};

interface Said {
  readonly role: string;
  readonly weight?: number;
  readonly tool_calls?: readonly { readonly id?: string }[];
  readonly tool_call_id?: string;
}

/** A tool answers a call of a message before it. */
function callsAnswered(all: readonly Said[]): string | undefined {
  const called = new Set<string>();
  for (const [at, { tool_calls = [], tool_call_id: answered }] of all.entries()) {
    if (answered !== undefined && !called.has(answered))
      return `Message ${at + 1} answers the call “${answered}”, which nobody made before it.`;
    for (const { id } of tool_calls) if (id !== undefined) called.add(id);
  }
  return undefined;
}
