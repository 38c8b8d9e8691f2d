// `{"prompt", "completion", "label"}`: replies found good or bad by themselves, as KTO takes them. One row for each reply with a thumb.
import { pathTo } from '../../play/tree.ts';
import { promptOf } from '../chat-of.ts';
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { unfit } from '../recorded-talk.ts';
import { chatMessage, list, record, reply } from '../schema-pieces.ts';
import { trlUnpaired } from '../taken/trl-rows.ts';
import { plain } from './dpo.ts';

export const unpaired: DataFormat = {
  id: 'unpaired',
  title: 'Unpaired preference (TRL)',
  needs: 'Replies with a thumb up or down.',
  takenBy: "KTO in TRL's unpaired form",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A reply with what was sent for it; `label` is true for a thumb up.',
      schema: record({ prompt: list(chatMessage, 1), completion: reply, label: { type: 'boolean' } }),
      taken: trlUnpaired,
    },
  ],
  project(talk, { takeUnfit }) {
    const { tree } = talk.state;
    const judged = tree.filter(
      ({ id, text, speaker }) => speaker === 'self' && talk.thumbs.has(id) && text.trim() !== '',
    );
    if (judged.length === 0) return noRows('No reply of it has a thumb.');
    const left: string[] = [];
    const rows = judged.flatMap((turn) => {
      const label = talk.thumbs.get(turn.id) === 'up';
      const bad = takeUnfit || !label ? undefined : unfit(turn, talk);
      if (bad !== undefined) {
        left.push(bad);
        return [];
      }
      const prompt = plain(promptOf(talk, turn, pathTo(tree, turn.after)));
      return [{ prompt, completion: [{ role: 'assistant', content: turn.text }], label }];
    });
    return rowsOf(rows, left);
  },
};
