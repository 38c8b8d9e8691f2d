// `{"prompt": […], "completion": […]}`, as TRL takes a conversation of which one reply is learnt: what was sent, and what came. One row a reply.

import { pathTo } from '../../play/tree.ts';
import { chatOf, heardBySelf, promptOf } from '../chat-of.ts';
import { type DataFormat, rowsOf } from '../format.ts';
import { chatMessage, list, record, reply } from '../schema-pieces.ts';
import { trlCompletions } from '../taken/trl-rows.ts';
import { plain } from './dpo.ts';

export const promptCompletion: DataFormat = {
  id: 'prompt-completion',
  title: 'Prompt and completion (TRL)',
  needs: 'A talk with a reply to learn from.',
  takenBy: "SFT in TRL's prompt-completion form, loss on the completion",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A reply: the messages as they were sent for it, and its text.',
      schema: record({ prompt: list(chatMessage, 1), completion: reply }),
      invariant: (row) =>
        (row['prompt'] as readonly { readonly role: string }[]).some(({ role }) => role === 'user')
          ? undefined
          : 'Nobody speaks in the prompt.',
      taken: trlCompletions,
    },
  ],
  project(talk, context) {
    const { lines, left } = chatOf(talk, context, false);
    const replies = lines.flatMap(({ role, turns }) =>
      role === 'assistant' ? turns.filter(({ text }) => text.trim() !== '') : [],
    );
    const heard = new Set(heardBySelf(talk));
    return rowsOf(
      replies.map((turn) => ({
        prompt: plain(
          promptOf(
            talk,
            turn,
            pathTo(talk.state.tree, turn.after).filter((one) => heard.has(one)),
          ),
        ),
        completion: [{ role: 'assistant', content: turn.text }],
      })),
      left,
    );
  },
};
