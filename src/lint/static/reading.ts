// One file, read: what its lines show at once, the persona, its rules and what is wrong with them as somebody asks for them. From an earlier
// version's reading only what changed is read. Compiles nothing, judges nothing.
import { Memory } from '../../lang/memory.ts';
import { placedProblem } from '../../lang/move.ts';
import { type Parsed, parseText, reparse } from '../../lang/parsed.ts';
import type { Persona } from '../../lang/persona.ts';
import { inOrder, type Problem } from '../../lang/problems.ts';
import { resolve } from '../../lang/resolve.ts';
import type { Source } from '../../lang/source.ts';
import type { Tree } from '../../lang/tree.ts';
import { type RuleBook, readRules } from '../../rules/rule-book.ts';
import { findHidden } from './hidden-unicode.ts';
import { placedBook } from './placed-book.ts';
import { whyUnreadable } from './why-unreadable.ts';

export interface Reading {
  readonly parsed: Parsed;
  /** Why the text is read as if it were empty; undefined: it is read. */
  readonly unreadable: Problem | undefined;
  readonly tree: Tree;
  readonly persona: Persona;
  readonly book: RuleBook;
  /** What its own lines show to be wrong, in no particular order: no name is looked up for it, no file and no phrase read. */
  readonly lineProblems: readonly Problem[];
  /** Of the file's structure and of its phrases, in no particular order. */
  readonly problems: readonly Problem[];
  /** Findings of `hidden-unicode`, which lines alone show. */
  readonly hidden: readonly Problem[];
  /** Uris of all files that took part, itself the first. */
  readonly files: readonly string[];
  /** Finds `problems`, with a place to rest between its parts. */
  findProblems(): Generator<void, void>;
}

/** Reads a text once and for all. */
export function readFile(text: string, uri: string, source: Source): Reading {
  return readWhole(text, uri, source, undefined);
}

/** Reads a text that will be edited: give the reading to the next call, and what has not changed is not looked at again. */
export function readEdited(text: string, uri: string, source: Source, earlier: Reading | undefined): Reading {
  if (!earlier || earlier.unreadable) return readWhole(text, uri, source, new Memory());
  const parsed = reparse(earlier.parsed, text);
  if (parsed !== earlier.parsed && whyUnreadable(text, parsed.fresh)) return readWhole(text, uri, source, new Memory());
  return readingOf(parsed, source, earlier, undefined);
}

/** What cannot be read is read as if it were empty. */
function readWhole(text: string, uri: string, source: Source, memory: Memory | undefined): Reading {
  const unreadable = whyUnreadable(text);
  return readingOf(parseText(unreadable ? '' : text, uri, memory), source, undefined, unreadable);
}

function readingOf(
  parsed: Parsed,
  source: Source,
  earlier: Reading | undefined,
  unreadable: Problem | undefined,
): Reading {
  return new FileReading(parsed, source, unreadable, hiddenAgain(parsed, earlier));
}

class FileReading implements Reading {
  readonly parsed: Parsed;
  readonly unreadable: Problem | undefined;
  readonly hidden: readonly Problem[];
  readonly #source: Source;
  #problems: readonly Problem[] | undefined;
  // At home.
  #homePersona: Persona | undefined;
  #homeBook: RuleBook | undefined;
  // In the text.
  #persona: Persona | undefined;
  #book: RuleBook | undefined;

  constructor(parsed: Parsed, source: Source, unreadable: Problem | undefined, hidden: readonly Problem[]) {
    this.parsed = parsed;
    this.unreadable = unreadable;
    this.hidden = hidden;
    this.#source = source;
  }

  get lineProblems(): readonly Problem[] {
    return this.parsed.placed(this.parsed.home.problems);
  }

  get problems(): readonly Problem[] {
    this.#problems ??= this.parsed.placed([...this.#resolved().problems, ...this.#rulesRead().problems]);
    return this.#problems;
  }

  get files(): readonly string[] {
    return this.#resolved().files;
  }

  *findProblems(): Generator<void, void> {
    this.#resolved();
    yield;
    this.#rulesRead();
    yield;
  }

  get tree(): Tree {
    return this.parsed.tree;
  }

  get persona(): Persona {
    if (!this.parsed.moved) return this.#resolved();
    this.#persona ??= resolve(this.tree, this.#source, {
      problems: this.parsed.placed(this.#resolved().problems).toSorted(inOrder),
    });
    return this.#persona;
  }

  get book(): RuleBook {
    if (!this.parsed.moved) return this.#rulesRead();
    this.#book ??= placedBook(this.parsed, this.#rulesRead(), this.persona);
    return this.#book;
  }

  #resolved(): Persona {
    this.#homePersona ??= resolve(this.parsed.home, this.#source);
    return this.#homePersona;
  }

  #rulesRead(): RuleBook {
    this.#homeBook ??= readRules(this.#resolved());
    return this.#homeBook;
  }
}

/** Looked for in the lines that were read, kept of all others. */
function hiddenAgain({ text, fresh }: Parsed, earlier: Reading | undefined): readonly Problem[] {
  if (earlier?.parsed.text === text) return earlier.hidden;
  const found = findHidden(text, fresh);
  if (!earlier || (fresh.start === 0 && fresh.end === text.length)) return found;
  const before = earlier.hidden.filter(({ range }) => range.start < fresh.start);
  const behind = earlier.hidden.filter(({ range }) => range.start >= fresh.end - fresh.by);
  return [...before, ...found, ...behind.map((problem) => placedProblem(problem, '', (offset) => offset + fresh.by))];
}
