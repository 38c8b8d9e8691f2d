// Text in, tree out: units are read one after the other and put together as blocks. Never throws on text. What values mean across files is
// `resolve`'s; what a single value may be is `check-tree`'s, whose problems are part of the tree.
import { parseText } from './parsed.ts';
import type { Tree } from './tree.ts';

/** Reads one file. Every text gives a tree; `uri` is only carried along. Problems are in the order of the text. */
export function parse(text: string, uri = ''): Tree {
  return parseText(text, uri).home;
}
