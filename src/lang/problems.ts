// What can be wrong with a text, as values: a stable code, a place, plain words and, where there is one, a fix.
// Never an exception. Structural codes are this closed list; lint rules (lint/static) use their own ids in the same shape.

import type { Range } from '../base/range.ts';
import type { TextEdit } from '../base/text-edit.ts';
import type { Origin } from './source-text.ts';

export type Severity = 'error' | 'warning' | 'hint';

/** A change that would mend a problem, as data: editor and terminal apply the same one. */
export interface Fix {
  readonly title: string;
  /** Against the text the problem was found in. */
  readonly edits: readonly TextEdit[];
  /** The one fix nearly everybody wants. */
  readonly preferred?: boolean;
}

export interface Problem {
  /** A `ProblemCode` or the id of a lint rule; `docs/rules/<code>.md` explains it. */
  readonly code: string;
  readonly severity: Severity;
  readonly range: Range;
  readonly message: string;
  readonly related?: readonly { readonly origin: Origin; readonly message: string }[];
  readonly fixes?: readonly Fix[];
}

/** In the order of the text; what begins and ends at the same places by its code. */
export function inOrder(a: Problem, b: Problem): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

/** Every structural problem that scanning, parsing, resolving and reading values can find. */
export const problemCodes = [
  'unknown-block',
  'misspelt-block',
  'stray-line',
  'unknown-entry',
  'misspelt-clause',
  'misplaced-item',
  'misplaced-text',
  'bad-indentation',
  'duplicate-block',
  'duplicate-name',
  'missing-persona',
  'missing-entry',
  'missing-title',
  'needless-title',
  'wrong-value',
  'unusual-word',
  'bad-name',
  'looks-like-comment',
  'looks-like-item',
  'open-fence',
  'file-too-large',
  'not-text',
  'unresolved-file',
  'file-outside-folder',
  'cyclic-extends',
  'conflicting-parents',
  'unknown-inherited',
  'unknown-speaker',
  'unknown-value',
  'bad-phrase',
  'bad-pattern',
  'unknown-rule',
  'curly-quotes',
] as const;

export type ProblemCode = (typeof problemCodes)[number];
