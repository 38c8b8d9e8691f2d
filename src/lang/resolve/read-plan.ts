// `plan`, `moves` and `tools`: stages, instructions to choose from, and what may be looked up. Tree in, values out.
import { nameKey } from '../name.ts';
import type { Move, Stage, Tool } from '../persona.ts';
import { trimText } from '../slice-text.ts';
import type { Block, Tree } from '../tree.ts';
import type { Reading } from './draft.ts';
import { countOf, listOf, membersIn, membersOf, nameKeysOf, placeOf, textOf, textsOf } from './members.ts';
import { namedEntries } from './read-head.ts';

export function readPlan(blocks: readonly Block[], tree: Tree): readonly Stage[] {
  return namedEntries(membersIn(blocks)).map((entry) => ({
    name: entry.name,
    text: trimText(entry.text),
    when: textsOf(entry.children, 'when'),
    unless: textsOf(entry.children, 'unless'),
    until: textsOf(entry.children, 'until'),
    moves: nameKeysOf(entry.children, 'moves') ?? [],
    origin: placeOf(tree, entry),
  }));
}

export function readMoves(blocks: readonly Block[], tree: Tree): readonly Move[] {
  return namedEntries(membersIn(blocks)).map((entry) => ({
    name: entry.name,
    text: trimText(entry.text),
    when: textsOf(entry.children, 'when'),
    unless: textsOf(entry.children, 'unless'),
    origin: placeOf(tree, entry),
  }));
}

/** Tools. A table's file is opened only to say early that it is not there. */
export function readTools(tree: Tree, reading: Reading): readonly Tool[] {
  return namedEntries(membersOf(tree, 'tools')).map((entry) => {
    const kind = textOf(entry.children, 'kind');
    const from = textOf(entry.children, 'from');
    if (from && /^\.\.?\//.test(from.value)) reading.open(from.value, from);
    return {
      name: entry.name,
      text: trimText(entry.text),
      kind: (['table', 'arithmetic'] as const).find((word) => word === (kind && nameKey(kind.value))),
      from,
      by: textOf(entry.children, 'by'),
      gives: listOf(entry.children, 'gives'),
      limit: countOf(entry.children, 'limit'),
      origin: placeOf(tree, entry),
    };
  });
}
