// The shape of a static lint rule: a value with an id, a severity and one function. Free, synchronous, deterministic.

import type { Config } from '../../config/config.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem, Severity } from '../../lang/problems.ts';
import type { Tree } from '../../lang/tree.ts';
import type { RuleBook } from '../../rules/rule-book.ts';

/** What a rule may look at. Everything is a value; nothing is read from outside. */
export interface LintContext {
  /** Made when it is first looked at: a rule of the phase `typing` does without. */
  readonly persona: Persona;
  readonly book: RuleBook;
  /** Of the file itself. */
  readonly tree: Tree;
  /** What is wrong with its structure and its phrases. */
  readonly structure: readonly Problem[];
  /** What `hidden-unicode` finds: reading looks for it, as lines alone show it. */
  readonly hidden: readonly Problem[];
  readonly config: Config;
  readonly measures: Measures;
  /** Kept talks beside the persona: file name and messages with the range of their line in that file. */
  readonly talks: readonly KeptTalk[];
}

/** A talk file beside the persona. `problems`: lines of it that could not be read. */
export interface KeptTalk {
  readonly problems: readonly Problem[];
  readonly uri: string;
  /** The whole file, so that ranges become lines. */
  readonly text: string;
  readonly messages: readonly KeptLine[];
  /** A scene as the others of its cast heard it, each with its file. Undefined: a talk of two. */
  readonly sides?: readonly { readonly key: string; readonly uri: string; readonly messages: readonly KeptLine[] }[];
}

export interface KeptLine {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly range: { readonly start: number; readonly end: number };
}

export interface LintRule {
  readonly id: string;
  readonly severity: Severity;
  /** One line, as lists and `--help` show it. */
  readonly summary: string;
  /** `typing`: cheap and structural, shown at once. `save`: the rest. */
  readonly phase: 'typing' | 'save';
  /** Undefined among them: a place to rest, in rules that take long. */
  check(context: LintContext): Iterable<Problem | undefined>;
}
