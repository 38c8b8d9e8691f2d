// What a format of training rows is: a name, a schema of its rows, how a talk becomes rows, what must hold of each. Shapes only. A format reads
// what was recorded and nothing else: what a talk does not hold is said in words, never made up.
import type { Persona } from '../lang/persona.ts';
import type { Memories } from '../play/memory/memory-file.ts';
import type { RecordedTalk } from './recorded-talk.ts';

/** A JSON schema, draft 7. */
export type Schema = Readonly<Record<string, unknown>>;

export type RowValue = Readonly<Record<string, unknown>>;

/** One file of an export. */
export interface Part {
  /** Comes behind the export's name: `rows.NAME.jsonl`. Empty for a format of one file. */
  readonly name: string;
  /** What a row is, as a sentence. */
  readonly row: string;
  readonly schema: Schema;
  /** What a schema cannot say. The sentence says what is wrong; undefined: nothing. */
  readonly invariant?: (row: RowValue) => string | undefined;
  /** The same for rows that others wrote, where the format takes more than we write. */
  readonly taken?: Pick<Part, 'schema' | 'invariant'>;
}

export interface Row {
  /** Name of its part. */
  readonly part: string;
  readonly value: RowValue;
}

/** What became of a talk. */
export interface Projected {
  readonly rows: readonly Row[];
  /** Why the talk, or something in it, is no row: plain sentences, the same for the same reason. */
  readonly left: readonly string[];
}

/** What a projection may look at beside the talk. */
export interface DataContext {
  readonly persona: Persona;
  /** The persona of a cast member by its uri, as the talk names it; undefined where it cannot be read. */
  readonly cast?: (uri: string) => Persona | undefined;
  /** The persona of a simulated user by the name in the talk; undefined where nobody named its file. */
  readonly asker?: (name: string) => Persona | undefined;
  /** What the persona remembers of its sessions. */
  readonly memories?: Memories;
  /** Take replies that break a rule, were found bad or were cut off, too. */
  readonly takeUnfit?: boolean;
}

export interface DataFormat {
  readonly id: string;
  readonly title: string;
  /** What of a talk it needs, as a sentence. */
  readonly needs: string;
  /** Who takes such rows: the trainer or the method. */
  readonly takenBy: string;
  /** `csv`: the columns of a row in the order of its schema's `required`. */
  readonly encoding: 'jsonl' | 'csv';
  readonly parts: readonly Part[];
  project(talk: RecordedTalk, context: DataContext): Projected;
}

/** Rows of the one part that has no name. */
export function rowsOf(values: readonly RowValue[], left: readonly string[] = []): Projected {
  return { rows: values.map((value) => ({ part: '', value })), left };
}

/** No row, and why. */
export function noRows(...left: readonly string[]): Projected {
  return { rows: [], left };
}
