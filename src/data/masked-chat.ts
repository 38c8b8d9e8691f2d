// A transcript of which one side is learnt: lines, a mark for each, and spans. In: lines of a talk. Out: fields of a row, with their schema. Shared by
// formats that train who asks.
import type { ChatLine } from './chat-of.ts';
import type { RowValue, Schema } from './format.ts';
import { anyText, list, oneOf, record, spans, told } from './schema-pieces.ts';
import { type Span, spansFault, spansOf } from './spans-of.ts';

export const maskedFields: Readonly<Record<string, Schema>> = {
  conversations: list(record({ from: oneOf('human', 'gpt'), value: anyText }), 2),
  mask: told('1 for a line that is learnt, in the order of `conversations`', list(oneOf(0, 1), 2)),
  spans: told('the characters that are learnt; `item` counts lines from 0', spans),
};

/** `side`: whose lines are learnt. */
export function maskedChat(lines: readonly ChatLine[], side: ChatLine['role']): RowValue {
  const texts = lines.map(({ content }) => content);
  return {
    conversations: lines.map(({ role, content }) => ({ from: role === 'user' ? 'human' : 'gpt', value: content })),
    mask: lines.map(({ role }) => (role === side ? 1 : 0)),
    spans: spansOf(texts, (at) => lines[at]?.role === side),
  };
}

/** `from`: the only side that may be learnt. */
export function maskedFault(row: RowValue, from: 'human' | 'gpt'): string | undefined {
  const said = row['conversations'] as readonly { readonly from: string; readonly value: string }[];
  const mask = row['mask'] as readonly number[];
  const wrong = mask.findIndex((learnt, at) => learnt === 1 && said[at]?.from !== from);
  if (wrong >= 0) return `Line ${wrong + 1} is learnt and is not of ${from}.`;
  if (!mask.includes(1)) return 'Nothing of it is learnt.';
  return spansFault(
    said.map(({ value }) => value),
    mask,
    row['spans'] as readonly Span[],
  );
}
