// Everything static that there is to say about one file: structure, phrases, lint rules; severities and ignores applied.
// Server, editor and terminal all call this, so they find the same things. Asks no model, reads only through the source given.

import { own } from '../../base/own.ts';
import type { Config } from '../../config/config.ts';
import { isIgnored, pathInFolder } from '../../config/is-ignored.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Problem } from '../../lang/problems.ts';
import { readPersona } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import { type RuleBook, readRules } from '../../rules/rule-book.ts';
import { readBaseline, withoutKnown } from './baseline.ts';
import { keptTalkProblems, type TalkProblems } from './kept-talks.ts';
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
  /** What the talks kept beside it break; empty while typing. */
  readonly talks: readonly TalkProblems[];
  /** Fingerprints of the baseline that nothing has any more; empty while typing. */
  readonly stale: readonly string[];
}

/** Nothing that a person wrote is longer; beyond this a file is not read at all, and says so. In UTF-16 code units. */
export const longestText = 5_000_000;

/** @param phase `typing`: structure and cheap rules only; `save`: the whole set. */
export function checkFile(file: FileToCheck, phase: 'typing' | 'save'): CheckedFile {
  if (isIgnored(file.uri, file.config)) return unchecked(file);
  const unreadable = whyUnreadable(file.text);
  const persona = readPersona(unreadable ? '' : file.text, file.uri, file.source);
  const book = readRules(persona);
  if (unreadable) return { persona, book, problems: [unreadable], talks: [], stale: [] };
  const { config, measures, talks } = file;
  const context = { persona, book, config, measures, talks };
  const { problems, stale } = withoutKnown(lint(context, phase), persona.tree, knownFindings(file));
  if (phase === 'typing') return { persona, book, problems, talks: [], stale: [] };
  return { persona, book, problems, talks: keptTalkProblems(context, file.source), stale };
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

/** A file that `dramatis.json` ignores: read, so that the editor can still show and play it, and nothing said. */
function unchecked(file: FileToCheck): CheckedFile {
  const persona = readPersona(whyUnreadable(file.text) ? '' : file.text, file.uri, file.source);
  return { persona, book: readRules(persona), problems: [], talks: [], stale: [] };
}

/** Files that are no text, or too much of it, are told so once rather than in ten thousand findings. */
function whyUnreadable(text: string): Problem | undefined {
  const range = { start: 0, end: Math.min(1, text.length) };
  if (text.length > longestText) {
    const size = (text.length / 1e6).toFixed(1);
    return {
      code: 'file-too-large',
      severity: 'error',
      range,
      message: `This file holds ${size} million characters; a persona of more than ${longestText / 1e6} million is not read.`,
    };
  }
  const nul = text.indexOf('\u0000');
  if (nul < 0) return undefined;
  return {
    code: 'not-text',
    severity: 'error',
    range: { start: nul, end: nul + 1 },
    message: 'This file is not text: it holds a zero byte here. It is not read.',
  };
}
