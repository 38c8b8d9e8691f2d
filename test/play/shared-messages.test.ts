// A request kept as what is new in it: nothing is lost, a long talk costs its length and not its square, and what is written cannot
// make a reader grow without bound.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/lang/prompt.ts';
import type { SentRequest } from '../../src/play/events.ts';
import { recorder } from '../../src/play/recorder.ts';
import { requestsOf, restore } from '../../src/play/restore.ts';
import type { SessionState } from '../../src/play/session.ts';
import { EarlierRequests, isShared, type KeptMessages } from '../../src/play/shared-messages.ts';
import { readTalkFile, writeTalkFile } from '../../src/play/talk-file.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { depsOf, holmes, run } from './kit.ts';

const identity = { provider: 'openai', model: 'm', origin: undefined, label: 'm' } as const;

function request(id: string, messages: readonly Message[], step = 'reply'): SentRequest {
  return {
    id,
    run: id,
    step,
    ordinal: 0,
    parent: undefined,
    model: identity,
    messages,
    dropped: [],
    folded: false,
    tokens: undefined,
  };
}

const said = (content: string): Message => ({ role: 'user', content });
const long = (name: string) => said(`${name} ${'and on '.repeat(20)}`);

/** A talk of `replies` replies: state, records and what the model was asked. */
async function longTalk(replies: number) {
  const records: TraceRecord[] = [];
  const store = {
    lasting: false,
    append: async (_talk: string, more: readonly TraceRecord[]) => void records.push(...more),
    read: async () => records,
    list: async () => [],
    delete: async () => undefined,
    deleteAll: async () => undefined,
  };
  let state: SessionState = holmes();
  const { id, persona, hash } = state;
  const header = { id, persona: persona.name, personaUri: persona.uri, personaHash: hash };
  const kept = recorder(header, { store, clock: { now: () => 0 } });
  const model = scriptedModel(Array.from({ length: replies }, (_, at) => `Reply ${at}, as long as replies are.`));
  const deps = depsOf(model, { recorder: kept });
  for (let at = 0; at < replies; at++)
    state = (await run(state, { type: 'say', text: `Line ${at}, no shorter.` }, deps)).state;
  await kept.flush();
  return { state, records, model };
}

describe('what requests share', () => {
  test('whatever is sent, the pieces give it back', () => {
    const message = fc.record({
      role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const),
      content: fc.constantFrom('a', 'b', 'x'.repeat(70), 'y'.repeat(70), 'z'.repeat(70)),
    });
    const talks = fc.array(fc.record({ step: fc.constantFrom('reply', 'mood'), messages: fc.array(message) }));
    fc.assert(
      fc.property(talks, (sent) => {
        const writing = new EarlierRequests();
        const reading = new EarlierRequests();
        for (const [at, { step, messages }] of sent.entries()) {
          const one = request(`r${at}`, messages, step);
          const back = reading.unpack(JSON.parse(JSON.stringify(writing.pack(one))));
          expect(back).toEqual(messages);
          writing.add(one);
          reading.add({ ...one, messages: back ?? [] });
        }
      }),
    );
  });

  test('a stretch goes on after what is new, and after what was left out', () => {
    const [system, a, b, c] = [long('system'), long('a'), long('b'), long('c')];
    const earlier = new EarlierRequests([request('r1', [system, a, b])]);
    expect(earlier.pack(request('r2', [long('system, other'), a, b, c]))).toEqual([
      long('system, other'),
      { of: 'r1', from: 1, count: 2 },
      c,
    ]);
    expect(earlier.pack(request('r2', [system, b, c]))).toEqual([
      { of: 'r1', from: 0, count: 1 },
      { of: 'r1', from: 2, count: 1 },
      c,
    ]);
  });

  test('a request leans on the last one for the same purpose', () => {
    const earlier = new EarlierRequests([request('r1', [long('a')]), request('m1', [long('b')], 'mood')]);
    expect(earlier.pack(request('r2', [long('a'), long('c')]))).toEqual([{ of: 'r1', from: 0, count: 1 }, long('c')]);
  });

  test.each<[string, KeptMessages]>([
    ['an unknown request', [{ of: 'nobody', from: 0, count: 1 }]],
    ['beyond its end', [{ of: 'r1', from: 1, count: 2 }]],
    ['before its beginning', [{ of: 'r1', from: -1, count: 1 }]],
    [
      'more than it holds, by pointing twice',
      [
        { of: 'r1', from: 0, count: 2 },
        { of: 'r1', from: 0, count: 1 },
      ],
    ],
  ])('a stretch of %s gives nothing', (_name, kept) => {
    expect(new EarlierRequests([request('r1', [said('a'), said('b')])]).unpack(kept)).toBeUndefined();
  });
});

describe('a talk of many turns', () => {
  test('costs its length in the trace, and gives back exactly what was sent', async () => {
    const [short, longer] = [await longTalk(50), await longTalk(200)];
    const size = (records: readonly TraceRecord[]) => JSON.stringify(records).length;
    // Four times the turns: four times the room, where all messages written out took nearly sixteen times as much.
    expect(size(longer.records) / size(short.records)).toBeLessThan(4.5);
    const { state, records, model } = longer;
    expect(requestsOf(records).map(({ messages }) => messages)).toEqual(model.requests.map(({ messages }) => messages));
    const back = restore(JSON.parse(JSON.stringify(records)), state.persona, state.book, { user: 'Watson' });
    expect(back.requests).toEqual(state.requests);
    const file = readTalkFile(writeTalkFile(records, 'file:///work/'), 'file:///work/');
    expect(file.problems).toEqual([]);
    expect(requestsOf(file.lines.map(({ record }) => record))).toEqual(state.requests);
  });

  test('holds each message once, also when it comes from the trace, and goes on so after a reload', async () => {
    const { state, records } = await longTalk(20);
    const back = restore(JSON.parse(JSON.stringify(records)), state.persona, state.book, { user: 'Watson' });
    const said = scriptedModel(['One more.']);
    const on = await run(back, { type: 'say', text: 'And one more line, no shorter.' }, depsOf(said));
    for (const { requests } of [state, back, on.state]) {
      const different = new Set(requests.flatMap(({ messages }) => messages));
      const last = requests.at(-1)?.messages.length ?? 0;
      // The prompt changes where it counts the turns; all else is there once.
      expect(different.size).toBeLessThanOrEqual(last + requests.length);
    }
  });
});

describe('a file that lost a line', () => {
  test('says once that requests lean on what is not there, and reads all else', async () => {
    const { records } = await longTalk(6);
    const lost = records.filter((record, at) => record.type !== 'request' || at > 3);
    const { lines, problems } = readTalkFile(writeTalkFile(lost, 'file:///work/'), 'file:///work/');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'talk-line', message: expect.stringContaining('not in the file') });
    expect(lines.filter(({ record }) => record.type === 'reply')).toHaveLength(6);
  });

  test('stretches that would double with each line are refused', () => {
    const first = { type: 'request', ...request('r0', [said('a')]) };
    const twice = (at: number) => ({
      ...first,
      id: `r${at}`,
      messages: [
        { of: `r${at - 1}`, from: 0, count: 2 ** (at - 1) },
        { of: `r${at - 1}`, from: 0, count: 2 ** (at - 1) },
      ],
    });
    const text = [first, ...Array.from({ length: 40 }, (_, at) => twice(at + 1))]
      .map((one) => JSON.stringify(one))
      .join('\n');
    const { lines, problems } = readTalkFile(text, 'file:///work/');
    expect(lines).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(isShared({ of: 'r0', from: 0, count: 1 })).toBe(true);
  });
});
