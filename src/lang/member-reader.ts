// The lines of one block, header and comments apart, in; its entries and items out, one after the other: the table "How a line is read",
// recovery by indentation. No recursion; knows nothing of other blocks.
import { range } from '../base/range.ts';
import { entryNameProblem, namesEntry } from './entry-name.ts';
import * as report from './line-problems.ts';
import { isSpace, readName } from './name.ts';
import { nearest } from './nearest.ts';
import { closed, type OpenNode, type Shape, shapeOf } from './open-node.ts';
import type { Problem } from './problems.ts';
import { behindColumns, columnsUpTo, type Line, textOnLine, trimEnd } from './scan.ts';
import { TextBuilder } from './text-builder.ts';
import type { Comment, Member, Name } from './tree.ts';
import { type BlockRow, clauseRow, type EntryRow, entryMeant, entryRow } from './vocabulary.ts';

/** `#` with white space or nothing behind it. */
export function isComment(text: string, line: Line): boolean {
  return text.charCodeAt(line.ink) === 35 && (line.ink + 1 >= line.end || isSpace(text.charCodeAt(line.ink + 1)));
}

/** The comment that a line is. */
export function commentOf(text: string, line: Line): Comment {
  const end = trimEnd(text, line.ink, line.end);
  return { text: text.slice(line.ink + 1, end).trim(), range: range(line.ink, end) };
}

/** Reads one member of a block after the other. Problems go where `problems` says at the time. */
export class MemberReader {
  problems: Problem[];
  readonly #uri: string;
  readonly #text: string;
  readonly #row: BlockRow;
  readonly #open: OpenNode[] = [];

  constructor(uri: string, text: string, row: BlockRow, problems: Problem[]) {
    this.#uri = uri;
    this.#text = text;
    this.#row = row;
    this.problems = problems;
  }

  /** Columns before the first line of the member that is being read; undefined between two. */
  get width(): number | undefined {
    return this.#open[0]?.width;
  }

  /** How many of the nodes being read a line of that width stands under; at 0 it begins a member. */
  depthOf(width: number): number {
    let depth = this.#open.length;
    while (depth > 0 && (this.#open[depth - 1] as OpenNode).width >= width) depth -= 1;
    return depth;
  }

  /** Begins a member; the one before is finished. `follows`: whether there is one before in the block. */
  begin(line: Line, follows: boolean): void {
    this.#underHeader(line, this.#row, follows);
  }

  /** A line under the member being read, at a depth of at least 1. */
  add(line: Line, depth: number): void {
    this.#closeTo(depth);
    const owner = this.#open[depth - 1] as OpenNode;
    owner.end = line.end;
    this.#underNode(line, owner);
  }

  /** The member that was being read. */
  finish(): Member {
    this.#closeTo(1);
    return this.#close();
  }

  /** Tells a tab or another space before the ink of a line. */
  indentation(line: Line, end: number): void {
    if (line.odd) this.problems.push(report.badIndentation(this.#text, line, end));
  }

  /** Behind the indentation of the first deeper line, white space is text and may be anything. */
  textIndentation(line: Line, base: number): void {
    if (!line.odd) return;
    const end = behindColumns(this.#text, line, base);
    // A tab that begins before the base and ends behind it is indentation to the eye.
    const through = end < line.ink && columnsUpTo(this.#text, line, end) < base ? end + 1 : end;
    if (/[^ ]/u.test(this.#text.slice(line.start, through))) this.indentation(line, through);
  }

  #underHeader(line: Line, row: BlockRow, follows: boolean): void {
    this.indentation(line, line.ink);
    if (this.#isItem(line)) {
      if (!row.item) this.problems.push(report.misplacedItem(range(line.ink, line.ink + 1), row));
      this.#openItem(line, row.item, range(line.ink, line.ink + 1));
      return;
    }
    const named = readName(this.#text, line.ink, line.end);
    if (named) {
      const meant = namesEntry(row, named.name);
      const problem = entryNameProblem(row, named.name, meant, follows);
      if (problem) this.problems.push(problem);
      // Whoever else speaks in a dialogue has the clauses of those who always may.
      const otherwise = row.free ?? (row.dialogue ? entryRow(row, 'user') : undefined);
      this.#openEntry(line, meant?.row ?? otherwise, meant?.row.word, named.name, named.after);
      return;
    }
    this.problems.push(report.neitherEntryNorItem(this.#text, line, row));
    this.#openItem(line, row.item, range(line.ink, line.ink));
  }

  #underNode(line: Line, owner: OpenNode): void {
    if (this.#text.startsWith('```', line.ink)) {
      owner.fence = owner.fence >= 0 ? -1 : line.ink;
      if (owner.shape === 'undecided') owner.shape = 'text';
      this.#ownText(line, owner);
      return;
    }
    if (owner.fence >= 0) {
      this.#ownText(line, owner);
      return;
    }
    const item = owner.shape !== 'text' && this.#isItem(line);
    const named = item ? undefined : readName(this.#text, line.ink, line.end);
    const clause = named && owner.row ? clauseRow(owner.row, named.name.text) : undefined;
    if (owner.shape === 'undecided') owner.shape = item ? 'list' : named ? 'map' : 'text';
    if (named && (clause || owner.shape === 'map')) {
      this.indentation(line, line.ink);
      this.#openEntry(line, clause ?? owner.row, clause?.word, named.name, named.after);
    } else if (item && owner.shape === 'list') {
      this.indentation(line, line.ink);
      this.#openItem(line, undefined, range(line.ink, line.ink + 1));
    } else {
      this.#ownText(line, owner);
      this.#textHints(line, owner, named?.name);
    }
  }

  #ownText(line: Line, owner: OpenNode): void {
    const label = owner.name ? `\`${owner.name.text}\`` : 'an item';
    const text = this.#builderOf(owner);
    text.addLine(line);
    this.textIndentation(line, text.base ?? line.width);
    if (owner.shape === 'list') this.problems.push(report.textInList(line, label));
    else if (owner.children) this.problems.push(report.textAfterClauses(line, label));
  }

  /** Most texts stand on one line and need none. */
  #builderOf(owner: OpenNode): TextBuilder {
    if (!owner.text) {
      owner.text = new TextBuilder(this.#uri, this.#text, owner.first.range.start);
      owner.text.addFirst(owner.first, owner.blanks);
    }
    return owner.text;
  }

  #textHints(line: Line, owner: OpenNode, name: Name | undefined): void {
    if (isComment(this.#text, line)) this.problems.push(report.looksLikeComment(line));
    if (!name) return;
    const clauses = owner.row?.clauses ?? [];
    const clause = looksLike(name, clauses);
    if (clause) {
      this.problems.push(report.looksLikeEntry(name.range, clause, true));
      return;
    }
    const known = this.#row.entries.find(
      (row) => row.word === name.text || (row.word === name.key && isCapital(name.text)),
    );
    if (known) this.problems.push(report.looksLikeEntry(name.range, known, false));
  }

  #isItem(line: Line): boolean {
    const next = line.ink + 1;
    return this.#text.charCodeAt(line.ink) === 45 && (next >= line.end || isSpace(this.#text.charCodeAt(next)));
  }

  #openEntry(line: Line, row: EntryRow | undefined, word: string | undefined, name: Name, after: number): void {
    this.#push(line, name, name.range, row, word, after, undefined);
  }

  #openItem(line: Line, row: EntryRow | undefined, marker: { start: number; end: number }): void {
    this.#push(line, undefined, marker, row, undefined, marker.end, 'text');
  }

  #push(
    line: Line,
    name: Name | undefined,
    marker: { start: number; end: number },
    row: EntryRow | undefined,
    word: string | undefined,
    after: number,
    shape: Shape | undefined,
  ): void {
    const first = textOnLine(this.#uri, this.#text, after, line.end);
    const { start, end } = first.range;
    const depth = this.#open.length;
    this.#open.push({
      width: line.width,
      name,
      marker,
      row,
      word,
      first,
      blanks: line.blanks,
      text: undefined,
      children: undefined,
      depth,
      shape: shape ?? shapeOf(row, start < end, depth),
      fence: this.#text.startsWith('```', start) && start < end ? start : -1,
      end: line.end,
    });
  }

  #closeTo(depth: number): void {
    while (this.#open.length > depth) {
      const parent = this.#open[this.#open.length - 2] as OpenNode;
      const node = this.#open[this.#open.length - 1] as OpenNode;
      parent.end = Math.max(parent.end, node.end);
      const member = this.#close();
      if (parent.children) parent.children.push(member);
      else parent.children = [member];
    }
  }

  #close(): Member {
    const node = this.#open.pop() as OpenNode;
    if (node.fence >= 0) this.problems.push(report.openFence(node.fence));
    return closed(node);
  }
}

function isCapital(text: string): boolean {
  return text !== text.toLowerCase();
}

/** A clause of another case, nearly spelt so, or by a wrong name people try; the last only where written in lower case. */
function looksLike(name: Name, rows: readonly EntryRow[]): EntryRow | undefined {
  const { key } = name;
  const word = rows.some((row) => row.word === key)
    ? key
    : nearest(
        key,
        rows.map((row) => row.word),
      );
  return rows.find((row) => row.word === word) ?? (isCapital(name.text) ? undefined : entryMeant(rows, key));
}
