// What the server needs from outside: files, configuration, kept talks, heavy measures. The Node entry gives the real ones.
import type { Config } from '../config/config.ts';
import type { Measures } from '../lang/measures.ts';
import type { Problem } from '../lang/problems.ts';
import type { Source } from '../lang/source.ts';
import type { KeptTalk } from '../lint/static/rule.ts';

export interface FoundConfig {
  readonly config: Config;
  /** Of the `dramatis.json` itself. */
  readonly file: { readonly uri: string; readonly text: string; readonly problems: readonly Problem[] } | undefined;
}

/** Nothing here throws; what cannot be read counts as not there. */
export interface World {
  /** Files as on disk, confined to the folder that belongs to `uri`. `folders`: the workspace's, as uris. */
  sourceFor(uri: string, folders: readonly string[]): Source;
  /** The nearest `dramatis.json` above a file. */
  configFor(uri: string): FoundConfig;
  /** Talks kept beside a persona, as far as `source` lets it read. */
  talksFor(uri: string, source: Source): readonly KeptTalk[];
  /** Loaded on first use. */
  loadMeasures(): Promise<Measures>;
  /** Uri of the page that explains a code; undefined where pages are not carried. */
  pageOf(code: string): string | undefined;
}
