// The shape of a static lint rule: a value with an id, a severity and one function. Free, synchronous, deterministic.

import type { Config } from '../../config/config.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem, Severity } from '../../lang/problems.ts';
import type { RuleBook } from '../../rules/rule-book.ts';

/** What a rule may look at. Everything is a value; nothing is read from outside. */
export interface LintContext {
  readonly persona: Persona;
  readonly book: RuleBook;
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
  check(context: LintContext): readonly Problem[];
}
