// What trains a model to ask, after Parrot: interviews with loss on the user's lines alone, and for lines that lean on the talk three wrong answers beside the
// right one. Rows of both kinds are what was recorded.

import { pathTo } from '../../play/tree.ts';
import { chatOf, promptOf } from '../chat-of.ts';
import type { DataFormat, Row } from '../format.ts';
import { maskedChat, maskedFault, maskedFields } from '../masked-chat.ts';
import { unfit } from '../recorded-talk.ts';
import { chatMessage, list, oneOf, record, reply } from '../schema-pieces.ts';
import { twoReplies } from '../taken/pieces.ts';
import { plain } from './dpo.ts';

export const parrot: DataFormat = {
  id: 'parrot',
  title: 'Asking, and wrong answers (Parrot)',
  needs: 'An interview, or negatives that were asked for beside a reply.',
  takenBy: "Parrot's ask model, and CaPO's pairs for DPO",
  encoding: 'jsonl',
  parts: [
    {
      name: 'ask',
      row: "An interview, loss on the user's lines.",
      schema: record(maskedFields),
      invariant: (row) => maskedFault(row, 'human'),
    },
    {
      name: 'negatives',
      row: 'A reply and one wrong answer beside it; three rows share prompt and `chosen`.',
      schema: record({
        prompt: list(chatMessage, 1),
        chosen: reply,
        rejected: reply,
        kind: oneOf('neglect', 'hallucination', 'misunderstanding'),
      }),
      invariant: (row) => twoReplies(row['chosen'], row['rejected']),
    },
  ],
  project(talk, context) {
    const { tree, notes } = talk.state;
    const left: string[] = [];
    const rows: Row[] = [];
    if (notes.some(({ kind }) => kind === 'interview')) {
      const chat = chatOf(talk, context, false);
      left.push(...chat.left);
      if (chat.lines.length > 0) rows.push({ part: 'ask', value: maskedChat(chat.lines, 'user') });
    } else left.push('Nobody was simulated as its user.');
    const negatives = notes.filter((note) => note.kind === 'negatives');
    for (const { chosen, rejected } of negatives) {
      const right = tree.find(({ id }) => id === chosen);
      if (!right) continue;
      const bad = context.takeUnfit ? undefined : unfit(right, talk);
      if (bad !== undefined) {
        left.push(bad);
        continue;
      }
      for (const { kind, text } of rejected) {
        const value = {
          prompt: plain(promptOf(talk, right, pathTo(tree, right.after))),
          chosen: [{ role: 'assistant', content: right.text }],
          rejected: [{ role: 'assistant', content: text }],
          kind,
        };
        rows.push({ part: 'negatives', value });
      }
    }
    if (negatives.length === 0) left.push('No wrong answers were asked for beside a reply of it.');
    return { rows, left };
  },
};
