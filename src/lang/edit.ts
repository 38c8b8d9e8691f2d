// Changes of a tree as text edits that touch nothing else: fixes, patches, *save as*, imports and drafts all go through here.
// Every edit is read back before it is given out; what would not read back as meant is refused, with a reason.
import { findBlock, findNode, type NodePath } from './edit/find.ts';
import { fitsOnLine, listMember } from './edit/list-member.ts';
import { setText } from './edit/set-text.ts';
import { addBlock, addMember, moveBlock, moveMember } from './edit/structure.ts';
import { type Edited, refused } from './edit/verified.ts';
import type { Block, Entry, Member, Tree } from './tree.ts';
import { type BlockWord, blockRow } from './vocabulary.ts';

export { addDialogue, type DialogueWord, freeTitle, mayBeCast, type SpokenLine, titleFault } from './edit/dialogue.ts';
export { findNode, type NodePath } from './edit/find.ts';
export type { NewMember } from './edit/outline.ts';
export { rewriteBlock, rewriteMember } from './edit/rewrite.ts';
export { setText, setTitle } from './edit/set-text.ts';
export { addBlock, addMember, type NewBlock, remove } from './edit/structure.ts';
export type { Edited } from './edit/verified.ts';

/**
 * Sets the entry at `path` to `text`, adding the entry, and the block it stands in, where they are not there yet. A path
 * of one step is the prose of a block. Steps between must exist.
 */
export function setEntry(tree: Tree, path: NodePath, text: string): Edited {
  const node = findNode(tree, path);
  if (node) return setText(tree, node, text);
  const name = path.at(-1);
  const [blockStep, ...steps] = path;
  if (typeof name !== 'string' || typeof blockStep !== 'string') return refused('There is nothing at this place.');
  const parent = path.length > 1 ? findNode(tree, [blockStep, ...steps.slice(0, -1)]) : undefined;
  if (parent) return addMember(tree, parent, { name, text });
  if (path.length > 2 || findBlock(tree, blockStep)) return refused('What this belongs to is not in the file.');
  const space = blockStep.indexOf(' ');
  const word = space < 0 ? blockStep : blockStep.slice(0, space);
  if (!blockRow(word)) return refused(`There is no block \`${word}\`.`);
  const title = space < 0 ? {} : { title: blockStep.slice(space + 1) };
  const fresh = { word: word as BlockWord, ...title };
  return addBlock(tree, path.length === 1 ? { ...fresh, prose: text } : { ...fresh, children: [{ name, text }] });
}

/** Sets a list: on the line where no element has a comma, else one item a line. */
export function setList(tree: Tree, parent: Block | Member, name: string, elements: readonly string[]): Edited {
  const old = parent.children.find((child): child is Entry => child.kind === 'entry' && child.name.text === name);
  if (fitsOnLine(elements) && old && old.children.length === 0) return setText(tree, old, elements.join(', '));
  if (old) return refused('The list has items; change those one by one.');
  return addMember(tree, parent, listMember(name, elements));
}

/** Moves a block among the blocks, or a member to another place; `index` is counted without the node itself. */
export function move(tree: Tree, node: Block | Member, index: number, parent?: Block | Member): Edited {
  if (node.kind === 'block') return moveBlock(tree, node, index);
  return parent ? moveMember(tree, node, parent, index) : refused('An entry or item needs something to stand in.');
}
