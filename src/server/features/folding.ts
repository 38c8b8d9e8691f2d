// What can be folded: blocks, and every entry or item of more than one line; runs of comments. A unit that an edit left alone keeps what can
// be folded in it, which moves by whole lines.
import type * as lsp from 'vscode-languageserver-protocol';
import { append } from '../../base/append.ts';
import { recall } from '../../lang/memory.ts';
import type { Parsed } from '../../lang/parsed.ts';
import type { Member } from '../../lang/tree.ts';
import type { Unit } from '../../lang/unit.ts';
import { eachPlacedUnit, UnitLines, type UnitPlace } from './unit-lines.ts';

export function foldingRanges(parsed: Parsed): lsp.FoldingRange[] {
  const folds: lsp.FoldingRange[] = [];
  const comments: number[] = [];
  const add = (startLine: number, endLine: number) => {
    if (endLine > startLine) folds.push({ startLine, endLine });
  };
  let block: { start: number; end: number } | undefined;
  let line = 0;
  eachPlacedUnit(parsed, (unit, place) => {
    const found = recall(parsed.memory, foldsOf, unit, place);
    if (found.header !== undefined) {
      if (block) add(block.start, block.end);
      block = { start: line + found.header, end: 0 };
    }
    if (block && found.end !== undefined) block.end = line + found.end;
    for (let at = 0; at < found.members.length; at += 2)
      add(line + (found.members[at] as number), line + (found.members[at + 1] as number));
    for (let at = 0; at < found.comments.length; at++) comments.push(line + (found.comments[at] as number));
    line += found.lines;
  });
  if (block) add(block.start, block.end);
  append(folds, commentFolds(comments));
  return folds.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** Lines of one unit, counted from its first. */
interface FoldsOfUnit {
  /** Line breaks in it. */
  readonly lines: number;
  /** Of the header, where it has one, and of the last line that belongs to the block. */
  readonly header: number | undefined;
  readonly end: number | undefined;
  /** First and last line of each node of more than one, one pair behind the other. */
  readonly members: readonly number[];
  readonly comments: readonly number[];
}

const none: readonly never[] = [];

function foldsOf(unit: Unit, place: UnitPlace): FoldsOfUnit {
  const lines = new UnitLines(unit, place);
  const { header, end, member, comments } = unit;
  return {
    lines: lines.count,
    header: header && lines.at(header.range.start).line,
    end: end === undefined ? undefined : lines.at(end).line,
    members: member && lines.count > 0 ? longNodes(member, lines) : none,
    comments: comments.length === 0 ? none : comments.map(({ range }) => lines.at(range.start).line),
  };
}

function longNodes(top: Member, lines: UnitLines): readonly number[] {
  const found: number[] = [];
  const waiting = [top];
  for (let member = waiting.pop(); member; member = waiting.pop()) {
    const first = lines.at(member.range.start).line;
    const last = lines.at(member.range.end).line;
    if (last > first) found.push(first, last);
    append(waiting, member.children);
  }
  return found;
}

/** Comments on lines that follow each other. */
function commentFolds(lines: readonly number[]): lsp.FoldingRange[] {
  const folds: lsp.FoldingRange[] = [];
  for (let at = 0; at < lines.length; ) {
    const startLine = lines[at] as number;
    let endLine = startLine;
    while (lines[++at] === endLine + 1) endLine += 1;
    if (endLine > startLine) folds.push({ startLine, endLine, kind: 'comment' });
  }
  return folds;
}
