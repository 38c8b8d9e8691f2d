// The two text streams of a talk in slices as one sequence, after OmniFlatten: a chunk of the user's, a chunk of the persona's, silence where nobody speaks.
// There is no sound in it, and the row says so. Tokens are words here; whoever trains splits them anew.
import { flattenSlices, silenceToken } from '../../play/turns/flatten.ts';
import { type DataFormat, rowsOf } from '../format.ts';
import { anyText, list, oneOf, record, someText, told } from '../schema-pieces.ts';
import { slicesOf } from '../slices-of.ts';

/** Words of each side in a step. */
const chunk = 10;

export const omniFlatten: DataFormat = {
  id: 'omniflatten',
  title: 'Flattened text streams (OmniFlatten)',
  needs: 'A talk in slices: `mode: duplex`.',
  takenBy: "OmniFlatten's stages that hold text streams",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: `A talk as one sequence: ${chunk} words of the user, ${chunk} of the persona, by turns.`,
      schema: record({
        id: someText,
        chunk: told('tokens of one side in a step', { type: 'integer', minimum: 1 }),
        tokens: told(`words with the space before them; \`${silenceToken}\` is silence`, list(anyText, 2)),
        label: oneOf('text streams only'),
      }),
      invariant: (row) =>
        (row['tokens'] as readonly string[]).length % (2 * (row['chunk'] as number)) === 0
          ? undefined
          : 'The sequence does not end with a whole step.',
    },
  ],
  project(talk, context) {
    const fit = slicesOf(talk, context, silenceToken);
    if ('none' in fit) return fit.none;
    const { slices } = fit;
    const { tokens, label } = flattenSlices(slices, chunk, (text) => text.match(/\s*\S+\s*$|\s*\S+/gu) ?? []);
    return rowsOf([{ id: talk.id, chunk, tokens, label }]);
  },
};
