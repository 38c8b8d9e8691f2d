// The three files of PIT: the better reply learnt from the worse one, a reward for every pairing of the two, prompts of a curriculum. Made of replies of which
// one is better. No reason is in them: what makes the one better is nowhere written.
import { type DataFormat, noRows } from '../format.ts';
import { noPairs, pairsOf } from '../pairs.ts';
import { oneOf, record, someText, told } from '../schema-pieces.ts';

export const pit: DataFormat = {
  id: 'pit',
  title: 'Implicit self-improvement (PIT)',
  needs: 'Replies of which one was picked, edited, or liked beside a disliked one.',
  takenBy: "PIT's fine-tuning, reward model and curriculum",
  encoding: 'jsonl',
  parts: [
    {
      name: 'sft',
      row: 'The better reply, given the line and the worse one.',
      schema: record({ x: told('the line that both answer', someText), y_ref: someText, y: someText }),
      invariant: (row) => (row['y'] === row['y_ref'] ? 'Both replies are the same.' : undefined),
    },
    {
      name: 'rm',
      row: 'A reply beside a reference; by gap, `wl` over `ww` and `ll` over `lw`.',
      schema: record({
        x: someText,
        y: someText,
        y_ref: someText,
        pairing: told('w is the better reply, l the worse: y first, then y_ref', oneOf('wl', 'ww', 'll', 'lw')),
      }),
      invariant: (row) =>
        (row['y'] === row['y_ref']) === (row['pairing'] === 'ww' || row['pairing'] === 'll')
          ? undefined
          : 'The pairing does not fit the replies.',
    },
    {
      name: 'rl',
      row: 'A line and the reply to improve on; the worse one first, then the better one.',
      schema: record({
        x: someText,
        y_ref: someText,
        curriculum: told('1: from the worse reply; 2: from the better one. Own samples are the trainer’s', oneOf(1, 2)),
      }),
    },
  ],
  project(talk, context) {
    const { pairs: all, left } = pairsOf(talk, context);
    const pairs = all.filter(({ x }) => x.trim() !== '');
    if (pairs.length === 0) return noRows(...(left.length > 0 ? left : [noPairs]));
    const rows = pairs.flatMap(({ x, chosen: w, rejected: l }) => [
      { part: 'sft', value: { x, y_ref: l, y: w } },
      { part: 'rm', value: { x, y: w, y_ref: l, pairing: 'wl' } },
      { part: 'rm', value: { x, y: w, y_ref: w, pairing: 'ww' } },
      { part: 'rm', value: { x, y: l, y_ref: l, pairing: 'll' } },
      { part: 'rm', value: { x, y: l, y_ref: w, pairing: 'lw' } },
      { part: 'rl', value: { x, y_ref: l, curriculum: 1 } },
      { part: 'rl', value: { x, y_ref: w, curriculum: 2 } },
    ]);
    return { rows, left };
  },
};
