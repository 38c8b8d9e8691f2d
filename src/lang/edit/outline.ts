// A tree as a flat list of what it says, to hold an edited text against what the edit was meant to do. Knows no positions.
import type { Block, Member, Tree } from '../tree.ts';

/** One node: how deep it stands, what it says, and (where it comes from a tree) the node itself. */
export interface OutlineLine {
  readonly depth: number;
  readonly says: string;
  readonly node: Block | Member | undefined;
}

/** A member still to be written; without a name it is an item. */
export interface NewMember {
  readonly name?: string;
  /** Lines parted by LF, no white space at either end. */
  readonly text: string;
  readonly children?: readonly NewMember[];
}

/** Every node in the order of the text. */
export function outline(tree: Tree): OutlineLine[] {
  const lines: OutlineLine[] = [];
  for (const block of tree.blocks) addOutline(lines, block, 0);
  return lines;
}

/** A node and all that is in it. */
export function outlineOf(node: Block | Member, depth: number): OutlineLine[] {
  const lines: OutlineLine[] = [];
  addOutline(lines, node, depth);
  return lines;
}

/** Recursion is as deep as maps nest, which is bounded. */
function addOutline(lines: OutlineLine[], node: Block | Member, depth: number): void {
  const says =
    node.kind === 'block'
      ? blockSays(node.name.text, node.title?.value, node.prose?.value)
      : memberSays(node.kind === 'entry' ? node.name.text : undefined, node.text.value);
  lines.push({ depth, says, node });
  for (const child of node.children) addOutline(lines, child, depth + 1);
}

/** What a member that is still to be written will say. */
export function outlineOfNew(member: NewMember, depth: number): OutlineLine[] {
  const line = { depth, says: memberSays(member.name, member.text), node: undefined };
  return [line, ...(member.children ?? []).flatMap((child) => outlineOfNew(child, depth + 1))];
}

export function memberSays(name: string | undefined, text: string): string {
  return JSON.stringify([name ?? null, text]);
}

export function blockSays(word: string, title: string | undefined, prose: string | undefined): string {
  return JSON.stringify([word, title ?? '', prose ?? '']);
}

/** Where `node` begins in the outline and where what follows it begins; undefined: it is not of this tree. */
export function spanOf(lines: readonly OutlineLine[], node: Block | Member): { from: number; to: number } | undefined {
  const from = lines.findIndex((line) => line.node === node);
  const depth = lines[from]?.depth;
  if (depth === undefined) return undefined;
  let to = from + 1;
  while ((lines[to]?.depth ?? -1) > depth) to += 1;
  return { from, to };
}

/** First line in which two outlines differ; undefined where they say the same. */
export function difference(a: readonly OutlineLine[], b: readonly OutlineLine[]): number | undefined {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    if (a[index]?.depth !== b[index]?.depth || a[index]?.says !== b[index]?.says) return index;
  }
  return undefined;
}
