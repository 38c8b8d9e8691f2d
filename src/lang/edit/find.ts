// A path of words in, the node it names out. Case and Unicode form of names do not matter.
import { nameKey } from '../name.ts';
import type { Block, Member, Tree } from '../tree.ts';

/**
 * First the block: its word (`rules`), its word and title (`test keeps the secret`), or its index in the tree. Then members:
 * by name, or by index among their siblings.
 */
export type NodePath = readonly [string | number, ...(string | number)[]];

/** The block of a path; the first that fits. */
export function findBlock(tree: Tree, step: string | number): Block | undefined {
  if (typeof step === 'number') return tree.blocks[step];
  const key = nameKey(step);
  const titled = tree.blocks.find((block) => block.title && nameKey(`${block.word} ${block.title.value}`) === key);
  return titled ?? tree.blocks.find((block) => block.word === key);
}

/** The node of a path; the first that fits. */
export function findNode(tree: Tree, path: NodePath): Block | Member | undefined {
  const [first, ...rest] = path;
  let node: Block | Member | undefined = findBlock(tree, first);
  for (const step of rest) {
    if (!node) return undefined;
    node = typeof step === 'number' ? node.children[step] : childNamed(node, step);
  }
  return node;
}

function childNamed(parent: Block | Member, name: string): Member | undefined {
  const key = nameKey(name);
  return parent.children.find((child) => child.kind === 'entry' && (child.name.key === key || child.word === key));
}

/** What a node stands in; undefined for a block. */
export function parentOf(tree: Tree, node: Member): Block | Member | undefined {
  const open: (Block | Member)[] = [...tree.blocks];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.children.includes(node)) return next;
    for (const child of next.children) open.push(child);
  }
  return undefined;
}
