// Under what a line would stand if it were written at the cursor: by indentation alone, so that it works on unfinished lines.

import { columnAt } from '../../../lang/edit/place.ts';
import type { Block, Member, Tree } from '../../../lang/tree.ts';
import { type BlockRow, blockRow, clauseRow, type EntryRow, memberRow } from '../../../lang/vocabulary.ts';

export interface OpenAt {
  readonly block: Block | undefined;
  readonly blockRow: BlockRow | undefined;
  /** The innermost entry or item that is open; undefined right under the header. */
  readonly owner: Member | undefined;
  readonly ownerRow: EntryRow | undefined;
  /** The member right under the block that all this is in. */
  readonly outermost: Member | undefined;
}

/** @param line zero-based, and `indent` the columns before the first character of it. */
export function openAt(tree: Tree, line: number, indent: number): OpenAt {
  const block = tree.blocks.findLast((b) => tree.lines.positionAt(b.range.start).line < line);
  const row = block?.word === undefined ? undefined : blockRow(block.word);
  let owner: Member | undefined;
  let ownerRow: EntryRow | undefined;
  let outermost: Member | undefined;
  let members: readonly Member[] = block?.children ?? [];
  for (;;) {
    const next = members.findLast((m) => tree.lines.positionAt(m.range.start).line < line);
    if (!next || columnAt(tree, next.range.start) >= indent) break;
    const word = next.kind === 'entry' ? next.word : undefined;
    ownerRow =
      owner === undefined
        ? row && memberRow(row, word, next.kind)
        : word && ownerRow
          ? clauseRow(ownerRow, word)
          : undefined;
    outermost ??= next;
    owner = next;
    members = next.children;
  }
  return { block, blockRow: row, owner, ownerRow, outermost };
}
