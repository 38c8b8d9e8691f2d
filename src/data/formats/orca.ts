// Replies with what went on in the persona before it spoke, after Orca, in Alpaca's fields. Whether a reply shows profile or personality is judged nowhere in a
// talk, so neither is put into the instruction; a reply without a thought is no row.
import { heardBySelf } from '../chat-of.ts';
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { unfit } from '../recorded-talk.ts';
import { record, someText, told } from '../schema-pieces.ts';

const keys = ['psychological activity', 'content', 'media'];

export const orca: DataFormat = {
  id: 'orca',
  title: 'Inner activity and reply (Orca)',
  needs: 'Replies with a thought of the persona before them.',
  takenBy: "Orca's fine-tuning, in Alpaca's form",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A reply.',
      schema: record({
        instruction: someText,
        input: told('the line that is answered', someText),
        output: told(`JSON of ${keys.map((key) => `\`${key}\``).join(', ')}, in this order; media is empty`, someText),
      }),
      invariant(row) {
        try {
          const output: unknown = JSON.parse(String(row['output']));
          return JSON.stringify(Object.keys(output ?? {})) === JSON.stringify(keys)
            ? undefined
            : 'The output has other keys.';
        } catch {
          return 'The output is not JSON.';
        }
      },
    },
  ],
  project(talk, { persona, takeUnfit }) {
    const { turns } = talk.state;
    const heard = new Set(heardBySelf(talk));
    const left: string[] = [];
    const rows = turns.flatMap((turn, at) => {
      const before = turns[at - 1];
      if (turn.speaker !== 'self' || turn.thought || before?.speaker !== 'self' || !before.thought) return [];
      const bad = takeUnfit ? undefined : unfit(turn, talk);
      if (bad !== undefined) {
        left.push(bad);
        return [];
      }
      const input = turns.slice(0, at).findLast((one) => one.speaker !== 'self' && heard.has(one))?.text;
      if (!input?.trim() || turn.text.trim() === '') return [];
      const output = { [keys[0] ?? '']: before.text, [keys[1] ?? '']: turn.text, [keys[2] ?? '']: '' };
      const instruction = `Answer as ${persona.name}: what goes on in you, then what you say, as JSON.`;
      return [{ instruction, input, output: JSON.stringify(output) }];
    });
    return rows.length === 0 && left.length === 0
      ? noRows('No reply of it has a thought before it.')
      : rowsOf(rows, left);
  },
};
