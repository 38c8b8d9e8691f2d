// `{"input", "preferred_output", "non_preferred_output"}`, as preference fine-tuning in OpenAI's shape takes it: text only, one reply on either side.
import { type DataFormat, rowsOf } from '../format.ts';
import { pairsOf } from '../pairs.ts';
import { chatMessage, list, record, reply } from '../schema-pieces.ts';
import { openAiPairs } from '../taken/openai-rows.ts';
import { twoReplies } from '../taken/pieces.ts';
import { plain } from './dpo.ts';

export const openAiPreference: DataFormat = {
  id: 'openai-preference',
  title: 'Preference pairs (OpenAI)',
  needs: 'Replies of which one was picked, edited, or liked beside a disliked one.',
  takenBy: "preference fine-tuning in OpenAI's shape",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A pair: what was sent, the better reply, the worse one.',
      schema: record({
        input: record(
          { messages: list(chatMessage, 1) },
          { tools: { type: 'array' }, parallel_tool_calls: { type: 'boolean' } },
        ),
        preferred_output: reply,
        non_preferred_output: reply,
      }),
      invariant: (row) => twoReplies(row['preferred_output'], row['non_preferred_output']),
      taken: openAiPairs,
    },
  ],
  project(talk, context) {
    const { pairs, left } = pairsOf(talk, context);
    return rowsOf(
      pairs.map(({ prompt, chosen, rejected }) => ({
        input: { messages: plain(prompt), tools: [], parallel_tool_calls: true },
        preferred_output: [{ role: 'assistant', content: chosen }],
        non_preferred_output: [{ role: 'assistant', content: rejected }],
      })),
      left,
    );
  },
};
