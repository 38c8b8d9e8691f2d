// Everything static that there is to say about one file: structure, phrases, lint rules; severities and ignores applied.
// Server, editor and terminal all call this, so they find the same things. Asks no model, reads only through the source given.

import { own } from '../../base/own.ts';
import type { Config } from '../../config/config.ts';
import { isIgnored, pathInFolder } from '../../config/is-ignored.ts';
import { directives } from '../../lang/directives.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Parsed } from '../../lang/parsed.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Source } from '../../lang/source.ts';
import type { Tree } from '../../lang/tree.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { readBaseline, withoutKnown } from './baseline.ts';
import { keptTalkProblems, type TalkProblems } from './kept-talks.ts';
import { heeded, lintInSteps } from './lint.ts';
import { type Reading, readEdited, readFile } from './reading.ts';
import type { KeptTalk, LintContext } from './rule.ts';

export interface FileToCheck {
  readonly text: string;
  readonly uri: string;
  readonly source: Source;
  readonly config: Config;
  readonly measures: Measures;
  readonly talks: readonly KeptTalk[];
}

export interface CheckedFile {
  /** What the tree was made of, for what is worked out part by part. */
  readonly parsed: Parsed;
  readonly tree: Tree;
  /** Made, as is the book, when it is first looked at. */
  readonly persona: Persona;
  readonly book: RuleBook;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** What the talks kept beside it break; empty while typing. */
  readonly talks: readonly TalkProblems[];
  /** Fingerprints of the baseline that nothing has any more; empty while typing. */
  readonly stale: readonly string[];
}

/** @param phase `typing`: structure and cheap rules only; `save`: the whole set. */
export function checkFile(file: FileToCheck, phase: 'typing' | 'save'): CheckedFile {
  return checkReading(file, readToCheck(file), phase);
}

/** The text as it is to be read. */
export function readToCheck({ text, uri, source }: FileToCheck): Reading {
  return readFile(text, uri, source);
}

/** The same of an open file: what has not changed since `earlier` is not read again. */
export function readAgain({ text, uri, source }: FileToCheck, earlier: Reading | undefined): Reading {
  return readEdited(text, uri, source, earlier);
}

/** `reading` is what `file` was read as. Persona and book are made when they are asked for. */
export function checkReading(file: FileToCheck, reading: Reading, phase: 'typing' | 'save'): CheckedFile {
  const work = checkInSteps(file, reading, phase);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same, resting wherever it yields: the whole set of a long file takes a while. */
export function* checkInSteps(
  file: FileToCheck,
  reading: Reading,
  phase: 'typing' | 'save',
): Generator<void, CheckedFile> {
  // A file that `dramatis.json` ignores is read, so that the editor can still show and play it, and nothing is said.
  if (isIgnored(file.uri, file.config)) return new CheckedReading(reading, []);
  if (reading.unreadable) return new CheckedReading(reading, [reading.unreadable]);
  yield* reading.findProblems();
  const context = new ReadContext(file, reading);
  const found = yield* lintInSteps(context, phase);
  const { problems, stale } = withoutKnown(found, reading.tree, knownFindings(file));
  if (phase === 'typing') return new CheckedReading(reading, problems);
  yield;
  return new CheckedReading(reading, problems, keptTalkProblems(context, file.source), stale);
}

/**
 * What the file's own lines show, for the first moment of a long file: no name is looked up and no phrase read yet. All of it is found by
 * the check, too, but for a missing name of the persona, which a file that it extends may give: that is not told before it is known.
 */
export function checkLines(file: FileToCheck, reading: Reading): CheckedFile {
  if (isIgnored(file.uri, file.config)) return new CheckedReading(reading, []);
  if (reading.unreadable) return new CheckedReading(reading, [reading.unreadable]);
  const sure = reading.lineProblems.filter(({ code }) => code !== 'missing-title');
  const found = [...sure, ...reading.hidden];
  const told = found.length === 0 ? found : heeded(found, file.config, directives(reading.tree));
  return new CheckedReading(reading, withoutKnown(told, reading.tree, knownFindings(file)).problems);
}

/** What rules look at, of a reading. */
class ReadContext implements LintContext {
  readonly tree: Tree;
  readonly hidden: readonly Problem[];
  readonly config: Config;
  readonly measures: Measures;
  readonly talks: readonly KeptTalk[];
  readonly #reading: Reading;

  constructor({ config, measures, talks }: FileToCheck, reading: Reading) {
    this.tree = reading.tree;
    this.hidden = reading.hidden;
    this.config = config;
    this.measures = measures;
    this.talks = talks;
    this.#reading = reading;
  }

  get structure(): readonly Problem[] {
    return this.#reading.problems;
  }

  get persona(): Persona {
    return this.#reading.persona;
  }

  get book(): RuleBook {
    return this.#reading.book;
  }
}

class CheckedReading implements CheckedFile {
  readonly parsed: Parsed;
  readonly problems: readonly Problem[];
  readonly talks: readonly TalkProblems[];
  readonly stale: readonly string[];
  readonly #reading: Reading;

  constructor(
    reading: Reading,
    problems: readonly Problem[],
    talks: readonly TalkProblems[] = [],
    stale: readonly string[] = [],
  ) {
    this.parsed = reading.parsed;
    this.problems = problems;
    this.talks = talks;
    this.stale = stale;
    this.#reading = reading;
  }

  get tree(): Tree {
    return this.#reading.tree;
  }

  get persona(): Persona {
    return this.#reading.persona;
  }

  get book(): RuleBook {
    return this.#reading.book;
  }
}

/** What the baseline knows of this file; nothing where there is none or it cannot be read. */
export function knownFindings({
  uri,
  config,
  source,
}: Pick<FileToCheck, 'uri' | 'config' | 'source'>): readonly string[] {
  const { folder, baseline } = config;
  if (folder === undefined || baseline === undefined) return [];
  const file = source.read(`./${baseline.replace(/^\.\//, '')}`, `${folder}/dramatis.json`);
  return (file.ok && own(readBaseline(file.text)?.findings ?? {}, pathInFolder(uri, folder))) || [];
}
