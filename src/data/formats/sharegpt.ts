// ShareGPT's `{"conversations": [{"from", "value"}], "system"}`: human and gpt strictly by turns, the human first. One row a talk.
import { chatOf, systemOf } from '../chat-of.ts';
import { type DataFormat, rowsOf } from '../format.ts';
import { anyText, list, oneOf, record } from '../schema-pieces.ts';
import { alternation } from '../turn-taking.ts';

/** What readers of the format take beside `human` and `gpt`: LLaMA-Factory calls of tools, Axolotl the names of chat messages. */
const speakers = ['human', 'user', 'gpt', 'assistant', 'system', 'function_call', 'observation', 'tool'];

export const shareGpt: DataFormat = {
  id: 'sharegpt',
  title: 'ShareGPT',
  needs: 'A talk with a reply to learn from.',
  takenBy: 'LLaMA-Factory (`formatting: sharegpt`), Axolotl and others',
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A talk without its greeting; the prompt as it was last sent under `system`.',
      schema: record(
        {
          conversations: list(
            record({ from: oneOf('human', 'gpt', 'function_call', 'observation', 'system'), value: anyText }),
            2,
          ),
        },
        { system: anyText, tools: anyText },
      ),
      invariant: (row) => alternation(sidesOf(row['conversations']), 'human', 'gpt', 'gpt'),
      taken: {
        schema: record(
          { conversations: list(record({ from: oneOf(...speakers), value: anyText }), 2) },
          { id: {}, system: anyText, tools: anyText, images: { type: 'array' } },
        ),
        invariant: (row) => alternation(sidesOf(row['conversations']), 'human', 'gpt', 'gpt'),
      },
    },
  ],
  project(talk, context) {
    const { lines, left } = chatOf(talk, context, false);
    if (lines.length === 0) return { rows: [], left };
    const conversations = lines.map(({ role, content }) => ({
      from: role === 'user' ? 'human' : 'gpt',
      value: content,
    }));
    const system = systemOf(talk);
    return rowsOf([system === '' ? { conversations } : { conversations, system }], left);
  },
};

/** An observation stands where the human would, a function call where the model would. */
export function sidesOf(value: unknown): readonly string[] {
  const sides: Readonly<Record<string, string>> = {
    observation: 'human',
    tool: 'human',
    user: 'human',
    function_call: 'gpt',
    assistant: 'gpt',
  };
  return (value as readonly { readonly from: string }[]).map(({ from }) => sides[from] ?? from);
}
