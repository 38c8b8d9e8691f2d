// A talk in slices of time, after the duplex models: user and persona strictly by turns, silence as `<idle>`, with when each began and ended and what an
// interruption was for. One row a talk.
import { type Interruption, idleMark } from '../../play/turns/slice.ts';
import { type DataFormat, rowsOf } from '../format.ts';
import { list, oneOf, record, someText, told } from '../schema-pieces.ts';
import { slicesOf } from '../slices-of.ts';

const kinds: readonly Interruption[] = ['stop', 'regenerate', 'return', 'new topic'];

export const duplex: DataFormat = {
  id: 'duplex',
  title: 'Slices of time (Duplex-UltraChat)',
  needs: 'A talk in slices: `mode: duplex`.',
  takenBy: 'duplex models',
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A talk; the slices of both sides overlap in time.',
      schema: record({
        id: someText,
        slices: told(
          `milliseconds from the beginning; \`${idleMark}\` is silence; \`cut\`: the persona was stopped in it; \`interruption\`: ${kinds.join(', ')}`,
          list(
            record(
              {
                side: oneOf('user', 'self'),
                t0: { type: 'integer', minimum: 0 },
                t1: { type: 'integer', minimum: 0 },
                text: someText,
              },
              { cut: { type: 'boolean' }, interruption: oneOf(...kinds) },
            ),
            2,
          ),
        ),
      }),
      invariant(row) {
        const slices = row['slices'] as readonly { readonly side: string; readonly t0: number; readonly t1: number }[];
        const wrong = slices.findIndex(({ side }, at) => side !== (at % 2 === 0 ? 'user' : 'self'));
        if (wrong >= 0) return `Slice ${wrong + 1} is out of turn: the user begins, and both sides take turns.`;
        return slices.some(({ t0, t1 }) => t1 < t0) ? 'A slice ends before it begins.' : undefined;
      },
    },
  ],
  project(talk, context) {
    const fit = slicesOf(talk, context, idleMark);
    if ('none' in fit) return fit.none;
    const { slices } = fit;
    const zero = slices[0]?.t0 ?? 0;
    const rows = slices.map(({ side, t0, t1, text, idle, cut, interruption }) => ({
      side,
      t0: Math.max(0, Math.round(t0 - zero)),
      t1: Math.max(0, Math.round(t1 - zero)),
      text: idle || text.trim() === '' ? idleMark : text,
      ...(cut ? { cut } : {}),
      ...(interruption === undefined ? {} : { interruption }),
    }));
    return rowsOf([{ id: talk.id, slices: rows }]);
  },
};
