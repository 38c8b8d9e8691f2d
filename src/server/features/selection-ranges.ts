// What a growing selection takes in, step by step: a word, what stands in quotes or braces, an element of a list, a line, a text, an
// entry with what is under it, a block, the file. An offset in, ranges from the innermost out.
import type * as lsp from 'vscode-languageserver-protocol';
import type { LineTable } from '../../base/line-table.ts';
import { covers, type Range, range, touches } from '../../base/range.ts';
import type { SourceText } from '../../lang/source-text.ts';
import type { Tree } from '../../lang/tree.ts';
import { atCursor } from '../at-cursor.ts';
import { toRange } from '../to-lsp.ts';

export function selectionRanges(tree: Tree, offset: number): lsp.SelectionRange {
  let chain: lsp.SelectionRange | undefined;
  for (const found of nested(tree, offset)) {
    const next = toRange(tree.lines, found);
    chain = chain ? { range: next, parent: chain } : { range: next };
  }
  return chain ?? { range: toRange(tree.lines, range(offset, offset)) };
}

/** From the outermost in, each inside the one before and smaller. */
function nested(tree: Tree, offset: number): readonly Range[] {
  const found: Range[] = [];
  const add = (next: Range | undefined) => {
    const last = found.at(-1);
    if (!next || !touches(next, offset) || next.start === next.end) return;
    if (!last || (covers(last, next) && (next.start > last.start || next.end < last.end))) found.push(next);
  };
  add(range(0, tree.text.length));
  const { block, path } = atCursor(tree, offset);
  if (block) {
    add(block.range);
    add(bodyOf(tree.lines, block.header, block.range));
    add(block.header);
    add(block.title?.range);
    if (block.prose) addText(add, tree, block.prose, offset);
  }
  for (const { member } of path) {
    add(member.range);
    if (member.kind === 'entry') add(member.name.range);
    addText(add, tree, member.text, offset);
  }
  add(wordAt(tree, offset));
  return found;
}

/** What stands under a header. */
function bodyOf(lines: LineTable, header: Range, whole: Range): Range | undefined {
  const start = lines.startOf(lines.positionAt(header.end).line + 1);
  return start < whole.end ? range(start, whole.end) : undefined;
}

function addText(add: (next: Range | undefined) => void, tree: Tree, text: SourceText, offset: number): void {
  if (!touches(text.range, offset)) return;
  add(text.range);
  const segment = text.segments.find(({ start, length }) => start <= offset && offset <= start + length);
  if (!segment) return;
  add(range(segment.start, segment.start + segment.length));
  const line = tree.text.slice(segment.start, segment.start + segment.length);
  for (const [pattern, borders] of wrapped) {
    for (const match of line.matchAll(pattern)) {
      const whole = range(segment.start + match.index, segment.start + match.index + match[0].length);
      add(whole);
      if (borders > 0) add(range(whole.start + borders, whole.end - borders));
    }
  }
}

/** What is taken as one, the outermost first; how many characters of it are its borders. */
const wrapped: readonly (readonly [RegExp, number])[] = [
  [/[^,，、،\s][^,，、،]*/gu, 0],
  [/"(?:[^"\\]|\\.)*"|“[^”]*”/gu, 1],
  [/(?<!\S)\/(?:[^/\\]|\\.)+\//gu, 1],
  [/\{\{[^{}]*\}\}/gu, 2],
];

function wordAt(tree: Tree, offset: number): Range | undefined {
  const { line } = tree.lines.positionAt(offset);
  const start = tree.lines.startOf(line);
  const text = tree.text.slice(start, tree.lines.startOf(line + 1));
  for (const word of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}_'’-]*/gu)) {
    const found = range(start + word.index, start + word.index + word[0].length);
    if (touches(found, offset)) return found;
  }
  return undefined;
}
