// Adds, moves and removes whole nodes, as edits that touch nothing else. Refuses what would change anything but that.
import { range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import { isSpace } from '../name.ts';
import type { Block, Member, Tree } from '../tree.ts';
import { type BlockWord, blockWords } from '../vocabulary.ts';
import { parentOf } from './find.ts';
import { blockSays, type NewMember, type OutlineLine, outline, outlineOf, outlineOfNew, spanOf } from './outline.ts';
import {
  anchorOf,
  blockEnd,
  childIndentation,
  indentationOf,
  indentStepOf,
  lineBreakOf,
  lineEnd,
  lineStart,
  nextLine,
  startWithComments,
} from './place.ts';
import { type Edited, refused, verified } from './verified.ts';
import { memberLines, textLines } from './write-lines.ts';

/** A block still to be written. */
export interface NewBlock {
  readonly word: BlockWord;
  readonly title?: string;
  /** Of a prose block. */
  readonly prose?: string;
  readonly children?: readonly NewMember[];
}

/** Adds a block behind the last that comes before it in the order of the reference, or as number `index`. */
export function addBlock(tree: Tree, block: NewBlock, index = usualPlace(tree, block.word)): Edited {
  const edit = insertBlock(tree, blockLines(tree, block), index);
  return verified(tree, [edit], withBlock(outline(tree), outlineOfBlock(block), index));
}

/** Adds an entry or item under `parent`, as its last or as number `index` of its children. */
export function addMember(
  tree: Tree,
  parent: Block | Member,
  member: NewMember,
  index = parent.children.length,
): Edited {
  const lines = memberLines(member, childIndentation(tree, parent), indentStepOf(tree));
  const old = outline(tree);
  const span = spanOf(old, parent);
  if (!span) return refused('This is not of the file as it stands.');
  const depth = (old[span.from]?.depth ?? 0) + 1;
  const next = parent.children[index];
  const at = next ? (spanOf(old, next)?.from ?? span.to) : span.to;
  const expected = [...old.slice(0, at), ...outlineOfNew(member, depth), ...old.slice(at)];
  return verified(tree, [insertMember(tree, parent, lines, index)], expected);
}

/** A block in the place of another. Nothing of the old one stays. */
export function replaceBlock(tree: Tree, old: Block, fresh: NewBlock): Edited {
  const lines = blockLines(tree, fresh);
  const expected = outline(tree);
  const span = spanOf(expected, old);
  if (!span) return refused('This is not of the file as it stands.');
  expected.splice(span.from, span.to - span.from, ...outlineOfBlock(fresh));
  const at = range(lineStart(tree, old.range.start), blockEnd(tree, old));
  return verified(tree, [{ range: at, text: lines.join(lineBreakOf(tree)) }], expected);
}

/** Removes a node with all that is in it, comments between its lines too. `from`: in the first line that goes with it. */
export function remove(tree: Tree, node: Block | Member, from = startWithComments(tree, node)): Edited {
  const expected = outline(tree);
  const span = spanOf(expected, node);
  if (!span) return refused('This is not of the file as it stands.');
  expected.splice(span.from, span.to - span.from);
  return verified(tree, [removal(tree, node, from)], expected);
}

/** Moves a block to be number `index` of the blocks, counted without it. */
export function moveBlock(tree: Tree, block: Block, index: number): Edited {
  const rest = tree.blocks.filter((other) => other !== block);
  const start = startWithComments(tree, block);
  const lines = linesOf(tree, start, blockEnd(tree, block));
  const expected = outline(tree);
  const span = spanOf(expected, block);
  if (!span) return refused('This is not of the file as it stands.');
  const own = expected.splice(span.from, span.to - span.from);
  const edits = together(removal(tree, block, start), insertBlock(tree, lines, index, rest));
  return verified(tree, edits, withBlock(expected, own, index));
}

/** Moves an entry or item under `parent`, to be number `index` of its children, counted without it. */
export function moveMember(tree: Tree, member: Member, parent: Block | Member, index: number): Edited {
  const expected = outline(tree);
  const span = spanOf(expected, member);
  const to = spanOf(expected, parent);
  if (!span || !to) return refused('This is not of the file as it stands.');
  if (span.from <= to.from && to.from < span.to) return refused('A node cannot be moved into itself.');
  const children = parent.children.filter((child) => child !== member);
  const target = { ...parent, children } as Block | Member;
  const indent =
    children[0] || parentOf(tree, member) !== parent ? childIndentation(tree, target) : indentationOf(tree, member);
  const start = startWithComments(tree, member);
  const lines = reindent(linesOf(tree, start, member.range.end), indentationOf(tree, member), indent);
  const depth = (expected[to.from]?.depth ?? 0) + 1;
  expected.splice(span.from, span.to - span.from);
  const next = children[index];
  const at = (next ? spanOf(expected, next)?.from : spanOf(expected, parent)?.to) ?? expected.length;
  const moved = [...expected.slice(0, at), ...outlineOf(member, depth), ...expected.slice(at)];
  return verified(tree, together(removal(tree, member, start), insertMember(tree, target, lines, index)), moved);
}

/** A node that is put back inside what is taken away is one replacement. */
function together(taken: TextEdit, put: TextEdit): readonly TextEdit[] {
  const inside = taken.range.start < put.range.end && put.range.start < taken.range.end;
  return inside ? [{ range: taken.range, text: put.text }] : [taken, put];
}

function blockLines(tree: Tree, { word, title, prose, children = [] }: NewBlock): string[] {
  const step = indentStepOf(tree);
  const text = prose ? textLines(prose, step, 'below').deeper : [];
  return [title ? `${word} ${title}` : word, ...text, ...children.flatMap((child) => memberLines(child, step, step))];
}

function outlineOfBlock({ word, title, prose, children = [] }: NewBlock): OutlineLine[] {
  const head = { depth: 0, says: blockSays(word, title, prose), node: undefined };
  return [head, ...children.flatMap((child) => outlineOfNew(child, 1))];
}

function usualPlace(tree: Tree, word: BlockWord): number {
  const order = blockWords.indexOf(word);
  for (let index = tree.blocks.length; index > 0; index--) {
    const before = tree.blocks[index - 1]?.word;
    if (before && blockWords.indexOf(before) <= order) return index;
  }
  return 0;
}

function withBlock(lines: OutlineLine[], fresh: readonly OutlineLine[], index: number): OutlineLine[] {
  let seen = -1;
  let at = lines.findIndex((line) => line.depth === 0 && ++seen === index);
  if (at < 0) at = lines.length;
  return [...lines.slice(0, at), ...fresh, ...lines.slice(at)];
}

/** @param among the blocks that `index` counts: those of the tree, or those that stay where they are. */
function insertBlock(tree: Tree, lines: readonly string[], index: number, among = tree.blocks): TextEdit {
  const nl = lineBreakOf(tree);
  const before = among[index - 1];
  if (before) {
    const at = blockEnd(tree, before);
    const next = nextLine(tree, at);
    const tight = next < tree.text.length && tree.text.slice(next, lineEnd(tree, next)).trim() !== '';
    return { range: range(at, at), text: nl + nl + lines.join(nl) + (tight ? nl : '') };
  }
  const first = among[0];
  if (first) {
    const at = lineStart(tree, first.range.start);
    return { range: range(at, at), text: lines.join(nl) + nl + nl };
  }
  const at = tree.text.length;
  const open = at > 0 && !/[\r\n\ufeff]$/u.test(tree.text);
  return { range: range(at, at), text: (open ? nl : '') + lines.join(nl) + nl };
}

function insertMember(tree: Tree, parent: Block | Member, lines: readonly string[], index: number): TextEdit {
  const nl = lineBreakOf(tree);
  const at = anchorOf(tree, parent, index);
  const gap = index > 0 && spaced(tree, parent, index) ? nl : '';
  return { range: range(at, at), text: gap + nl + lines.join(nl) };
}

/** Whether the siblings before are parted by a blank line. */
function spaced(tree: Tree, parent: Block | Member, index: number): boolean {
  const last = parent.children[index - 1];
  const before = parent.children[index - 2];
  if (!last || !before) return false;
  return /(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)/u.test(tree.text.slice(before.range.end, last.range.start));
}

/** Takes away the lines of a node; of a block the blank lines behind it, too. */
export function removal(tree: Tree, node: Block | Member, from = node.range.start): TextEdit {
  const start = lineStart(tree, from);
  let end = nextLine(tree, node.kind === 'block' ? blockEnd(tree, node) : node.range.end);
  if (node.kind === 'block') {
    while (end < tree.text.length && isBlankFrom(tree, end)) end = nextLine(tree, end);
  }
  const open = end >= tree.text.length && !/[\r\n]$/u.test(tree.text);
  if (!open || start === 0) return { range: range(start, end), text: '' };
  return { range: range(start - (tree.text.slice(start - 2, start) === '\r\n' ? 2 : 1), end), text: '' };
}

function isBlankFrom(tree: Tree, at: number): boolean {
  return tree.text.slice(at, lineEnd(tree, at)).trim() === '' && nextLine(tree, at) > at;
}

function linesOf(tree: Tree, start: number, end: number): string[] {
  return tree.text.slice(start, end).split(/\r\n|\r|\n/u);
}

/** Lines that stood at `from` and deeper, now at `to`; what stands at column 0 stays there. */
function reindent(lines: readonly string[], from: string, to: string): string[] {
  return lines.map((line) => {
    if (line.startsWith(from)) return to + line.slice(from.length);
    return line !== '' && isSpace(line.charCodeAt(0)) ? to + line.trimStart() : line;
  });
}
