// The syntax tree of one file: blocks, entries, items and their texts, as they stand. What they mean is not known here.
// Invariant: the lines of a tree, printed one after the other, are the text byte for byte.
import type { LineTable } from '../base/line-table.ts';
import type { Range } from '../base/range.ts';
import type { Memory } from './memory.ts';
import type { Problem } from './problems.ts';
import type { SourceText } from './source-text.ts';
import type { BlockWord } from './vocabulary.ts';

/** A name as written, with the key it is compared by: NFC, lower case, direction marks taken out, spaces folded. */
export interface Name {
  readonly text: string;
  readonly key: string;
  readonly range: Range;
}

/** `- text`, with what stands under it. */
export interface Item {
  readonly kind: 'item';
  /** The `-`; empty where a stray line is read as an item. */
  readonly marker: Range;
  readonly text: SourceText;
  readonly children: readonly Member[];
  /** From the marker to the end of the last line that belongs to it, without the line break. */
  readonly range: Range;
}

/** `name: text`, with what stands under it: clauses, list items, map entries. A line of a dialogue is one, too. */
export interface Entry {
  readonly kind: 'entry';
  readonly name: Name;
  /** The word of the vocabulary that is meant (`never` for `nver` where read as meant); undefined for a free name. */
  readonly word: string | undefined;
  readonly text: SourceText;
  readonly children: readonly Member[];
  readonly range: Range;
}

export type Member = Entry | Item;

export interface Block {
  readonly kind: 'block';
  /** As meant: `rules` for `rule`. Undefined for an unknown block, whose lines are kept and not read. */
  readonly word: BlockWord | undefined;
  /** The word as written. */
  readonly name: Name;
  readonly title: SourceText | undefined;
  /** Text of a prose block (`section`, `greeting`), else undefined. */
  readonly prose: SourceText | undefined;
  readonly children: readonly Member[];
  readonly header: Range;
  readonly range: Range;
}

/** A `#` line that stands where a comment may; `# dramatis-ignore` and `# dramatis-keep` are found among these. */
export interface Comment {
  /** What follows `#`, trimmed. */
  readonly text: string;
  readonly range: Range;
}

export interface Tree {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineTable;
  readonly blocks: readonly Block[];
  /** The same blocks, where they were put in order already. */
  readonly byWord?: ReadonlyMap<BlockWord, readonly Block[]>;
  readonly comments: readonly Comment[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Where an offset of a node is in `text`; undefined where it is that offset, as in every tree but those of an editor at work. */
  readonly place?: (offset: number) => number;
  /** What was found out about nodes that are still the same; undefined where nothing is kept. */
  readonly memory?: Memory;
}
