// Lines in, units out: which lines are headers, comments and strays, where prose is, where each member of a block begins. One pass; reads
// from the start of any unit on, and says what the next line would be read in.
import { range } from '../base/range.ts';
import { readHeader } from './header.ts';
import { beforeBlocks, looksLikeComment, openFence, strayLine } from './line-problems.ts';
import { commentOf, isComment, MemberReader } from './member-reader.ts';
import type { Problem } from './problems.ts';
import { type Line, scan, trimEnd } from './scan.ts';
import { TextBuilder } from './text-builder.ts';
import type { Comment } from './tree.ts';
import type { Unit, UnitHeader } from './unit.ts';
import type { BlockRow } from './vocabulary.ts';

/** What lines are read in: above all blocks, or in a block of that row (undefined: an unknown one). */
export interface Place {
  readonly inBlock: boolean;
  readonly row: BlockRow | undefined;
  /** Whether the block has a member already. */
  readonly follows: boolean;
}

export const startOfFile: Place = { inBlock: false, row: undefined, follows: false };

/** The units of a text, and where its end leaves off. */
export interface ReadUnits {
  readonly units: readonly Unit[];
  readonly place: Place;
  /** Columns before the member that was read last: what is deeper would belong to it. */
  readonly width: number | undefined;
}

/** Reads a text that begins where a unit begins, `place` being what it begins in. */
export function readUnits(uri: string, text: string, place: Place = startOfFile, isStart = true): ReadUnits {
  const reader = new UnitReader(uri, text, place);
  for (const line of scan(text, isStart)) if (!line.blank) reader.line(line);
  return reader.finish();
}

const none: readonly never[] = [];

class UnitReader {
  readonly #uri: string;
  readonly #text: string;
  readonly #units: Unit[] = [];
  #inBlock: boolean;
  #row: BlockRow | undefined;
  #members: MemberReader | undefined;
  // Of the unit being read.
  #kind: Unit['kind'] | undefined;
  #home = 0;
  #width = 0;
  #follows: boolean;
  #header: UnitHeader | undefined;
  #comments: Comment[] = [];
  #problems: Problem[] = [];
  #prose: TextBuilder | undefined;
  #fence = -1;
  #end: number | undefined;

  constructor(uri: string, text: string, place: Place) {
    this.#uri = uri;
    this.#text = text;
    this.#inBlock = place.inBlock;
    this.#kind = place.inBlock ? undefined : 'head';
    this.#row = place.row;
    this.#follows = place.follows;
    if (place.row && !place.row.prose) this.#members = new MemberReader(uri, text, place.row, this.#problems);
  }

  line(line: Line): void {
    if (line.width === 0) this.#atColumn0(line);
    else if (!this.#inBlock) this.#beforeBlocks(line);
    else if (!this.#row) this.#end = line.end;
    else if (this.#row.prose) this.#proseLine(line);
    else this.#memberLine(line, this.#members as MemberReader);
  }

  finish(): ReadUnits {
    const width = this.#members?.width;
    const place = { inBlock: this.#inBlock, row: this.#row, follows: this.#follows || this.#kind === 'member' };
    this.#close(this.#text.length);
    return { units: this.#units, place, width };
  }

  #atColumn0(line: Line): void {
    if (this.#text.charCodeAt(line.ink) === 35) {
      this.#comments.push(commentOf(this.#text, line));
      return;
    }
    const header = readHeader(this.#uri, this.#text, line);
    if (!header) {
      this.#problems.push(strayLine(line));
      return;
    }
    this.#begin('block', line);
    const end = trimEnd(this.#text, line.start, line.end);
    this.#header = { name: header.name, title: header.title, range: range(line.ink, end) };
    this.#problems.push(...header.problems);
    this.#end = end;
    this.#inBlock = true;
    this.#follows = false;
    this.#row = header.row;
    const { row } = header;
    this.#members = row && !row.prose ? new MemberReader(this.#uri, this.#text, row, this.#problems) : undefined;
    const home = header.title?.range.end ?? header.name.range.end;
    this.#prose = row?.prose ? new TextBuilder(this.#uri, this.#text, home) : undefined;
  }

  #beforeBlocks(line: Line): void {
    if (isComment(this.#text, line)) {
      this.#comments.push(commentOf(this.#text, line));
      return;
    }
    const header = readHeader(this.#uri, this.#text, line);
    this.#problems.push(beforeBlocks(line, header?.row !== undefined && header.row.word === header.name.text));
  }

  #proseLine(line: Line): void {
    this.#end = line.end;
    const prose = this.#prose as TextBuilder;
    prose.addLine(line);
    if (line.odd) {
      const indentation = new MemberReader(this.#uri, this.#text, this.#row as BlockRow, this.#problems);
      indentation.textIndentation(line, prose.base ?? line.width);
    }
    if (this.#text.startsWith('```', line.ink)) this.#fence = this.#fence >= 0 ? -1 : line.ink;
    else if (this.#fence < 0 && isComment(this.#text, line)) this.#problems.push(looksLikeComment(line));
  }

  #memberLine(line: Line, members: MemberReader): void {
    const depth = members.depthOf(line.width);
    if (depth > 0) {
      this.#end = line.end;
      members.add(line, depth);
    } else if (isComment(this.#text, line)) {
      members.indentation(line, line.ink);
      this.#comments.push(commentOf(this.#text, line));
    } else {
      const follows = this.#follows || this.#kind === 'member';
      this.#begin('member', line);
      members.problems = this.#problems;
      this.#follows = follows;
      this.#end = line.end;
      members.begin(line, follows);
    }
  }

  #begin(kind: Unit['kind'], line: Line): void {
    // Nothing but a byte order mark above the first header: it belongs to that unit.
    const first = this.#kind === 'head' && line.start <= (this.#text.charCodeAt(0) === 0xfeff ? 1 : 0);
    if (!first) this.#close(line.start);
    this.#kind = kind;
    this.#home = first ? 0 : line.start;
    this.#width = line.width;
  }

  #close(end: number): void {
    if (this.#kind !== undefined) {
      const member = this.#kind === 'member' ? this.#members?.finish() : undefined;
      if (this.#fence >= 0) this.#problems.push(openFence(this.#fence));
      this.#units.push({
        kind: this.#kind,
        home: this.#home,
        length: end - this.#home,
        row: this.#row,
        width: this.#width,
        follows: this.#follows,
        header: this.#header,
        prose: this.#kind === 'block' ? this.#prose?.build() : undefined,
        member,
        comments: this.#comments.length === 0 ? none : this.#comments,
        problems: this.#problems.length === 0 ? none : this.#problems,
        end: this.#end,
      });
    }
    if (this.#comments.length > 0) this.#comments = [];
    if (this.#problems.length > 0) this.#problems = [];
    this.#header = undefined;
    this.#prose = undefined;
    this.#fence = -1;
    this.#end = undefined;
    this.#kind = undefined;
  }
}
