// A tree in, its text out byte for byte, put together from the leaves of the tree and what stands between them.
// Invariant: leaves do not overlap, and between them is only white space, colons, and lines that a problem names.
import type { Range } from '../base/range.ts';
import type { SourceText } from './source-text.ts';
import type { Member, Tree } from './tree.ts';

export type LeafKind = 'block' | 'title' | 'name' | 'marker' | 'text' | 'comment';

/** A stretch of the text that one node owns and no other. */
export interface Leaf {
  readonly kind: LeafKind;
  readonly range: Range;
}

/** All leaves in the order of the text. */
export function leaves(tree: Tree): Leaf[] {
  const found: Leaf[] = [];
  const add = (kind: LeafKind, range: Range): void => {
    if (range.start < range.end) found.push({ kind, range });
  };
  const addText = (kind: LeafKind, text: SourceText | undefined): void => {
    for (const { start, length } of text?.segments ?? []) add(kind, { start, end: start + length });
  };
  for (const block of tree.blocks) {
    add('block', block.name.range);
    addText('title', block.title);
    addText('text', block.prose);
    const members: Member[] = [...block.children];
    for (let member = members.pop(); member; member = members.pop()) {
      if (member.kind === 'entry') add('name', member.name.range);
      else add('marker', member.marker);
      addText('text', member.text);
      for (const child of member.children) members.push(child);
    }
  }
  for (const comment of tree.comments) add('comment', comment.range);
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** The text of a tree: `print(parse(text)) === text` for every text. */
export function print(tree: Tree): string {
  const parts: string[] = [];
  let at = 0;
  for (const { range } of leaves(tree)) {
    parts.push(tree.text.slice(at, range.start), tree.text.slice(range.start, range.end));
    at = range.end;
  }
  parts.push(tree.text.slice(at));
  return parts.join('');
}
