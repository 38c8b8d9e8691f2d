// A tree in, edits out that set indentation, colons and the space behind them, and blank lines between blocks. The lines of
// a text move together and are not touched otherwise. Never changes what the persona means, and leaves alone what it cannot
// move safely: blocks that are unknown, or that have a text behind its clauses.
import { range } from '../base/range.ts';
import type { TextEdit } from '../base/text-edit.ts';
import { type Line, scan } from './scan.ts';
import type { SourceText } from './source-text.ts';
import type { Block, Member, Tree } from './tree.ts';

/** Columns that each step of nesting takes. */
const indentStep = 2;

/** Edits that format the file; applying them and formatting again gives none. */
export function format(tree: Tree): TextEdit[] {
  const formatter = new Formatter(tree);
  tree.blocks.forEach((block, index) => {
    formatter.block(block, tree.blocks[index + 1]?.range.start ?? tree.text.length + 1);
  });
  formatter.comments();
  formatter.gaps();
  return formatter.edits;
}

class Formatter {
  readonly edits: TextEdit[] = [];
  readonly #tree: Tree;
  readonly #lines: readonly Line[];
  readonly #untouched: { from: number; to: number }[] = [];

  constructor(tree: Tree) {
    this.#tree = tree;
    this.#lines = scan(tree.text);
  }

  block(block: Block, end: number): void {
    this.#headerSpace(block);
    if (block.word === undefined || block.children.some(hasTextBehindChildren)) {
      this.#untouched.push({ from: block.range.start, to: end });
      return;
    }
    if (block.prose) this.#text(block.prose, -1, indentStep);
    const members: [Member, number][] = block.children.map((child) => [child, indentStep]);
    for (let next = members.pop(); next; next = members.pop()) {
      const [member, indent] = next;
      this.#member(member, indent);
      for (const child of member.children) members.push([child, indent + indentStep]);
    }
  }

  /** Comments that stand under a header; those at column 0 stay there. */
  comments(): void {
    let next = 0;
    for (const { range: at } of this.#tree.comments) {
      while ((this.#untouched[next]?.to ?? Number.POSITIVE_INFINITY) <= at.start) next += 1;
      if ((this.#untouched[next]?.from ?? Number.POSITIVE_INFINITY) <= at.start) continue;
      const line = this.#lineAt(at.start);
      const underHeader = this.#tree.blocks[0] !== undefined && at.start > this.#tree.blocks[0].range.start;
      if (line.width > 0) this.#indent(line, underHeader ? indentStep : 0);
    }
  }

  /** One blank line before each header but a first one, above the comments that stand directly on it. */
  gaps(): void {
    for (const block of this.#tree.blocks) {
      let at = this.#indexAt(block.range.start);
      while (at > 0 && this.#isCommentAtColumn0(at - 1)) at -= 1;
      let from = at;
      while (from > 0 && this.#lines[from - 1]?.blank) from -= 1;
      if (from === 0 || at - from === 1) continue;
      const start = this.#tree.lines.startOf(from);
      const end = this.#tree.lines.startOf(at);
      const lineBreak = this.#breakBefore(from);
      this.edits.push({ range: range(start, end), text: lineBreak });
    }
  }

  #headerSpace(block: Block): void {
    if (!block.title) return;
    const gap = range(block.name.range.end, block.title.range.start);
    const written = this.#tree.text.slice(gap.start, gap.end);
    if (written !== ' ' && /^\s+$/u.test(written)) this.edits.push({ range: gap, text: ' ' });
  }

  #member(member: Member, indent: number): void {
    const { text } = this.#tree;
    const line = this.#lineAt(member.range.start);
    this.#indent(line, indent);
    const first = member.text.segments[0];
    const onLine = first !== undefined && first.start <= line.end;
    if (member.kind === 'entry' || member.marker.start < member.marker.end) {
      const from = member.kind === 'entry' ? member.name.range.end : member.marker.end;
      const to = onLine ? first.start : line.end;
      const wanted = (member.kind === 'entry' ? ':' : '') + (onLine ? ' ' : '');
      if (text.slice(from, to) !== wanted) this.edits.push({ range: range(from, to), text: wanted });
    }
    this.#text(member.text, line.start, indent + indentStep);
  }

  /** Moves the lines of a text together; `skip` is the start of the line its name stands on. */
  #text(text: SourceText, skip: number, indent: number): void {
    let base: number | undefined;
    for (const segment of text.segments) {
      const line = this.#lineAt(segment.start);
      if (line.start === skip) continue;
      base ??= line.width;
      const gone = Math.min(base, line.width);
      this.#indent(line, indent, segment.start, gone);
    }
  }

  /** Replaces the indentation of `line` up to `to` by spaces. */
  #indent(line: Line, width: number, to = line.ink, written = line.width): void {
    const plain = !/[^ ]/u.test(this.#tree.text.slice(line.start, to));
    if (plain && written === width && to - line.start === width) return;
    this.edits.push({ range: range(line.start, to), text: ' '.repeat(width) });
  }

  #isCommentAtColumn0(index: number): boolean {
    const line = this.#lines[index];
    return line !== undefined && line.width === 0 && this.#tree.text.charCodeAt(line.ink) === 35;
  }

  #indexAt(offset: number): number {
    return this.#tree.lines.positionAt(offset).line;
  }

  #lineAt(offset: number): Line {
    return this.#lines[this.#indexAt(offset)] as Line;
  }

  /** The line break that ends the line before `index`, as written there. */
  #breakBefore(index: number): string {
    const before = this.#lines[index - 1];
    return before ? this.#tree.text.slice(before.end, this.#tree.lines.startOf(index)) : '\n';
  }
}

/** Whether a line of the member's own text comes behind one of its children; such a text cannot be moved safely. */
function hasTextBehindChildren(member: Member): boolean {
  const first = member.children[0];
  const last = member.text.segments.at(-1);
  return first !== undefined && last !== undefined && last.start > first.range.start;
}
