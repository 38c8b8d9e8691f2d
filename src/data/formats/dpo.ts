// `{"prompt", "chosen", "rejected"}` in TRL's conversational form, as DPO takes it. One row for each pair of replies of which one is better.
import { type DataFormat, rowsOf } from '../format.ts';
import { pairsOf } from '../pairs.ts';
import { chatMessage, list, record, reply } from '../schema-pieces.ts';
import { twoReplies } from '../taken/pieces.ts';
import { trlPairs } from '../taken/trl-rows.ts';

export const dpo: DataFormat = {
  id: 'dpo',
  title: 'Preference pairs (TRL)',
  needs: 'Replies of which one was picked, edited, or liked beside a disliked one.',
  takenBy: 'DPO and other preference trainers of TRL',
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A pair: what was sent, the better reply, the worse one.',
      schema: record({ prompt: list(chatMessage, 1), chosen: reply, rejected: reply }),
      invariant: (row) => twoReplies(row['chosen'], row['rejected']),
      taken: trlPairs,
    },
  ],
  project(talk, context) {
    const { pairs, left } = pairsOf(talk, context);
    return rowsOf(
      pairs.map(({ prompt, chosen, rejected }) => ({
        prompt: plain(prompt),
        chosen: [{ role: 'assistant', content: chosen }],
        rejected: [{ role: 'assistant', content: rejected }],
      })),
      left,
    );
  },
};

/** Role and content alone: a recorded message may say who spoke. */
export function plain(messages: readonly { readonly role: string; readonly content: string }[]) {
  return messages.map(({ role, content }) => ({ role, content }));
}
