// Where new lines go and how they are indented, in the manner of the file: its line ends, its indentation. Changes nothing.
import { isDirective } from '../directives.ts';
import type { Block, Member, Tree } from '../tree.ts';

/** The line break the file uses first; LF in a file of one line. */
export function lineBreakOf(tree: Tree): string {
  return /\r\n|\n|\r/u.exec(tree.text)?.[0] ?? '\n';
}

/** Offset of the first code unit of the line that `offset` stands in. */
export function lineStart(tree: Tree, offset: number): number {
  return Math.max(tree.lines.startOf(tree.lines.positionAt(offset).line), tree.text.startsWith('\ufeff') ? 1 : 0);
}

/** Offset behind the last code unit of that line, the line break not counted. */
export function lineEnd(tree: Tree, offset: number): number {
  let at = offset;
  while (at < tree.text.length && tree.text[at] !== '\n' && tree.text[at] !== '\r') at += 1;
  return at;
}

/** Offset behind the line break of that line. */
export function nextLine(tree: Tree, offset: number): number {
  return tree.lines.startOf(tree.lines.positionAt(offset).line + 1);
}

/**
 * Start of the lines of a node, the comments directly above it among them: what is said of it goes where it goes. What speaks to tools
 * belongs to it across blank lines, too; left behind it would speak for whatever comes next.
 */
export function startWithComments(tree: Tree, node: Block | Member): number {
  let above = lineStart(tree, node.range.start);
  let start = above;
  for (let at = tree.comments.findLastIndex(({ range }) => range.end <= above); at >= 0; at--) {
    const comment = tree.comments[at];
    const line = comment && lineStart(tree, comment.range.start);
    if (!comment || line === undefined || tree.text.slice(comment.range.end, above).trim() !== '') break;
    // Indented it ends the block before.
    if (node.kind === 'block' && line !== comment.range.start) break;
    const directly = start === above && nextLine(tree, comment.range.start) === above;
    if (directly || isDirective(comment.text)) start = line;
    above = line;
  }
  return start;
}

/** The indentation of a node, as written. */
export function indentationOf(tree: Tree, node: Block | Member): string {
  return tree.text.slice(lineStart(tree, node.range.start), node.range.start);
}

/** One step of indentation: that of the file's first member, else two spaces. */
export function indentStepOf(tree: Tree): string {
  for (const block of tree.blocks) {
    const member = block.children[0];
    if (member) return indentationOf(tree, member);
    const prose = block.prose?.segments[0];
    if (prose) return tree.text.slice(lineStart(tree, prose.start), prose.start) || '  ';
  }
  return '  ';
}

/** The indentation of what stands under `parent`. */
export function childIndentation(tree: Tree, parent: Block | Member): string {
  const child = parent.children[0];
  if (child) return indentationOf(tree, child);
  return (parent.kind === 'block' ? '' : indentationOf(tree, parent)) + indentStepOf(tree);
}

/** End of the line behind which the child number `index` of `parent` goes. */
export function anchorOf(tree: Tree, parent: Block | Member, index: number): number {
  const before = parent.children[index - 1];
  if (before) return lineEnd(tree, before.range.end);
  const first = parent.children[0]?.range.start;
  const own = parent.kind === 'block' ? parent.header.end : ownEnd(tree, parent);
  return lineEnd(tree, first !== undefined && own > first ? parent.range.start : own);
}

/** End of the line behind which a block may follow `block`: indented comments at its end stay with it. */
export function blockEnd(tree: Tree, block: Block): number {
  let end = lineEnd(tree, block.range.end);
  for (;;) {
    const next = nextLine(tree, end);
    if (next <= end || next >= tree.text.length || !/\s/u.test(tree.text[next] ?? '')) return end;
    const stop = lineEnd(tree, next);
    if (tree.text.slice(next, stop).trim() === '') return end;
    end = stop;
  }
}

function ownEnd(tree: Tree, member: Member): number {
  return Math.max(member.text.range.end, lineEnd(tree, member.range.start));
}
