// The blocks of a file by their word. Every word is asked for, so all are found at once.
import type { Block } from './tree.ts';
import type { BlockWord } from './vocabulary.ts';

export type BlocksByWord = ReadonlyMap<BlockWord, readonly Block[]>;

/**
 * Each list in the order of the file; words that no block has are not in it. Of an earlier text `before` gives the list of a word whose
 * blocks are all the same, so that it is the same object again and what was found out about it is remembered.
 */
export function blocksByWord(blocks: readonly Block[], before?: BlocksByWord): BlocksByWord {
  const found = new Map<BlockWord, readonly Block[]>();
  for (const [word, list] of listed(blocks)) {
    const known = before?.get(word);
    found.set(word, known && areSame(known, list) ? known : list);
  }
  return found;
}

function listed(blocks: readonly Block[]): ReadonlyMap<BlockWord, readonly Block[]> {
  const found = new Map<BlockWord, Block[]>();
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as Block;
    if (block.word === undefined) continue;
    const same = found.get(block.word);
    if (same) same.push(block);
    else found.set(block.word, [block]);
  }
  return found;
}

function areSame(some: readonly Block[], others: readonly Block[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}
