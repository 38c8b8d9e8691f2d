// Units in, the blocks that they make up out, each with its members. Offsets stay as the units have them.
import { range } from '../base/range.ts';
import type { Block, Member } from './tree.ts';
import type { Unit, UnitHeader } from './unit.ts';

/** A block, and which units it is made of: `from` its header, up to `to`. */
export interface UnitBlock {
  readonly from: number;
  readonly to: number;
  readonly block: Block;
}

/**
 * All blocks. Of an earlier text `same` gives the block that was made of exactly these units, so that it is the same object again.
 */
export function blocksOf(
  units: readonly Unit[],
  same: (from: number, to: number) => Block | undefined = () => undefined,
): readonly UnitBlock[] {
  const blocks: UnitBlock[] = [];
  let from = units[0]?.kind === 'head' ? 1 : 0;
  while (from < units.length) {
    let to = from + 1;
    while (to < units.length && (units[to] as Unit).kind === 'member') to += 1;
    blocks.push({ from, to, block: same(from, to) ?? blockOf(units, from, to) });
    from = to;
  }
  return blocks;
}

function blockOf(units: readonly Unit[], from: number, to: number): Block {
  const unit = units[from] as Unit;
  const { name, title, range: header } = unit.header as UnitHeader;
  const children: Member[] = [];
  let end = header.end;
  for (let index = from; index < to; index++) {
    const each = units[index] as Unit;
    if (each.member) children.push(each.member);
    end = each.end ?? end;
  }
  const { row, prose } = unit;
  return { kind: 'block', word: row?.word, name, title, prose, children, header, range: range(header.start, end) };
}
