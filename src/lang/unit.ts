// A unit: a stretch of whole lines that is read on its own. A file is the lines above its first block, and for each block its header
// and, in blocks that have them, each entry or item directly under it. Shapes only.
import type { Range } from '../base/range.ts';
import type { Problem } from './problems.ts';
import type { SourceText } from './source-text.ts';
import type { Comment, Member, Name } from './tree.ts';
import type { BlockRow } from './vocabulary.ts';

/** What stands on the header of a block. */
export interface UnitHeader {
  readonly name: Name;
  readonly title: SourceText | undefined;
  /** Of the whole line. */
  readonly range: Range;
}

/**
 * Offsets are those of the text it was first read from, its home: they stay while text before it changes. `home` is where it begins
 * there; where it is now is for `Parsed` to say.
 */
export interface Unit {
  readonly kind: 'head' | 'block' | 'member';
  readonly home: number;
  /** Code units up to the next unit, line breaks included. */
  readonly length: number;
  /** Of the block it stands in; undefined above the first, and in an unknown one. */
  readonly row: BlockRow | undefined;
  /** Columns before its first line. */
  readonly width: number;
  /** Whether a member of the block stands before it. */
  readonly follows: boolean;
  /** Of a `block`. */
  readonly header: UnitHeader | undefined;
  /** Of a `block` of prose. */
  readonly prose: SourceText | undefined;
  /** Of a `member`. */
  readonly member: Member | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** Behind the last line that belongs to the block; undefined where none does. */
  readonly end: number | undefined;
}
