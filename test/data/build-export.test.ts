// The way from talks to rows: the gate, the tally, going on after a stop, and how much is held at a time.
import { expect, test } from 'vitest';
import { buildExport, type ExportSink, type ExportWish, type Journal } from '../../src/data/build-export.ts';
import { checkRows } from '../../src/data/check-rows.ts';
import type { DataContext, DataFormat } from '../../src/data/format.ts';
import { messages } from '../../src/data/formats/messages.ts';
import { identifierFinder } from '../../src/data/personal-data.ts';
import type { RecordedTalk } from '../../src/data/recorded-talk.ts';
import { rowProblemsOf } from '../../src/data/row-problems.ts';
import { rowCodec } from '../../src/data/row-text.ts';
import type { ReadTalk } from '../../src/data/talks-in.ts';
import { reasonsIn } from '../../src/data/tally.ts';
import { wishHashOf } from '../../src/data/whole-export.ts';
import { keeper, keeperText, personaOf, plainTalk, type Recording } from './kit.ts';

interface MemorySink extends ExportSink {
  readonly texts: Map<string, string>;
  kept: { journal: Journal; texts: Map<string, string> } | undefined;
}

function memorySink(texts = new Map<string, string>()): MemorySink {
  const sink: MemorySink = {
    texts,
    kept: undefined,
    async write(part, text) {
      texts.set(part, (texts.get(part) ?? '') + text);
    },
    async checkpoint(journal) {
      sink.kept = { journal: structuredClone(journal), texts: new Map(texts) };
    },
    async *read(part) {
      yield texts.get(part) ?? '';
    },
  };
  return sink;
}

async function wishOf(sink: ExportSink, more: Partial<ExportWish> = {}): Promise<ExportWish> {
  const format: DataFormat = more.format ?? messages;
  return {
    format,
    context: { persona: keeper },
    personal: 'remove',
    find: await identifierFinder(),
    problemOf: await rowProblemsOf(format),
    codec: await rowCodec(format.encoding),
    sink,
    wishHash: 'w',
    today: '2026-01-01T00:00:00Z',
    ...more,
  };
}

async function* talksOf(...talks: readonly Recording[]): AsyncGenerator<ReadTalk> {
  for (const { records } of talks) yield { records, problems: [] };
}

async function build(talks: AsyncIterable<ReadTalk>, wish: ExportWish, stopAfter?: number) {
  const stop = new AbortController();
  const building = buildExport(talks, wish, stop.signal);
  for (;;) {
    const next = await building.next();
    if (next.done) return next.value;
    if (next.value === stopAfter) stop.abort();
  }
}

test('identifiers, test items, duplicates and talks of others do not go out, and the tally says so', async () => {
  const sink = memorySink();
  const stranger = plainTalk('e');
  stranger.records[0] = { ...(stranger.records[0] as object), persona: 'Tom' } as never;
  const talks = talksOf(
    plainTalk('a'),
    plainTalk('b'),
    plainTalk('c', 'Write to ida@skerry.example, will you?'),
    plainTalk('d', 'Did the great storm of last winter break the lamp-room glass?'),
    stranger,
  );
  const { tally } = await build(talks, await wishOf(sink));
  expect(sink.texts.get('')?.trimEnd().split('\n').length).toBe(1);
  expect(tally).toMatchObject({ talks: 5, used: 1, rows: { '': 1 }, models: { 'lantern-1': 1 } });
  expect(reasonsIn(tally.removed)).toEqual([
    { why: 'It gives away the test “the storm”.', times: 1, talks: ['d'] },
    { why: 'It holds an identifier of a person: e-mail.', times: 1, talks: ['c'] },
    { why: 'The same row is there already.', times: 1, talks: ['b'] },
  ]);
  expect(reasonsIn(tally.left)).toEqual([{ why: 'It is a talk of Tom.', times: 1, talks: ['e'] }]);
});

test('a talk with an individual who has not agreed, or no longer, stays', async () => {
  const other = (head: string) => personaOf(`persona Tom\n  kind: individual\n${head}`, 'file:///work/tom.persona');
  const agreed = '  consent: A letter.\n  source: Himself.\n  retention: 2027-01-01\n';
  const talk = () => {
    const made = plainTalk();
    const cast = [{ key: 'tom', name: 'Tom', uri: 'file:///work/tom.persona' }];
    made.note({ kind: 'scene began', title: '', index: 0, cast, seed: 1, turns: 4, protocol: 'order' });
    return made;
  };
  const rowsWith = async (head: string, today = '2026-01-01') => {
    const context = { persona: keeper, cast: () => other(head) };
    const { tally } = await build(talksOf(talk()), await wishOf(memorySink(), { context, today }));
    return [tally.rows[''], Object.keys(tally.left)[0]];
  };
  expect(await rowsWith('')).toEqual([0, expect.stringMatching(/^Tom is in it\. .*`consent:`/)]);
  expect(await rowsWith(agreed)).toEqual([1, undefined]);
  expect(await rowsWith(agreed, '2027-01-02')).toEqual([0, expect.stringContaining('that is over')]);
});

test('redacted, the row goes out without what was in it', async () => {
  const sink = memorySink();
  const talk = plainTalk('c', 'Write to ida@skerry.example or call +44 20 7946 0018.');
  const { tally } = await build(talksOf(talk), await wishOf(sink, { personal: 'redact' }));
  expect(sink.texts.get('')).toContain('Write to [e-mail] or call [phone].');
  expect(sink.texts.get('')).not.toMatch(/skerry|7946/);
  expect(tally).toMatchObject({ used: 1, removed: {} });
  expect(tally.replaced).toBeGreaterThan(1);
});

test('an export that was stopped goes on where it stood and gives the same rows', async () => {
  const all = Array.from({ length: 9 }, (_, n) => plainTalk(`talk-${n}`, `Is it ${n} fathoms deep?`));
  const whole = memorySink();
  await build(talksOf(...all), await wishOf(whole));
  const first = memorySink();
  const stopped = await build(talksOf(...all), await wishOf(first), 4);
  expect(stopped).toMatchObject({ stopped: true, tally: { talks: 4 } });
  const kept = first.kept;
  if (!kept) throw new Error('no checkpoint');
  const second = memorySink(kept.texts);
  // A row that the first run wrote is known to be there.
  const again = [...all, plainTalk('talk-2 again', 'Is it 2 fathoms deep?')];
  const done = await build(talksOf(...again), await wishOf(second, { resume: kept.journal }));
  expect(second.texts).toEqual(whole.texts);
  expect(done.tally).toMatchObject({ talks: 10, rows: { '': 9 } });
  const others = talksOf(...all.toReversed());
  await expect(build(others, await wishOf(memorySink(kept.texts), { resume: kept.journal }))).rejects.toThrow(
    'not those that this export was begun with',
  );
});

test('an export does not go on where anything that decides rows has changed, and does where nothing has', async () => {
  const memories = (text: string) =>
    ({ memories: [{ id: 'm1', text }], links: [] }) as unknown as NonNullable<DataContext['memories']>;
  const hash = (text: string, more: Partial<DataContext> = {}) =>
    wishHashOf({
      format: messages,
      context: { persona: personaOf(text), ...more },
      personal: 'remove',
      country: undefined,
      at: '',
    });
  const base = hash(keeperText);
  expect(hash(`# A comment.\n${keeperText}`)).toBe(base);
  for (const changed of [
    keeperText.replace('great storm', 'small storm'),
    keeperText.replace('CC0-1.0', 'MIT'),
    keeperText.replace('word "sir"', 'word "madam"'),
    `${keeperText}\ntest the fog\n  user: Is there ever any fog?\n`,
  ])
    expect(hash(changed)).not.toBe(base);
  expect(hash(keeperText, { memories: memories('It rained.') })).not.toBe(base);
  expect(hash(keeperText, { memories: memories('It rained.') })).toBe(
    hash(keeperText, { memories: memories('It rained.') }),
  );
  expect(hash(keeperText, { memories: memories('It rained.') })).not.toBe(
    hash(keeperText, { memories: memories('It snowed.') }),
  );
});

test('an export does not go on with another cast, other askers or a talk that has changed since', async () => {
  const tom = personaOf('persona Tom\n', 'file:///work/tom.persona');
  const other = personaOf('persona Tom\n  role: diver\n', 'file:///work/tom.persona');
  const scene = (id: string, said = `Is it ${id} fathoms deep?`) => {
    const talk = plainTalk(id, said);
    const cast = [{ key: 'tom', name: 'Tom', uri: 'file:///work/tom.persona' }];
    talk.note({ kind: 'scene began', title: '', index: 0, cast, seed: 1, turns: 4, protocol: 'order' });
    return talk;
  };
  const all = Array.from({ length: 6 }, (_, n) => scene(`t${n}`));
  const asking = {
    ...messages,
    project: (talk: RecordedTalk, context: DataContext) => {
      context.asker?.('Kim');
      return messages.project(talk, context);
    },
  };
  const context = { persona: keeper, cast: () => tom, asker: () => tom };
  const first = memorySink();
  await build(talksOf(...all), await wishOf(first, { context, format: asking }), 3);
  const { kept } = first;
  if (!kept) throw new Error('no checkpoint');
  expect(Object.keys(kept.journal.others)).toEqual(['cast file:///work/tom.persona', 'asker Kim']);
  const goOn = async (changed: Partial<DataContext>, talks = all) =>
    build(
      talksOf(...talks),
      await wishOf(memorySink(new Map(kept.texts)), {
        context: { ...context, ...changed },
        format: asking,
        resume: kept.journal,
      }),
    );
  expect((await goOn({})).tally.used).toBe(6);
  const begun = 'when this export was begun';
  await expect(goOn({ cast: () => other })).rejects.toThrow(begun);
  await expect(goOn({ cast: () => undefined })).rejects.toThrow(begun);
  await expect(goOn({ asker: () => other })).rejects.toThrow(begun);
  await expect(goOn({}, [scene('t0', 'Is it shallow?'), ...all.slice(1)])).rejects.toThrow('begun with');
});

test('a row that is not what the format takes does not go out', async () => {
  const sink = memorySink();
  const wrong = { ...messages, project: () => ({ rows: [{ part: '', value: { messages: [] } }], left: [] }) };
  const { tally } = await build(talksOf(plainTalk()), await wishOf(sink, { format: wrong }));
  expect(tally.rows).toEqual({ '': 0 });
  expect(Object.keys(tally.removed)[0]).toMatch(/^Not as the format has it\. At messages: /);
});

test('100,000 talks: one is held at a time, and what is kept of each is small', { timeout: 600_000 }, async () => {
  const many = 100_000;
  let made = 0;
  let most = 0;
  let written = 0;
  const template = JSON.stringify(plainTalk('ID', 'How deep is it at buoy NUMBER?').records);
  async function* talks(): AsyncGenerator<ReadTalk> {
    for (let n = 0; n < many; n++) {
      made++;
      // Nothing is asked for before what was given is written.
      most = Math.max(most, made - written);
      yield { records: JSON.parse(template.replaceAll('ID', `t${n}`).replaceAll('NUMBER', `${n}`)), problems: [] };
    }
  }
  const sink: ExportSink = {
    async write(_part, text) {
      if (text !== '') written++;
    },
    checkpoint: async () => undefined,
    async *read() {},
  };
  const heap = () => process.memoryUsage().heapUsed;
  const before = heap();
  const { tally } = await build(talks(), await wishOf(sink));
  expect(tally).toMatchObject({ talks: many, used: many });
  expect(written).toBe(many);
  expect(most).toBe(1);
  // Without a collection just before, so garbage counts, too: a talk of these is 3 KB, all of them would be 300 MB.
  expect(heap() - before).toBeLessThan(150_000_000);
});

test('of CSV a cell holds line breaks and quotes; a quote that never closes takes no longer than its length', async () => {
  const codec = await rowCodec('csv');
  const part = { name: '', row: '', schema: { required: ['a', 'b'] } };
  const rows = [
    { a: 'one\ntwo "three"\r\nfour', b: '' },
    { a: '\n', b: '"' },
  ];
  const text = `\uFEFF${codec.head(part)}${rows.map((row) => codec.row(part, row)).join('')}`;
  async function* pieces(of: string, length: number): AsyncGenerator<string> {
    for (let at = 0; at < of.length; at += length) yield of.slice(at, at + length);
  }
  const read = async (of: string, length = 3) => {
    const values: unknown[] = [];
    for await (const value of codec.read(part, pieces(of, length))) values.push(value);
    return values;
  };
  // A line end inside a cell is read as LF.
  expect(await read(text)).toEqual([{ a: 'one\ntwo "three"\nfour', b: '' }, rows[1]]);
  // With the whole record counted anew at each line this would take hours.
  expect((await read(`${codec.head(part)}"${'x\n'.repeat(400_000)}`, 65_536)).length).toBe(1);
});

test('rows are read back in pieces of any length; what is wrong is told with its record', async () => {
  const codec = await rowCodec('jsonl');
  const problemOf = await rowProblemsOf(messages);
  const [part] = messages.parts;
  const good = JSON.stringify({
    messages: [
      { role: 'user', content: 'a\u2028b' },
      { role: 'assistant', content: 'ü' },
    ],
  });
  const text = `\uFEFF${good}\r\n\nnonsense\n{"messages":[]}\n${good}`;
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
  }
  if (!part) throw new Error('no part');
  const checked = await checkRows(part, pieces(), { codec, problemOf }, new AbortController().signal);
  expect(checked).toMatchObject({ rows: 4, bad: 2, twice: 1 });
  expect(checked.problems.map(({ record }) => record)).toEqual([2, 3, 4]);
});
