// Everything static that there is to say about one file: structure, phrases, lint rules; severities and ignores applied.
// Server, editor and terminal all call this, so they find the same things. Asks no model, reads only through the source given.
import type { Config } from '../../config/config.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem } from '../../lang/problems.ts';
import { readPersona } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import { type RuleBook, readRules } from '../../rules/rule-book.ts';
import { lint } from './lint.ts';
import type { KeptTalk } from './rule.ts';

export interface FileToCheck {
  readonly text: string;
  readonly uri: string;
  readonly source: Source;
  readonly config: Config;
  readonly measures: Measures;
  readonly talks: readonly KeptTalk[];
}

export interface CheckedFile {
  readonly persona: Persona;
  readonly book: RuleBook;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** @param phase `typing`: structure and cheap rules only; `save`: the whole set. */
export function checkFile(file: FileToCheck, phase: 'typing' | 'save'): CheckedFile {
  const persona = readPersona(file.text, file.uri, file.source);
  const book = readRules(persona);
  const { config, measures, talks } = file;
  return { persona, book, problems: lint({ persona, book, config, measures, talks }, phase) };
}
