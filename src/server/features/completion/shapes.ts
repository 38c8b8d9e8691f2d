// The shapes of what may be called anything: an item, a named entry, and for some blocks the entry with the clause it usually has.
// A block's row in, snippets out, each to be filled in from left to right.
import type { BlockRow, BlockWord } from '../../../lang/vocabulary.ts';

export interface Shape {
  readonly label: string;
  readonly doc: string;
  /** In the syntax of LSP; inner lines are indented from where the first one stands. */
  readonly snippet: string;
}

/** Beside the plain item and the plain named entry. */
const more: Partial<Record<BlockWord, readonly Omit<Shape, 'doc'>[]>> = {
  knows: [{ label: 'name: … keys: …', snippet: `${place(1, 'name')}: $2\n  keys: $0` }],
  given: [
    { label: 'name: list', snippet: `${place(1, 'name')}:\n  - $2\n  - $0` },
    { label: 'name: map', snippet: `${place(1, 'name')}:\n  ${place(2, 'key')}: $0` },
  ],
  state: [{ label: 'name: … type: …', snippet: `${place(1, 'name')}: $2\n  type: $0` }],
  rules: [
    { label: 'name: … never: …', snippet: `${place(1, 'name')}: $2\n  never: $0` },
    { label: 'name: … must: …', snippet: `${place(1, 'name')}: $2\n  must: $0` },
    {
      label: 'name: … when: … must: …',
      snippet: `${place(1, 'name')}: $2\n  when: $3\n  must: $0`,
    },
  ],
  plan: [{ label: 'name: … until: …', snippet: `${place(1, 'name')}: $2\n  until: $0` }],
};

const docs: Readonly<Record<string, string>> = {
  'name: … keys: …': 'Sent only when one of its keys comes up: a piece of lore.',
  'name: list': 'A value of several texts.',
  'name: map': 'A value of names and texts.',
  'name: … type: …': 'A slot of a certain sort.',
  'name: … never: …': 'What a reply must not do: a rule that a program checks.',
  'name: … must: …': 'What a reply must do: a rule that a program checks.',
  'name: … when: … must: …': 'What some replies must do: a rule that applies when something holds.',
  'name: … until: …': 'A stage, and when it is over.',
};

/** In the order they are offered. */
export function shapesOf(row: BlockRow | undefined): readonly Shape[] {
  if (!row) return [];
  const { item, free, word } = row;
  const plain: Shape[] = [];
  if (item) plain.push({ label: '- …', doc: example(item), snippet: '- $0' });
  if (free) plain.push({ label: 'name: …', doc: example(free), snippet: `${place(1, 'name')}: $0` });
  return [...plain, ...(more[word] ?? []).map((shape) => ({ ...shape, doc: docs[shape.label] ?? '' }))];
}

function example({ doc, example: line }: { readonly doc: string; readonly example: string }): string {
  return `${doc}\n\n\`\`\`persona\n${line}\n\`\`\``;
}

function place(number: number, text: string): string {
  return `\${${number}:${text}}`;
}
