// What a clause says once it is read: phrases as values, each with its range in the clause's text. Shapes only.
import type { Range } from '../base/range.ts';
import type { Clause } from '../lang/persona.ts';
import type { Problem } from '../lang/problems.ts';

/** A value named in a phrase. `path` is what stands in the braces, trimmed; `range` is into the clause's text, braces included. */
export interface ValueUse {
  readonly path: string;
  readonly range: Range;
}

/** A text of a phrase: literal parts and values. `{{x}}` alone is one value; a list there stands for any of its elements. */
export interface Operand {
  readonly parts: readonly (string | ValueUse)[];
  readonly range: Range;
}

/** `/re/flags`, checked at reading. `{{x}}` inside is filled in when it is judged. */
export interface PatternOperand {
  readonly regex: string;
  readonly flags: string;
  readonly range: Range;
}

export type Unit = 'words' | 'sentences' | 'lines' | 'characters' | 'tokens' | 'number';

export type Bound = 'at most' | 'at least' | 'exactly';

/** What is asked of one text. */
export type TextTest =
  | { readonly test: 'say'; readonly texts: readonly Operand[] }
  | { readonly test: 'say word'; readonly texts: readonly Operand[] }
  | { readonly test: 'match'; readonly pattern: PatternOperand; readonly where: Where | undefined }
  | { readonly test: 'be'; readonly exactly: boolean; readonly texts: readonly Operand[] }
  | { readonly test: 'start' | 'end'; readonly texts: readonly Operand[] }
  | { readonly test: 'measure'; readonly bound: Bound; readonly amount: number | Operand; readonly unit: Unit }
  | { readonly test: 'ask'; readonly bound: Bound; readonly amount: number | Operand }
  | { readonly test: 'language'; readonly code: string; readonly name: string }
  | { readonly test: 'json' }
  | { readonly test: 'repeat itself' | 'speak for user' | 'break character' };

/** A named group of any one match, compared as `be` compares. */
export interface Where {
  readonly group: string;
  readonly exactly: boolean;
  readonly texts: readonly Operand[];
}

/** Whose messages a condition looks at. `who` is `user`, `self` or the key of a speaker. */
export interface Subject {
  readonly who: string;
  /** Over the whole talk so far rather than since the last reply. */
  readonly ever: boolean;
  readonly last: boolean;
}

/** One alternative of a line. */
export type Phrase = { readonly range: Range } & (
  | { readonly about: 'reply'; readonly test: TextTest }
  | { readonly about: 'message'; readonly subject: Subject; readonly test: TextTest }
  | { readonly about: 'turn'; readonly after: number | undefined }
  | { readonly about: 'known'; readonly value: Operand }
  | { readonly about: 'value'; readonly value: Operand; readonly test: TextTest }
);

/** `let: name = …`. Either messages of `subject` or the text `of` is looked at. */
export interface Binding {
  readonly name: string;
  /** What the value is found by (`Name.key`). */
  readonly key: string;
  readonly subject: Subject | undefined;
  readonly of: Operand | undefined;
  readonly pattern: PatternOperand | undefined;
  readonly lookup: { readonly exactly: boolean; readonly in: ValueUse; readonly to: ValueUse | undefined } | undefined;
  readonly range: Range;
}

/** A clause as read. With `phrases` and `binding` both undefined it could not be read: it is `unsure`; `judge` clauses have neither. */
export interface CheckedClause {
  readonly clause: Clause;
  readonly phrases: readonly Phrase[] | undefined;
  readonly binding: Binding | undefined;
  /** Every value it names, for lint and hover. */
  readonly values: readonly ValueUse[];
  /** Ranges are into the file the clause stands in. */
  readonly problems: readonly Problem[];
}
