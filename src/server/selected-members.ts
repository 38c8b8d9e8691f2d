// What a selection takes in: blocks as a whole, or some of what stands right under their headers. A tree and a range in.
import { overlaps, type Range, touches } from '../base/range.ts';
import { type Moved, mayMove } from '../lang/edit/extract.ts';
import type { Block, Tree } from '../lang/tree.ts';

/** A block counts as a whole where its header is selected alone, or with all that is in it. Nothing selected: what the cursor is in. */
export function selectedMembers(tree: Tree, selection: Range): readonly Moved[] {
  const isIn = (range: Range) =>
    selection.start === selection.end ? touches(range, selection.start) : overlaps(range, selection);
  return tree.blocks.filter(({ range }) => isIn(range)).flatMap((block) => movedOf(block, isIn));
}

function movedOf(block: Block, isIn: (range: Range) => boolean): readonly Moved[] {
  const members = block.children.filter((member) => isIn(member.range) && mayMove(block, member));
  const whole = isIn(block.header) && (members.length === 0 || members.length === block.children.length);
  const all = members.length === block.children.length;
  if (block.word === 'persona') {
    const moved = whole ? block.children.filter((member) => mayMove(block, member)) : members;
    return moved.length > 0 ? [{ block, members: moved }] : [];
  }
  if (whole || all) return [{ block, members: undefined }];
  return members.length > 0 ? [{ block, members }] : [];
}
