// The tree of a text as its units have it, every offset at home, with the problems of its blocks. Where homes are in the text is for `Parsed`.

import { append } from '../base/append.ts';
import type { LineTable } from '../base/line-table.ts';
import { type BlocksByWord, blocksByWord } from './blocks-by-word.ts';
import { checkTree } from './check-tree.ts';
import type { Memory } from './memory.ts';
import type { Parsed } from './parsed.ts';
import type { Problem } from './problems.ts';
import type { Block, Comment, Tree } from './tree.ts';
import type { Unit } from './unit.ts';

/**
 * A class, as is all that is made for each file and has getters: an object literal with one has a shape of its own each time, and the
 * engine keeps shapes, with all that their getters can see, until it next goes through the whole heap.
 */
export class HomeTree implements Tree {
  readonly uri: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly byWord: BlocksByWord;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  readonly place: Tree['place'];
  readonly memory: Memory | undefined;
  readonly #parsed: Parsed;

  /** `before`: the tree of the version before. */
  constructor(parsed: Parsed, before: Tree | undefined) {
    const { uri, text, units, memory } = parsed;
    const blocks = parsed.blocks.map(({ block }) => block);
    const comments: Comment[] = [];
    const problems: Problem[] = [];
    for (let at = 0; at < units.length; at++) {
      const unit = units[at] as Unit;
      append(comments, unit.comments);
      append(problems, unit.problems);
    }
    const byWord = blocksByWord(blocks, before?.byWord);
    const begin = (units[0]?.home ?? 0) + (text.charCodeAt(0) === 0xfeff ? 1 : 0);
    for (const problem of checkTree({ uri, text, blocks, byWord, begin, memory })) problems.push(problem);
    problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    this.uri = uri;
    this.text = text;
    this.blocks = blocks;
    this.byWord = byWord;
    this.comments = comments;
    this.problems = problems;
    this.place = parsed.moved ? parsed.place : undefined;
    this.memory = memory;
    this.#parsed = parsed;
  }

  get lines(): LineTable {
    return this.#parsed.lines;
  }
}
