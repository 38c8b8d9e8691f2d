// Transcripts to train a simulated user, after UserGPT and ReaLM: loss on the human's lines; and the same for the assistant's. One row a talk and side.
import { chatOf } from '../chat-of.ts';
import type { DataFormat } from '../format.ts';
import { maskedChat, maskedFault, maskedFields } from '../masked-chat.ts';
import { record } from '../schema-pieces.ts';

export const userGpt: DataFormat = {
  id: 'usergpt',
  title: 'Either side of a transcript (UserGPT, ReaLM)',
  needs: 'A talk in which the user speaks and is answered.',
  takenBy: 'trainers of simulated users, and of the assistants they ask',
  encoding: 'jsonl',
  parts: [
    {
      name: 'user',
      row: "A talk, loss on the user's lines.",
      schema: record(maskedFields),
      invariant: (row) => maskedFault(row, 'human'),
    },
    {
      name: 'assistant',
      row: "The same talk, loss on the persona's lines.",
      schema: record(maskedFields),
      invariant: (row) => maskedFault(row, 'gpt'),
    },
  ],
  project(talk, context) {
    const { lines, left } = chatOf(talk, context, false);
    if (lines.length === 0) return { rows: [], left };
    return {
      rows: [
        { part: 'user', value: maskedChat(lines, 'user') },
        { part: 'assistant', value: maskedChat(lines, 'assistant') },
      ],
      left,
    };
  },
};
