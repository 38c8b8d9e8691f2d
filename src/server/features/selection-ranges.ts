// What a growing selection takes in, step by step: a word, what stands in quotes or braces, an element of a list, a line, a text, an
// entry with what is under it, a block, the file. An offset in, ranges from the innermost out.
import type * as lsp from 'vscode-languageserver-protocol';
import type { LineTable } from '../../base/line-table.ts';
import { covers, type Range, range, touches } from '../../base/range.ts';
import { readPattern } from '../../lang/pattern.ts';
import type { SourceText } from '../../lang/source-text.ts';
import type { Tree } from '../../lang/tree.ts';
import { atCursor } from '../at-cursor.ts';
import { endOfQuote, opensQuote } from '../quotes.ts';
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
  const at = offset - segment.start;
  const closed = wrappedAround(line, at);
  // A comma in quotes parts nothing.
  const parts = elementsAt(line, at).filter((part) => closed.every((one) => covers(one, part) || covers(part, one)));
  const steps = [...parts, ...closed].sort((a, b) => b.end - b.start - (a.end - a.start));
  for (const { start, end } of steps) add(range(segment.start + start, segment.start + end));
}

/** Elements of a list, if the line is one. */
function elementsAt(line: string, at: number): readonly Range[] {
  return [...line.matchAll(/[^,，、،\s][^,，、،]*/gu)]
    .map((match) => range(match.index, match.index + match[0].length))
    .filter((element) => touches(element, at));
}

/** What stands in quotes, slashes or braces around an offset, with its borders and without, from the outermost in: what opens first closes first. */
function wrappedAround(line: string, offset: number): readonly Range[] {
  const found: Range[] = [];
  // What was once not closed is looked for no further: a line may be long and hold nothing else.
  const open = new Set<string>();
  let text = line;
  for (let at = 0; at < text.length && at <= offset; ) {
    const char = text[at] ?? '';
    const wrapped = open.has(char) ? undefined : wrappedAt(text, at);
    if (wrapped === 'open') open.add(char);
    if (!wrapped || wrapped === 'open') at += 1;
    else if (!touches(wrapped.whole, offset)) at = wrapped.whole.end;
    else {
      found.push(wrapped.whole, wrapped.inside);
      at = wrapped.inside.start;
      text = text.slice(0, wrapped.inside.end);
    }
  }
  return found;
}

interface Wrapped {
  readonly whole: Range;
  readonly inside: Range;
}

/** What opens at an offset and is closed on the line; `open` where it is not closed. */
function wrappedAt(line: string, at: number): Wrapped | 'open' | undefined {
  if (opensQuote(line, at)) {
    const end = endOfQuote(line, at);
    return end === undefined ? 'open' : { whole: range(at, end + 1), inside: range(at + 1, end) };
  }
  if (line[at] === '/' && !/\S/u.test(line[at - 1] ?? '')) {
    const read = readPattern(line, at);
    return read.ok ? { whole: range(at, read.end), inside: range(read.regexStart, read.regexEnd) } : 'open';
  }
  const braces = line.startsWith('{{', at) ? /^\{\{[^{}]*\}\}/u.exec(line.slice(at))?.[0].length : undefined;
  return braces === undefined ? undefined : { whole: range(at, at + braces), inside: range(at + 2, at + braces - 2) };
}

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
