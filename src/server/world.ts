// What the server needs from outside: files, configuration, kept talks, heavy measures. The Node entry gives the real ones.
import type { Config } from '../config/config.ts';
import type { Measures } from '../lang/measures.ts';
import type { Problem } from '../lang/problems.ts';
import type { Source } from '../lang/source.ts';
import type { KeptTalk } from '../lint/static/rule.ts';
import type { KeptList } from '../model/kept-lists.ts';

export interface FoundConfig {
  readonly config: Config;
  /** Of the `dramatis.json` itself. */
  readonly file: { readonly uri: string; readonly text: string; readonly problems: readonly Problem[] } | undefined;
}

/** The personas of a folder. Uris are as `uriKey` writes them. */
export interface Personas {
  /** Each step reads one folder at most. */
  uris(): Iterable<string>;
  /** Whether one that is there now would be among them. */
  includes(uri: string): boolean;
  /** Text of one of them. */
  textOf(uri: string): string | undefined;
}

/** Nothing here throws; what cannot be read counts as not there. Uris of files and folders that are asked for are as `uriKey` writes them. */
export interface World {
  /** Files as on disk, confined to the folder that belongs to `uri`. `folders`: the workspace's, as uris. */
  sourceFor(uri: string, folders: readonly string[]): Source;
  /** Files as on disk, confined to a folder. */
  sourceIn(folder: string): Source;
  /** Personas below a folder of the workspace, without what git ignores, nor the globs of `exclude`. Links are not followed. */
  personasIn(folder: string, exclude: readonly string[]): Promise<Personas>;
  /** The nearest `dramatis.json` above a file. */
  configFor(uri: string): FoundConfig;
  /** Talks kept beside a persona, as far as `source` lets it read. */
  talksFor(uri: string, source: Source): readonly KeptTalk[];
  /** What endpoints last said of their models, as it is kept for an editor that keeps none itself. */
  modelLists(): readonly KeptList[];
  /** The day, as `2026-11-26`. */
  today(): string;
  /** Loads one of them, or more. */
  loadMeasures(which: keyof Measures): Promise<Measures>;
  /** Uri of the page that explains a code; undefined where pages are not carried. */
  pageOf(code: string): string | undefined;
}
