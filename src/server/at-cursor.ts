// What stands at an offset of a tree: the block, the chain of entries and items down to it, and whether it is in a name or a text.
import { touches } from '../base/range.ts';
import type { Block, Member, Tree } from '../lang/tree.ts';
import { type BlockRow, blockRow, clauseRow, type EntryRow, memberRow } from '../lang/vocabulary.ts';

export interface AtCursor {
  readonly block: Block | undefined;
  readonly blockRow: BlockRow | undefined;
  /** From the block's own member inwards, each with its row in the vocabulary. */
  readonly path: readonly { readonly member: Member; readonly row: EntryRow | undefined }[];
}

/** The innermost first member that `offset` touches, at each level. */
export function atCursor(tree: Tree, offset: number): AtCursor {
  const block = tree.blocks.findLast((b) => touches(b.range, offset));
  const row = block?.word === undefined ? undefined : blockRow(block.word);
  const path: { member: Member; row: EntryRow | undefined }[] = [];
  let members: readonly Member[] = block?.children ?? [];
  let owner: EntryRow | undefined;
  for (;;) {
    const member = members.findLast((m) => touches(m.range, offset));
    if (!member) return { block, blockRow: row, path };
    const word = member.kind === 'entry' ? member.word : undefined;
    const found: EntryRow | undefined =
      path.length === 0
        ? row && memberRow(row, word, member.kind)
        : word === undefined
          ? undefined
          : owner && clauseRow(owner, word);
    path.push({ member, row: found });
    owner = found;
    members = member.children;
  }
}
