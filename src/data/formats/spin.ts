// A reply of the author's beside one that a model gave to the same line, after SPIN: `real` to be preferred over `generated`. Real are replies that the author
// wrote over a model's, and `self:` lines of examples whose user line was asked. Rounds are whoever exports': add the files of earlier ones.
import type { Turn } from '../../play/events.ts';
import { filledText } from '../../play/protocol/filled-text.ts';
import { pathTo } from '../../play/tree.ts';
import { type DataContext, type DataFormat, noRows, rowsOf } from '../format.ts';
import { type RecordedTalk, unfit } from '../recorded-talk.ts';
import { list, oneOf, record, someText } from '../schema-pieces.ts';

const side = {
  ...list({}, 2, 2),
  items: [record({ role: oneOf('user'), content: someText }), record({ role: oneOf('assistant'), content: someText })],
  additionalItems: false,
};

export const spin: DataFormat = {
  id: 'spin',
  title: 'Self-play pairs (SPIN)',
  needs: "A model's reply that the author wrote over, or one to the first line of an example.",
  takenBy: 'SPIN',
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: "A line with the author's reply, and the same line with a model's.",
      schema: record({ real: side, generated: side }),
      invariant(row) {
        const [real, generated] = [row['real'], row['generated']] as readonly (readonly {
          readonly content: string;
        }[])[];
        if (real?.[0]?.content !== generated?.[0]?.content) return 'Both sides must answer the same line.';
        return real?.[1]?.content === generated?.[1]?.content ? 'Both replies are the same.' : undefined;
      },
    },
  ],
  project(talk, context) {
    const left: string[] = [];
    const rows = [...edited(talk, context, left), ...asExamples(talk, context)];
    if (rows.length === 0)
      return noRows(...left, "It holds no model's reply beside one of the author's to the same line.");
    return rowsOf(
      rows.map(({ line, real, generated }) => ({
        real: pair(line, real),
        generated: pair(line, generated.replace(/^\s+/u, '')),
      })),
      left,
    );
  },
};

interface Both {
  readonly line: string;
  readonly real: string;
  readonly generated: string;
}

function pair(line: string, reply: string) {
  return [
    { role: 'user', content: line },
    { role: 'assistant', content: reply },
  ];
}

function edited(talk: RecordedTalk, { takeUnfit }: DataContext, left: string[]): readonly Both[] {
  const { tree } = talk.state;
  return tree.flatMap((turn) => {
    const old =
      turn.speaker === 'self' && turn.edited !== undefined ? tree.find(({ id }) => id === turn.edited) : undefined;
    const line = lineBefore(tree, turn);
    if (!old?.model || line === undefined || old.text.trim() === turn.text.trim()) return [];
    const bad = takeUnfit ? undefined : unfit(turn, talk);
    if (bad !== undefined) left.push(bad);
    return bad === undefined ? [{ line, real: turn.text, generated: old.text }] : [];
  });
}

/** The first exchange of an example: later lines lean on what was said before. */
function asExamples({ state: { tree } }: RecordedTalk, { persona }: DataContext): readonly Both[] {
  const gold = new Map(
    persona.examples.flatMap(({ lines }): [string, string][] => {
      const [user, own] = lines.filter(({ thought }) => !thought);
      if (user?.speaker !== 'user' || own?.speaker !== 'self') return [];
      return [[filledText(persona, user.text).trim(), filledText(persona, own.text)]];
    }),
  );
  return tree.flatMap((turn) => {
    const before = pathTo(tree, turn.after).filter(({ speaker }) => speaker === 'user');
    const line = before[0]?.text;
    const real =
      turn.speaker === 'self' && turn.model && before.length === 1 ? gold.get(line?.trim() ?? '') : undefined;
    return real !== undefined && line !== undefined && real.trim() !== turn.text.trim()
      ? [{ line, real, generated: turn.text }]
      : [];
  });
}

function lineBefore(tree: readonly Turn[], turn: Turn): string | undefined {
  return pathTo(tree, turn.after).findLast(({ speaker }) => speaker === 'user')?.text;
}
