// Talks in, rows of a format out, one talk at a time: read, judged by the gate, projected, checked, written. In: talks as they come, a sink that keeps
// rows. Out: progress, then a tally; or where it stopped. Holds one talk and 16 characters for each row; asks nobody. What was begun goes on where
// it stood: the talks must then come in the same order.
import { UserError } from '../base/user-error.ts';
import { fnv64 } from '../lang/hash.ts';
import { nameKey } from '../lang/name.ts';
import { areTheSame, noted, type OthersRead } from './fingerprint.ts';
import type { DataContext, DataFormat, Part, Row } from './format.ts';
import { othersGate } from './persona-gate.ts';
import type { FindIdentifiers } from './personal-data.ts';
import { talkReader } from './recorded-talk.ts';
import { redactRecords } from './redact-records.ts';
import type { RowProblem } from './row-problems.ts';
import type { RowCodec } from './row-text.ts';
import type { ReadTalk } from './talks-in.ts';
import { because, countEach, newTally, type Tally } from './tally.ts';
import { testItemFinder } from './test-items.ts';
import { textsOf } from './texts-of.ts';

/** Where rows are kept until the export is whole. */
export interface ExportSink {
  write(part: string, text: string): Promise<void>;
  /** Everything written so far is of these talks: from here on it can be taken up again. */
  checkpoint(journal: Journal): Promise<void>;
  /** What was written, in pieces. */
  read(part: string): AsyncIterable<string>;
}

/** How far an export is. A plain value. */
export interface Journal {
  /** Of everything that decides what rows look like. */
  readonly wish: string;
  /** Of the talks, in their order: their ids and all that they hold. */
  readonly talks: string;
  /** Who was in their casts or asked, and what they were then. */
  readonly others: OthersRead;
  readonly tally: Tally;
}

export interface ExportWish {
  readonly format: DataFormat;
  readonly context: DataContext;
  /** What becomes of rows that hold identifiers of people. */
  readonly personal: 'remove' | 'redact' | 'keep';
  readonly find: FindIdentifiers;
  readonly problemOf: RowProblem;
  readonly codec: RowCodec;
  readonly sink: ExportSink;
  readonly wishHash: string;
  /** ISO 8601: what was to be kept until a day before it may not leave. */
  readonly today: string;
  /** Of an export that was stopped. */
  readonly resume?: Journal;
}

/** Talks between two checkpoints. */
const between = 500;

/** Yields after each talk how many there were. `stopped`: the signal said so; what is done is kept. @throws UserError where it cannot go on. */
export async function* buildExport(
  talks: AsyncIterable<ReadTalk>,
  wished: ExportWish,
  signal: AbortSignal,
): AsyncGenerator<number, { readonly stopped: boolean; readonly tally: Tally }> {
  const { format, sink, resume, codec } = wished;
  if (resume && !areTheSame(wished.context, resume.others))
    throw new UserError(
      'Who is in the talks is not who it was when this export was begun.',
      'Begin anew with --restart.',
    );
  const others = noted(wished.context, resume?.others ?? {});
  const wish = { ...wished, context: others.context };
  const tally: Tally = structuredClone(resume?.tally ?? newTally(format.parts.map(({ name }) => name)));
  const seen = await rowsThere(wish, resume !== undefined);
  const skip = tally.talks;
  const read = talkReader(wish.context.persona);
  const testItem = testItemFinder(wish.context.persona);
  let order = '';
  let at = 0;
  if (!resume) for (const part of format.parts) await sink.write(part.name, codec.head(part));
  const journal = (): Journal => ({ wish: wish.wishHash, talks: order, others: others.read(), tally });
  for await (const one of talks) {
    if (signal.aborted) {
      if (at >= skip) await sink.checkpoint(journal());
      return { stopped: true, tally };
    }
    at++;
    order = fnv64(`${order} ${idOf(one)} ${fnv64(JSON.stringify(one.records))}`);
    if (at < skip) continue;
    if (at === skip) {
      if (order === resume?.talks) continue;
      throw new UserError('The talks are not those that this export was begun with.', 'Begin anew with --restart.');
    }
    await takeTalk(one, { wish, tally, seen, read, testItem });
    if (at % between === 0) await sink.checkpoint(journal());
    yield at;
  }
  if (at < skip)
    throw new UserError('There are fewer talks than when this export was begun.', 'Begin anew with --restart.');
  await sink.checkpoint(journal());
  return { stopped: signal.aborted, tally };
}

interface Work {
  readonly wish: ExportWish;
  readonly tally: Tally;
  readonly seen: Set<string>;
  readonly read: ReturnType<typeof talkReader>;
  readonly testItem: ReturnType<typeof testItemFinder>;
}

async function takeTalk(one: ReadTalk, { wish, tally, seen, read, testItem }: Work): Promise<void> {
  const { format, context, personal, find, codec, sink } = wish;
  tally.talks++;
  const id = idOf(one);
  for (const why of one.problems) because(tally.left, why, id);
  if (one.records.length === 0) return;
  const { records, replaced } =
    personal === 'redact' ? redactRecords(one.records, find) : { records: one.records, replaced: 0 };
  tally.replaced += replaced;
  const talk = read(records);
  if (nameKey(talk.persona) !== nameKey(context.persona.name)) {
    because(tally.left, `It is a talk of ${talk.persona || 'somebody unnamed'}.`, id);
    return;
  }
  const barred = othersGate(talk, context, wish.today);
  if (barred !== undefined) {
    because(tally.left, barred, id);
    return;
  }
  const { rows, left } = format.project(talk, context);
  for (const why of left) because(tally.left, why, id);
  let out = 0;
  for (const row of rows) {
    const text = codec.row(partOf(format, row), row.value);
    const why = refusal(row, text, { find: personal === 'keep' ? () => [] : find, testItem, seen });
    const problem = why === undefined ? wish.problemOf(row.part, row.value) : undefined;
    if (why !== undefined || problem !== undefined) {
      because(tally.removed, why ?? `Not as the format has it. ${problem}`, id);
      continue;
    }
    seen.add(hashOf(row.part, text));
    await sink.write(row.part, text);
    tally.rows[row.part] = (tally.rows[row.part] ?? 0) + 1;
    tally.longest = Math.max(tally.longest, text.length);
    out++;
  }
  if (out === 0) return;
  tally.used++;
  countEach(tally.models, talk.models.length > 0 ? talk.models : ['no model']);
  countEach(tally.hashes, talk.hashes);
}

/** Why a row does not go out; undefined: it does. */
function refusal(
  { part, value }: Row,
  text: string,
  gate: { readonly find: FindIdentifiers } & Pick<Work, 'testItem' | 'seen'>,
): string | undefined {
  if (gate.seen.has(hashOf(part, text))) return 'The same row is there already.';
  for (const one of textsOf(value)) {
    const [first] = gate.find(one);
    if (first) return `It holds an identifier of a person: ${first.kind}.`;
  }
  const test = gate.testItem(value);
  return test === undefined ? undefined : `It gives away the test “${test}”.`;
}

/** Of an export that goes on, what its files hold already. */
async function rowsThere({ format, codec, sink }: ExportWish, resumed: boolean): Promise<Set<string>> {
  const seen = new Set<string>();
  if (!resumed) return seen;
  for (const part of format.parts) {
    for await (const value of codec.read(part, sink.read(part.name))) {
      seen.add(hashOf(part.name, codec.row(part, value as Row['value'])));
    }
  }
  return seen;
}

function hashOf(part: string, text: string): string {
  return fnv64(`${part}\n${text}`);
}

function partOf(format: DataFormat, row: Row): Part {
  const part = format.parts.find(({ name }) => name === row.part);
  if (!part) throw new Error(`${format.id} has no part ${row.part}`);
  return part;
}

function idOf({ records }: ReadTalk): string {
  return records.find((record) => record.type === 'talk')?.id ?? '';
}
