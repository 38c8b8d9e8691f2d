// The shape of a row of the vocabulary. Holds no words of the language itself.
import type { BlockWord } from '../vocabulary.ts';

/**
 * What may stand behind a name:
 * `text` prose of any lines · `line` prose of one line · `number` · `share` from 0 to 1 · `yes or no` · `choice` one of `values` · `choices` a list of these ·
 * `list` · `names` a list of names · `path` · `paths` a list of paths · `cast` a list of paths or names, each with `as name` or not ·
 * `level` 0..1, low, medium, high or a word · `phrase` a check on a reply · `condition` a phrase of `when` · `binding` of `let` ·
 * `value` text, a list by its items, a map by its entries, or nothing.
 */
export type ValueType =
  | 'text'
  | 'line'
  | 'number'
  | 'share'
  | 'yes or no'
  | 'choice'
  | 'choices'
  | 'list'
  | 'names'
  | 'path'
  | 'paths'
  | 'cast'
  | 'level'
  | 'phrase'
  | 'condition'
  | 'binding'
  | 'value';

/** One entry or clause; also what any free name, or any item, of a block is. */
export interface EntryRow {
  /** As written before the colon. For free names and items: what they are (`rule`, `fact`), never looked up. */
  readonly word: string;
  readonly type: ValueType;
  /** One plain sentence. */
  readonly doc: string;
  /** A whole line as an author would write it, without indentation. */
  readonly example: string;
  /** What holds where it is not written, in words of the language. */
  readonly default: string | undefined;
  /** Allowed values of a `choice` or `choices`. */
  readonly values: readonly string[];
  /** Words offered for a `text` that may be any: another gets a hint. */
  readonly known: readonly string[];
  /** Bounds of a `number`, both included. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** May stand more than once in its place. */
  readonly many: boolean;
  /** A line of a dialogue: its name is a speaker. */
  readonly speaker: boolean;
  /** A name follows the word: `given passphrase: swordfish`. */
  readonly named: boolean;
  /** Whether anything plays it yet. */
  readonly played: boolean;
  /** Names people try for it. Lower case. */
  readonly wrong: readonly string[];
  readonly clauses: readonly EntryRow[];
}

export interface BlockRow {
  readonly word: BlockWord;
  readonly group: 'who they are' | 'what they know' | 'what they do' | 'what it looks like';
  readonly doc: string;
  /** Whole lines, indented as in a file. */
  readonly example: string;
  /** `needed`: a problem without one. `none`: a problem with one. */
  readonly title: 'needed' | 'may' | 'none';
  /** May come any number of times. */
  readonly many: boolean;
  /** All below is text. */
  readonly prose: boolean;
  /** Has speakers. */
  readonly dialogue: boolean;
  readonly played: boolean;
  readonly wrong: readonly string[];
  /** Entries known by word. */
  readonly entries: readonly EntryRow[];
  /** What any other name is, where the block is free; undefined in a closed block. */
  readonly free: EntryRow | undefined;
  /** What a `- ` is; undefined where none may stand. */
  readonly item: EntryRow | undefined;
}

type Optional<Row, Needed extends keyof Row> = Pick<Row, Needed> & Partial<Omit<Row, Needed>>;

/** A row with its defaults filled in. */
export function entry(row: Optional<EntryRow, 'word' | 'type' | 'doc' | 'example'>): EntryRow {
  return {
    default: undefined,
    values: [],
    known: [],
    min: undefined,
    max: undefined,
    many: false,
    speaker: false,
    named: false,
    played: true,
    wrong: [],
    clauses: [],
    ...row,
  };
}

/** A block's row with its defaults filled in: no title, once, closed, no items. */
export function block(row: Optional<BlockRow, 'word' | 'group' | 'doc' | 'example'>): BlockRow {
  return {
    title: 'none',
    many: false,
    prose: false,
    dialogue: false,
    played: true,
    wrong: [],
    entries: [],
    free: undefined,
    item: undefined,
    ...row,
  };
}
