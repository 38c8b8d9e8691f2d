// Text in, tree out: lines are scanned, split into blocks without reading them, and each block is read alone.
// Never throws on text. What values mean across files is `resolve`'s; what a single value may be is `check-tree`'s, whose
// problems are part of the tree.
import { LineTable } from '../base/line-table.ts';
import { checkTree } from './check-tree.ts';
import { type Header, readHeader } from './header.ts';
import { beforeBlocks, strayLine } from './line-problems.ts';
import { commentOf, isComment, parseBlock } from './parse-block.ts';
import type { Problem } from './problems.ts';
import { type Line, scan } from './scan.ts';
import type { Block, Comment, Tree } from './tree.ts';

/** Reads one file. Every text gives a tree; `uri` is only carried along. Problems are in the order of the text. */
export function parse(text: string, uri = ''): Tree {
  const lines = scan(text);
  const headers = headersOf(uri, text, lines);
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const blocks: Block[] = [];

  const first = headers[0]?.at ?? lines.length;
  for (let index = 0; index < first; index++) {
    const line = lines[index] as Line;
    if (line.blank) continue;
    if (isComment(text, line) || (line.width === 0 && text.charCodeAt(line.ink) === 35)) {
      comments.push(commentOf(text, line));
    } else if (line.width > 0) {
      const header = readHeader(uri, text, line);
      problems.push(beforeBlocks(line, header?.row !== undefined && header.row.word === header.name.text));
    } else problems.push(strayLine(line));
  }
  headers.forEach(({ at, header }, index) => {
    const read = parseBlock(uri, text, lines, at, headers[index + 1]?.at ?? lines.length, header);
    blocks.push(read.block);
    for (const comment of read.comments) comments.push(comment);
    for (const problem of read.problems) problems.push(problem);
  });
  for (const problem of checkTree(uri, text, blocks)) problems.push(problem);
  problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { uri, text, lines: new LineTable(text), blocks, comments, problems };
}

/** Every line that is a header. Whether it is one depends on that line alone, so blocks are found without reading them. */
export function headersOf(uri: string, text: string, lines: readonly Line[]): { at: number; header: Header }[] {
  const found: { at: number; header: Header }[] = [];
  lines.forEach((line, at) => {
    if (line.blank || line.width > 0 || text.charCodeAt(line.ink) === 35) return;
    const header = readHeader(uri, text, line);
    if (header) found.push({ at, header });
  });
  return found;
}
