// What a foreign format is to Dramatis: how it is known, read into a persona, written from one. One file a format; `formats` lists them.
import type { Persona } from '../lang/persona.ts';
import type { SuiteCase } from '../suite/suite-case.ts';
import type { Fate } from './fate.ts';

export type Imported =
  | {
      readonly ok: true;
      /** Of who it is; a file name is made of it. */
      readonly name: string;
      /** Of a persona file. */
      readonly text: string;
      readonly fates: readonly Fate[];
    }
  | { readonly ok: false; readonly reason: string };

export type Exported =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly fates: readonly Fate[];
      /** What its readers find it by, a folder of its own included: `holmes/SKILL.md`. Undefined: any name does. */
      readonly name?: string;
    }
  | { readonly ok: false; readonly reason: string };

export interface ReadOptions {
  /** How the file is called that is kept beside the persona; undefined: it is not kept. */
  readonly source: string | undefined;
}

export interface WriteOptions {
  /** The file of this format that the persona came from: what a persona does not express is kept. */
  readonly original: Uint8Array | undefined;
  /** The folder that a new file will stand in, by its name; undefined: the format may choose, or the file stays where it is. */
  readonly folder?: string;
  /** Tests and probes of the persona, planned where a format asks for them; undefined: there are none to be had. */
  readonly cases?: () => readonly SuiteCase[];
}

export interface Format {
  /** As `--to` takes it. */
  readonly id: string;
  /** What a list shows. */
  readonly title: string;
  /** What a new file ends with, the dot included. */
  readonly extension: string;
  /** How files end that may be of this format and are read, without the dot, in lower case; none where nothing is read. */
  readonly endings: readonly string[];
  /** Whether `write` changes the file that a persona came from. Without it every file is a new one, and none is offered to be replaced. */
  readonly changes?: true;
  /** Whether a new file takes over what this one says that the persona came from, and its picture. It is given as `original`, and never replaced. */
  takesFrom?(bytes: Uint8Array, name: string): boolean;
  /** Whether these bytes are of this format, by what stands in them; `name` is the file's, without its folder. */
  detect?(bytes: Uint8Array, name: string): boolean;
  read?(bytes: Uint8Array, options: ReadOptions): Imported;
  write?(persona: Persona, options: WriteOptions): Exported;
}
