// Where a patch applies in a tree as it stands now: by words, not by offsets, since every accepted patch moves the others. Changes nothing.

import { findNode } from '../lang/edit.ts';
import { nameKey } from '../lang/name.ts';
import { onOneLine } from '../lang/one-line.ts';
import type { Block, Member, Tree } from '../lang/tree.ts';
import { blockRow } from '../lang/vocabulary.ts';
import { linesOfBlock } from './lines-of.ts';
import { newBlockOf } from './new-node.ts';
import type { PatchPlace } from './patch.ts';

/** The block whose header is `header` to the letter of its words: `rules` is not `rules of the house`, a test is found by its title. */
export function blockAt(tree: Tree, header: string): Block | undefined {
  const key = nameKey(header);
  return tree.blocks.find((block) => nameKey(headerOf(block)) === key);
}

/** A block's header in words: its word as meant, and its title. The `persona` block is found by its word alone: its title may change. */
export function headerOf(block: Block): string {
  const word = block.word ?? block.name.text;
  if (word === 'persona' || !block.title) return word;
  return `${word} ${block.title.value}`;
}

/** The node a place names; undefined where it is not there. */
export function nodeAt(tree: Tree, place: PatchPlace): Block | Member | undefined {
  if (place.item !== undefined && blockRow(place.block)?.many) {
    return tree.blocks.find((block) => headerOf(block) === place.block && wholeOf(block) === place.item);
  }
  const block = blockAt(tree, place.block);
  if (!block) return undefined;
  if (place.entry !== undefined) {
    const index = tree.blocks.indexOf(block);
    return findNode(tree, [index, place.entry]);
  }
  if (place.item === undefined) return block;
  const wanted = onOneLine(place.item);
  return block.children.find((child) => child.kind === 'item' && onOneLine(child.text.value) === wanted);
}

function wholeOf(block: Block): string | undefined {
  const fresh = newBlockOf(block);
  return fresh && linesOfBlock(fresh);
}
