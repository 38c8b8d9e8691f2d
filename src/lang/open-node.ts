// An entry or item while its lines are still coming, and the node it becomes. Decides nothing about lines.
import { type Range, range } from '../base/range.ts';
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
  readonly text: TextBuilder;
  readonly children: Member[];
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

/** The finished node. */
export function closed(node: OpenNode): Member {
  const text = node.text.build();
  const whole = range(node.marker.start, node.end);
  if (!node.name) return { kind: 'item', marker: node.marker, text, children: node.children, range: whole };
  return { kind: 'entry', name: node.name, word: node.word, text, children: node.children, range: whole };
}
