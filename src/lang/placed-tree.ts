// The tree of an edited text with the offsets of the text as it is now. Blocks in front of every edit are the nodes as they are; of what is
// behind, the members of a block are moved when they are asked for.
import type { LineTable } from '../base/line-table.ts';
import type { UnitBlock } from './blocks.ts';
import { type BlocksByWord, blocksByWord } from './blocks-by-word.ts';
import { movedComment, movedMember, movedName, movedRange, movedText } from './move.ts';
import type { Parsed } from './parsed.ts';
import type { Problem } from './problems.ts';
import type { Block, Comment, Member, Name, Tree } from './tree.ts';
import type { Unit } from './unit.ts';

/** Everything but `uri` and `text` is made on first use. */
export class PlacedTree implements Tree {
  readonly uri: string;
  readonly text: string;
  readonly #parsed: Parsed;
  #byWord: BlocksByWord | undefined;
  #blocks: readonly Block[] | undefined;
  #comments: readonly Comment[] | undefined;
  #problems: readonly Problem[] | undefined;

  constructor(parsed: Parsed) {
    this.uri = parsed.uri;
    this.text = parsed.text;
    this.#parsed = parsed;
  }

  get lines(): LineTable {
    return this.#parsed.lines;
  }

  get byWord(): BlocksByWord {
    this.#byWord ??= blocksByWord(this.blocks);
    return this.#byWord;
  }

  get blocks(): readonly Block[] {
    this.#blocks ??= this.#parsed.blocks.map((each) => placedBlock(this.#parsed, each));
    return this.#blocks;
  }

  get comments(): readonly Comment[] {
    // Nearly always none: then no unit has to be asked.
    this.#comments ??= this.#parsed.home.comments.length === 0 ? [] : placedComments(this.#parsed);
    return this.#comments;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= this.#parsed.placed(this.#parsed.home.problems).toSorted(inOrder);
    return this.#problems;
  }
}

function placedComments(parsed: Parsed): readonly Comment[] {
  const comments: Comment[] = [];
  parsed.units.forEach((unit, index) => {
    for (const comment of unit.comments) comments.push(movedComment(comment, shiftOf(parsed, index)));
  });
  return comments;
}

function inOrder(a: Problem, b: Problem): number {
  return a.range.start - b.range.start || a.range.end - b.range.end;
}

function shiftOf({ starts, units }: Parsed, index: number): number {
  return (starts[index] as number) - (units[index] as Unit).home;
}

function placedBlock(parsed: Parsed, { from, to, block }: UnitBlock): Block {
  for (let index = from; index < to; index++)
    if (shiftOf(parsed, index) !== 0) return new PlacedBlock(parsed, from, to, block);
  return block;
}

/** Behind the last line that belongs to a block: of its last unit that has one. */
function endOf(parsed: Parsed, from: number, to: number): number {
  let index = to - 1;
  while (index > from && (parsed.units[index] as Unit).end === undefined) index -= 1;
  return ((parsed.units[index] as Unit).end as number) + shiftOf(parsed, index);
}

class PlacedBlock implements Block {
  readonly kind = 'block';
  readonly word: Block['word'];
  readonly name: Name;
  readonly title: Block['title'];
  readonly prose: Block['prose'];
  readonly header: Block['header'];
  readonly range: Block['range'];
  #from: { readonly parsed: Parsed; readonly from: number; readonly to: number } | undefined;
  #children: readonly Member[] | undefined;

  constructor(parsed: Parsed, from: number, to: number, block: Block) {
    const by = shiftOf(parsed, from);
    this.word = block.word;
    this.name = movedName(block.name, by);
    this.title = block.title && movedText(block.title, by);
    this.prose = block.prose && movedText(block.prose, by);
    this.header = movedRange(block.header, by);
    this.range = { start: block.range.start + by, end: endOf(parsed, from, to) };
    this.#from = { parsed, from, to };
  }

  get children(): readonly Member[] {
    if (!this.#children) {
      const { parsed, from, to } = this.#from as { parsed: Parsed; from: number; to: number };
      const children: Member[] = [];
      for (let index = from; index < to; index++) {
        const member = (parsed.units[index] as Unit).member;
        if (!member) continue;
        const by = shiftOf(parsed, index);
        children.push(by === 0 ? member : movedMember(member, by));
      }
      this.#children = children;
      this.#from = undefined;
    }
    return this.#children;
  }
}
