// An entry or item while its lines are still coming, and the node it becomes. Decides nothing about lines.
import { type Range, range } from '../base/range.ts';
import type { SourceText } from './source-text.ts';
import type { TextBuilder } from './text-builder.ts';
import type { Member, Name } from './tree.ts';
import type { EntryRow } from './vocabulary.ts';

/** What deeper lines can be: only text; items of a list; entries of a map; not known before the first of them (`given`). */
export type Shape = 'text' | 'list' | 'map' | 'undecided';

/** Maps nest this deep; what is deeper is text, so that a tree can be walked by recursion. */
export const deepestMap = 64;

export interface OpenNode {
  readonly width: number;
  /** Undefined for an item. */
  readonly name: Name | undefined;
  readonly marker: Range;
  readonly row: EntryRow | undefined;
  readonly word: string | undefined;
  /** What stands behind the name or marker. */
  readonly first: SourceText;
  /** Blank lines before it in the file. */
  readonly blanks: number;
  /** Where deeper lines go on with the text. */
  text: TextBuilder | undefined;
  children: Member[] | undefined;
  readonly depth: number;
  shape: Shape;
  /** Offset of the ``` that opened the fence we are in; -1 outside one. */
  fence: number;
  end: number;
}

/** What the row of an entry says about the lines under it. */
export function shapeOf(row: EntryRow | undefined, hasText: boolean, depth: number): Shape {
  switch (row?.type) {
    case 'list':
    case 'names':
    case 'paths':
    case 'cast':
    case 'choices':
      return 'list';
    case 'value':
      return hasText || depth >= deepestMap ? 'text' : 'undecided';
    default:
      return 'text';
  }
}

const none: readonly never[] = [];

/** The finished node. */
export function closed(node: OpenNode): Member {
  const { marker, end, name, word } = node;
  const text = node.text ? node.text.build() : node.first;
  const children = node.children ?? none;
  const whole = range(marker.start, end);
  if (!name) return { kind: 'item', marker, text, children, range: whole };
  return { kind: 'entry', name, word, text, children, range: whole };
}
