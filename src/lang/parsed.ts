// A text as units, with the tree they make up: read whole, or from an earlier version by reading what changed. An edit reads the member it is
// in and the one before; what stands behind keeps its nodes and moves only when somebody looks at where it is.
import { LineTable } from '../base/line-table.ts';
import { blocksOf, type UnitBlock } from './blocks.ts';
import { type Change, changedRange } from './changed-range.ts';
import { HomeTree } from './home-tree.ts';
import type { Memory } from './memory.ts';
import { movedUnit, placedProblem } from './move.ts';
import { PlacedTree } from './placed-tree.ts';
import type { Problem } from './problems.ts';
import { type ReadUnits, readUnits, startOfFile } from './read-units.ts';
import type { Block, Tree } from './tree.ts';
import type { Unit } from './unit.ts';

/** Beyond this offset a text is read whole again, so that offsets stay small integers. */
const furthest = 2 ** 30;

/** Which lines of a text are read anew: whole lines from `start` to `end`. Before them all is as it was, behind them moved `by` code units. */
export interface Fresh {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

interface Parts {
  readonly uri: string;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly blocks: readonly UnitBlock[];
  readonly free: number;
  readonly memory: Memory | undefined;
  readonly fresh: Fresh;
  /** Of the text, where they are known already. */
  readonly lines?: LineTable | undefined;
  /** The tree of the version before. */
  readonly before?: Tree;
}

export class Parsed {
  readonly uri: string;
  readonly text: string;
  readonly units: readonly Unit[];
  /** Where each unit begins in the text. */
  readonly starts: readonly number[];
  readonly blocks: readonly UnitBlock[];
  /** The tree with every offset at home: those of the text where `moved` is false. Never mixes with offsets of the text but through `place`. */
  readonly home: Tree;
  /** Whether homes differ from offsets of the text. */
  readonly moved: boolean;
  /** First offset that is no node's home. */
  readonly free: number;
  readonly memory: Memory | undefined;
  /** What was read for this version. */
  readonly fresh: Fresh;
  #lines: LineTable | undefined;
  #tree: Tree | undefined;
  #homes: readonly number[] | undefined;

  constructor(parts: Parts) {
    this.uri = parts.uri;
    this.text = parts.text;
    this.units = parts.units;
    this.free = parts.free;
    this.memory = parts.memory;
    this.blocks = parts.blocks;
    this.fresh = parts.fresh;
    this.#lines = parts.lines;
    const starts: number[] = [];
    let at = 0;
    let moved = false;
    for (let index = 0; index < parts.units.length; index++) {
      const { home, length } = parts.units[index] as Unit;
      starts.push(at);
      if (home !== at) moved = true;
      at += length;
    }
    this.starts = starts;
    this.moved = moved;
    this.home = new HomeTree(this, parts.before);
  }

  get lines(): LineTable {
    this.#lines ??= new LineTable(this.text);
    return this.#lines;
  }

  /** The lines of the next version, where they cost little. */
  linesAfter(text: string, fresh: Fresh): LineTable | undefined {
    return this.#lines?.spliced(text, fresh);
  }

  /** The tree with the offsets of the text. What is behind an edit moves when it is looked at. */
  get tree(): Tree {
    this.#tree ??= this.moved ? new PlacedTree(this) : this.home;
    return this.#tree;
  }

  /** Where an offset of a node's home is in the text; `end`: it is the end of what holds at least one code unit. */
  place = (offset: number, end = false): number => {
    const at = end ? offset - 1 : offset;
    const order = this.#byHome();
    let low = 0;
    let high = order.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.units[order[middle] as number] as Unit).home <= at) low = middle;
      else high = middle - 1;
    }
    const index = order[low] ?? 0;
    return offset + (this.starts[index] ?? 0) - (this.units[index]?.home ?? 0);
  };

  /** Problems found at home, where they are in the text. */
  placed(problems: readonly Problem[]): readonly Problem[] {
    return this.moved ? problems.map((problem) => placedProblem(problem, this.uri, this.place)) : problems;
  }

  /** Units in the order of their homes; nearly sorted already. */
  #byHome(): readonly number[] {
    const { units } = this;
    this.#homes ??= units.map((_, index) => index).sort((a, b) => (units[a] as Unit).home - (units[b] as Unit).home);
    return this.#homes;
  }
}

/** Reads a whole text. `memory`: it will be edited, so what is found out about its parts is kept. */
export function parseText(text: string, uri: string, memory?: Memory): Parsed {
  const { units } = readUnits(uri, text);
  const fresh = { start: 0, end: text.length, by: 0 };
  return new Parsed({ uri, text, units, blocks: blocksOf(units), free: text.length + 1, memory, fresh });
}

/** Reads the next version of a text: what changed, and as much around it as that has to do with. Equal to reading it whole. */
export function reparse(before: Parsed, text: string): Parsed {
  if (text === before.text) return before;
  const change = changedRange(before.text, text);
  const first = Math.max(0, unitAt(before, change.start) - 1);
  const found = before.free < furthest ? readChanged(before, text, change, first) : undefined;
  if (!found) return parseText(text, before.uri, before.memory);
  const { units: read, rest, free } = found;
  const units = before.units.slice(0, first).concat(read, before.units.slice(rest));
  const by = text.length - before.text.length;
  const start = before.starts[first] as number;
  const fresh = { start, end: rest < before.starts.length ? (before.starts[rest] as number) + by : text.length, by };
  return new Parsed({
    uri: before.uri,
    text,
    units,
    blocks: blocksOf(units, sameBlocks(before.blocks, first, rest, first + read.length - rest)),
    free,
    memory: before.memory,
    fresh,
    lines: before.linesAfter(text, fresh),
    before: before.home,
  });
}

/** Blocks whose units all stand in front of `first`, or all from `rest` on and now `by` units further on. */
function sameBlocks(before: readonly UnitBlock[], first: number, rest: number, by: number) {
  const known = new Map(before.map((each) => [each.from, each]));
  return (from: number, to: number): Block | undefined => {
    const old = to <= first ? known.get(from) : from - by >= rest ? known.get(from - by) : undefined;
    return old && old.to - old.from === to - from ? old.block : undefined;
  };
}

interface Changed {
  readonly units: readonly Unit[];
  /** From which unit of the earlier text on everything is as it was. */
  readonly rest: number;
  readonly free: number;
}

/** Undefined: to the end of the text nothing is as it was, and it began at the first unit. */
function readChanged(before: Parsed, text: string, change: Change, first: number): Changed | undefined {
  const { units, starts, uri, free } = before;
  const by = text.length - before.text.length;
  const from = starts[first] ?? 0;
  let rest = first;
  while (rest < units.length && (starts[rest] as number) <= change.endBefore) rest += 1;
  for (;;) {
    if (first === 0 && rest === units.length) return undefined;
    const end = rest < units.length ? (starts[rest] as number) + by : text.length;
    const piece = copied(text, from, end);
    const unit = units[first] as Unit;
    const place = first === 0 ? startOfFile : { inBlock: true, row: unit.row, follows: unit.follows };
    const read = readUnits(uri, piece, place, first === 0);
    if (rest === units.length || goesOn(read, units[rest] as Unit)) {
      return { units: read.units.map((each) => movedUnit(each, free)), rest, free: free + piece.length + 1 };
    }
    // What follows is read otherwise now, to the end of its block at most: a header is one whatever it stands behind.
    do rest += 1;
    while (rest < units.length && (units[rest] as Unit).kind !== 'block');
  }
}

/** Whether `unit` would be read as before behind what was read. */
function goesOn({ place, width }: ReadUnits, unit: Unit): boolean {
  if (unit.kind === 'block') return true;
  return (
    place.inBlock && place.row === unit.row && place.follows === unit.follows && (width ?? unit.width) >= unit.width
  );
}

function unitAt({ starts }: Parsed, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A part of a text as a string of its own: engines let a slice hold on to all of the text, and a file is edited for hours. */
function copied(text: string, from: number, to: number): string {
  return ` ${text.slice(from, to)}`.slice(1);
}
