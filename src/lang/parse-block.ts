// The lines of one block in, its node, comments and problems out: the table "How a line is read", recovery by indentation.
// One pass over the lines, no recursion; knows nothing of other blocks.
import { range } from '../base/range.ts';
import { entryNameProblem, namesEntry } from './entry-name.ts';
import type { Header } from './header.ts';
import * as report from './line-problems.ts';
import { isSpace, readName } from './name.ts';
import { nearest } from './nearest.ts';
import { closed, type OpenNode, type Shape, shapeOf } from './open-node.ts';
import type { Problem } from './problems.ts';
import { behindColumns, columnsUpTo, type Line, trimEnd, trimStart } from './scan.ts';
import { TextBuilder } from './text-builder.ts';
import type { Block, Comment, Member, Name } from './tree.ts';
import { type BlockRow, clauseRow, type EntryRow, entryMeant, entryRow } from './vocabulary.ts';

/** What reading one block gives; offsets are into the whole text. */
export interface BlockResult {
  readonly block: Block;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** Reads `lines[from]`, a header, and what stands under it, up to `lines[to]`. */
export function parseBlock(
  uri: string,
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
  header: Header,
): BlockResult {
  return new BlockReader(uri, text, header).read(lines, from, to);
}

/** `#` with white space or nothing behind it. */
export function isComment(text: string, line: Line): boolean {
  return text.charCodeAt(line.ink) === 35 && (line.ink + 1 >= line.end || isSpace(text.charCodeAt(line.ink + 1)));
}

/** The comment that a line is. */
export function commentOf(text: string, line: Line): Comment {
  const end = trimEnd(text, line.ink, line.end);
  return { text: text.slice(line.ink + 1, end).trim(), range: range(line.ink, end) };
}

class BlockReader {
  readonly #uri: string;
  readonly #text: string;
  readonly #header: Header;
  readonly #row: BlockRow | undefined;
  readonly #children: Member[] = [];
  readonly #comments: Comment[] = [];
  readonly #problems: Problem[];
  readonly #open: OpenNode[] = [];
  readonly #prose: TextBuilder;
  #proseFence = -1;
  #end = 0;

  constructor(uri: string, text: string, header: Header) {
    this.#uri = uri;
    this.#text = text;
    this.#header = header;
    this.#row = header.row;
    this.#problems = [...header.problems];
    this.#prose = new TextBuilder(uri, text, header.title?.range.end ?? header.name.range.end);
  }

  read(lines: readonly Line[], from: number, to: number): BlockResult {
    const first = lines[from] as Line;
    this.#end = trimEnd(this.#text, first.start, first.end);
    for (let index = from + 1; index < to; index++) {
      const line = lines[index] as Line;
      if (!line.blank) this.#line(line);
    }
    this.#closeTo(0);
    if (this.#proseFence >= 0) this.#problems.push(report.openFence(this.#proseFence));
    const block: Block = {
      kind: 'block',
      word: this.#row?.word,
      name: this.#header.name,
      title: this.#header.title,
      prose: this.#row?.prose ? this.#prose.build() : undefined,
      children: this.#children,
      header: range(first.ink, trimEnd(this.#text, first.start, first.end)),
      range: range(first.ink, this.#end),
    };
    return { block, comments: this.#comments, problems: this.#problems };
  }

  #line(line: Line): void {
    if (line.width === 0) {
      if (this.#text.charCodeAt(line.ink) === 35) this.#comments.push(commentOf(this.#text, line));
      else this.#problems.push(report.strayLine(line));
      return;
    }
    if (!this.#row) {
      this.#end = line.end;
      return;
    }
    if (this.#row.prose) {
      this.#end = line.end;
      this.#proseLine(line);
      return;
    }
    let depth = this.#open.length;
    while (depth > 0 && (this.#open[depth - 1] as OpenNode).width >= line.width) depth -= 1;
    if (depth === 0 && isComment(this.#text, line)) {
      this.#indentation(line, line.ink);
      this.#comments.push(commentOf(this.#text, line));
      return;
    }
    this.#closeTo(depth);
    this.#end = line.end;
    const owner = this.#open[depth - 1];
    if (owner) {
      owner.end = line.end;
      this.#underNode(line, owner);
    } else {
      this.#underHeader(line, this.#row);
    }
  }

  #proseLine(line: Line): void {
    this.#prose.addLine(line);
    this.#textIndentation(line, this.#prose.base ?? line.width);
    const fence = this.#text.startsWith('```', line.ink);
    if (fence) this.#proseFence = this.#proseFence >= 0 ? -1 : line.ink;
    else if (this.#proseFence < 0 && isComment(this.#text, line)) this.#problems.push(report.looksLikeComment(line));
  }

  #underHeader(line: Line, row: BlockRow): void {
    this.#indentation(line, line.ink);
    if (this.#isItem(line)) {
      if (!row.item) this.#problems.push(report.misplacedItem(range(line.ink, line.ink + 1), row));
      this.#openItem(line, row.item, range(line.ink, line.ink + 1));
      return;
    }
    const named = readName(this.#text, line.ink, line.end);
    if (named) {
      const meant = namesEntry(row, named.name);
      const problem = entryNameProblem(row, named.name, meant, this.#children.at(-1));
      if (problem) this.#problems.push(problem);
      // Whoever else speaks in a dialogue has the clauses of those who always may.
      const otherwise = row.free ?? (row.dialogue ? entryRow(row, 'user') : undefined);
      this.#openEntry(line, meant?.row ?? otherwise, meant?.row.word, named.name, named.after);
      return;
    }
    this.#problems.push(report.neitherEntryNorItem(this.#text, line, row));
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
      this.#indentation(line, line.ink);
      this.#openEntry(line, clause ?? owner.row, clause?.word, named.name, named.after);
    } else if (item && owner.shape === 'list') {
      this.#indentation(line, line.ink);
      this.#openItem(line, undefined, range(line.ink, line.ink + 1));
    } else {
      this.#ownText(line, owner);
      this.#textHints(line, owner, named?.name);
    }
  }

  #ownText(line: Line, owner: OpenNode): void {
    const label = owner.name ? `\`${owner.name.text}\`` : 'an item';
    owner.text.addLine(line);
    this.#textIndentation(line, owner.text.base ?? line.width);
    if (owner.shape === 'list') this.#problems.push(report.textInList(line, label));
    else if (owner.children.length > 0) this.#problems.push(report.textAfterClauses(line, label));
  }

  #textHints(line: Line, owner: OpenNode, name: Name | undefined): void {
    if (isComment(this.#text, line)) this.#problems.push(report.looksLikeComment(line));
    if (!name) return;
    const clauses = owner.row?.clauses ?? [];
    const clause = looksLike(name, clauses);
    if (clause) {
      this.#problems.push(report.looksLikeEntry(name.range, clause, true));
      return;
    }
    const known = this.#row?.entries.find(
      (row) => row.word === name.text || (row.word === name.key && isCapital(name.text)),
    );
    if (known) this.#problems.push(report.looksLikeEntry(name.range, known, false));
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
    const start = trimStart(this.#text, after, line.end);
    const end = trimEnd(this.#text, start, line.end);
    const builder = new TextBuilder(this.#uri, this.#text, start);
    builder.addFirst(line, start, end);
    const depth = this.#open.length;
    this.#open.push({
      width: line.width,
      name,
      marker,
      row,
      word,
      text: builder,
      children: [],
      depth,
      shape: shape ?? shapeOf(row, start < end, depth),
      fence: this.#text.startsWith('```', start) && start < end ? start : -1,
      end: line.end,
    });
  }

  #closeTo(depth: number): void {
    while (this.#open.length > depth) {
      const node = this.#open.pop() as OpenNode;
      if (node.fence >= 0) this.#problems.push(report.openFence(node.fence));
      const parent = this.#open.at(-1);
      if (parent) parent.end = Math.max(parent.end, node.end);
      (parent?.children ?? this.#children).push(closed(node));
    }
  }

  #indentation(line: Line, end: number): void {
    if (line.odd) this.#problems.push(report.badIndentation(this.#text, line, end));
  }

  /** Behind the indentation of the first deeper line, white space is text and may be anything. */
  #textIndentation(line: Line, base: number): void {
    if (!line.odd) return;
    const end = behindColumns(this.#text, line, base);
    // A tab that begins before the base and ends behind it is indentation to the eye.
    const through = end < line.ink && columnsUpTo(this.#text, line, end) < base ? end + 1 : end;
    if (/[^ ]/u.test(this.#text.slice(line.start, through))) this.#indentation(line, through);
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
