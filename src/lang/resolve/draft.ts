// What one file says by itself, before its parents are merged in; and what merging gives. Shapes only.
import type {
  Example,
  Fact,
  Given,
  Kind,
  Move,
  Named,
  Persona,
  Rule,
  Scene,
  Slot,
  Stage,
  Test,
  Tool,
  Trait,
} from '../persona.ts';
import type { Problem } from '../problems.ts';
import type { ReadResult } from '../source.ts';
import type { SourceText } from '../source-text.ts';
import type { Tree } from '../tree.ts';

/** A file that a persona names, as written. */
export interface FilePath {
  readonly path: string;
  readonly text: SourceText;
}

/** Everything a file says, its blocks read and its names as written; parents not yet merged. */
export interface Draft {
  readonly tree: Tree;
  readonly title: SourceText | undefined;
  readonly kind: { readonly value: Kind; readonly text: SourceText } | undefined;
  /** Single entries of `persona` by word. */
  readonly head: ReadonlyMap<string, SourceText>;
  readonly tags: readonly SourceText[];
  readonly extends: readonly FilePath[];
  readonly without: readonly SourceText[];
  readonly instructions: Persona['instructions'];
  readonly sections: Persona['sections'];
  readonly about: readonly Named[];
  readonly traits: readonly Trait[];
  readonly voice: Persona['voice'];
  readonly knows: readonly Fact[];
  readonly unknown: Persona['unknown'];
  readonly memory: ReadonlyMap<string, SourceText>;
  readonly state: readonly Slot[];
  readonly given: readonly Given[];
  readonly rules: readonly Rule[];
  readonly plan: readonly Stage[];
  readonly moves: readonly Move[];
  readonly tools: readonly Tool[];
  readonly turns: Persona['turns'];
  readonly greetings: readonly SourceText[];
  readonly examples: readonly Example[];
  readonly scenes: readonly Scene[];
  readonly tests: readonly Test[];
}

/** Somewhere to put problems of the file being read. */
export interface Reading {
  readonly uri: string;
  readonly problems: Problem[];
  /** Reads a file named by this one; undefined, and a problem at `text`, where it cannot be read. */
  open(path: string, text: SourceText): Extract<ReadResult, { readonly ok: true }> | undefined;
}
