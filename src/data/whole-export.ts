// An export from talks to a manifest: the gate on the persona, rows, what was written read back. In: talks, a wish, where rows are kept. Out: progress, then rows and manifest,
// or why there are none. Puts no file in its place: that is the caller's, once all of it is sound.
import { compile } from '../lang/compile.ts';
import { fnv64, personaHash } from '../lang/hash.ts';
import { buildExport, type ExportSink, type ExportWish, type Journal } from './build-export.ts';
import { checkRows } from './check-rows.ts';
import { fingerprint } from './fingerprint.ts';
import type { DataContext, DataFormat } from './format.ts';
import { manifestOf } from './manifest.ts';
import { identifierFinder } from './personal-data.ts';
import { rowProblemsOf } from './row-problems.ts';
import { rowCodec } from './row-text.ts';
import type { ReadTalk } from './talks-in.ts';
import type { Tally } from './tally.ts';

/** Everything that decides what rows look like. */
export interface RowWish {
  readonly format: DataFormat;
  readonly context: DataContext;
  /** What becomes of rows that hold identifiers of people. */
  readonly personal: 'remove' | 'redact' | 'keep';
  /** Whose phone numbers count without `+`, as `GB`. */
  readonly country: string | undefined;
  /** ISO 8601. */
  readonly at: string;
}

export interface Whole {
  readonly sink: ExportSink;
  /** Of an export that was stopped. */
  readonly resume?: Journal | undefined;
  /** By the name of the part: the file, without folders. */
  readonly files: Readonly<Record<string, string>>;
}

export type ExportEnd =
  | { readonly end: 'stopped'; readonly tally: Tally }
  /** What was written does not read back as what the format takes. */
  | { readonly end: 'unsound'; readonly message: string }
  | { readonly end: 'whole'; readonly tally: Tally; readonly manifest: object };

/** The same for wishes whose rows are the same, but for the talks and whoever else is in them: of those the journal tells. */
export function wishHashOf({ format, context, personal, country }: RowWish): string {
  const { persona, memories, takeUnfit = false } = context;
  const decide = [personaHash(compile(persona, {})), fingerprint(persona), fingerprint(memories)];
  return fnv64(JSON.stringify([format.id, ...decide, personal, country, takeUnfit]));
}

/** Yields after each talk how many there were. @throws UserError where it cannot go on. */
export async function* wholeExport(
  talks: AsyncIterable<ReadTalk>,
  wish: RowWish,
  { sink, resume, files }: Whole,
  signal: AbortSignal,
): AsyncGenerator<number, ExportEnd> {
  const { format, context, personal, country, at } = wish;
  const work = { ...(await toolsFor(wish)), sink, ...(resume ? { resume } : {}) };
  const { stopped, tally } = yield* buildExport(talks, work, signal);
  if (stopped) return { end: 'stopped', tally };
  for (const part of format.parts) {
    const { rows, problems, stopped: left } = await checkRows(part, sink.read(part.name), work, signal);
    if (left) return { end: 'stopped', tally };
    const [first] = problems;
    const due = tally.rows[part.name] ?? 0;
    if (!first && rows === due) continue;
    const what = first ? `row ${first.record}. ${first.message}` : `${rows} rows instead of ${due}.`;
    return { end: 'unsound', message: `What was written does not read back: ${what} Nothing was exported.` };
  }
  const { persona, takeUnfit = false } = context;
  const manifest = manifestOf({ format, persona, tally, personal, country, takeUnfit, at, files });
  return { end: 'whole', tally, manifest };
}

/** What an export would come to: the same, with nothing kept of any row. */
export async function* trialExport(
  talks: AsyncIterable<ReadTalk>,
  wish: RowWish,
  signal: AbortSignal,
): AsyncGenerator<number, { readonly stopped: boolean; readonly tally: Tally }> {
  return yield* buildExport(talks, { ...(await toolsFor(wish)), sink: nowhere }, signal);
}

const nowhere: ExportSink = {
  write: async () => undefined,
  checkpoint: async () => undefined,
  async *read() {},
};

async function toolsFor(wish: RowWish): Promise<Omit<ExportWish, 'sink'>> {
  const { format, context, personal, country, at: today } = wish;
  const [find, problemOf, codec] = await Promise.all([
    identifierFinder(country),
    rowProblemsOf(format),
    rowCodec(format.encoding),
  ]);
  return { format, context, personal, find, problemOf, codec, wishHash: wishHashOf(wish), today };
}
