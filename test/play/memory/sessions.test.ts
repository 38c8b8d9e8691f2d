// Egocentric memories over sessions with different partners (EMMA): what is asked when, what a request holds, what never reaches whom.
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/base/user-error.ts';
import type { ChatRequest, Similarity } from '../../../src/model/port.ts';
import { changeMemories } from '../../../src/play/memory/change-memories.ts';
import { type Memory, readMemoryFile } from '../../../src/play/memory/memory-file.ts';
import { passingKeeper } from '../../../src/play/memory/memory-keeper.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { newSession, type SessionState, withPersona } from '../../../src/play/session.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { bookOf, depsOf, run } from '../kit.ts';
import { givenSimilarity, requestsIn, stepsIn, talkOf, wordsOf } from './kit.ts';

const ann = 'persona Ann\nmemory\n  partners: yes\n';

function begin(talk: string, user: string): SessionState {
  const { persona, book } = bookOf(ann, 'file:///work/ann.persona');
  return newSession(talk, persona, book, { user });
}

function fileOf(...memories: readonly Memory[]): string {
  const session = { session: 1, partner: 'Paul', talk: 'talk-0', at: '2026-01-01T00:00:00.000Z' };
  return changeMemories(
    '',
    [...memories.map((memory) => ({ type: 'add', memory }) as const), { type: 'session', session }],
    'Ann',
  );
}

const memory = (id: string, text: string, more: Partial<Memory> = {}): Memory => ({
  id,
  about: 'Paul',
  from: 'Paul',
  session: 1,
  text,
  ...more,
});

describe('three sessions: Paul, Quinn, Paul', () => {
  const remembers = (about: string) => (request: ChatRequest) =>
    wordsOf(request).includes('A talk of Ann with') && wordsOf(request).includes(`(about ${about})`);

  test('what is asked, written and sent, from the first line to the last', async () => {
    const memories = passingKeeper();
    const one = scriptedModel([
      { expect: (request) => !wordsOf(request).includes('remember'), say: 'Good to see you.' },
      {
        expect: remembers('Paul'),
        say: '- Paul has hurt his knee. (about Paul)\n- Paul has hurt his knee! (about Paul)',
      },
      { expect: remembers('Ann'), say: 'none' },
    ]);
    let { state } = await run(begin('t1', 'Paul'), { type: 'say', text: 'My knee hurts.' }, depsOf(one, { memories }));
    const ended = await run(state, { type: 'end-session' }, depsOf(one, { memories, ids: counted('e') }));
    one.finish();
    expect(stepsIn(ended.events)).toEqual(['remember', 'remember']);
    expect(readMemoryFile(memories.text)).toMatchObject({
      sessions: [{ session: 1, partner: 'Paul', talk: 't1' }],
      memories: [{ id: 'm1', about: 'Paul', from: 'Paul', session: 1, text: 'Paul has hurt his knee.' }],
    });
    expect(ended.state.notes.map((note) => note.kind)).toEqual(['memory', 'session']);

    const two = scriptedModel([
      'And you are?',
      { expect: remembers('Quinn'), say: 'Paul fell off a ladder. (about Paul, from 2nd session)\nQuinn is a nurse.' },
      { expect: remembers('Ann'), say: '1. Ann promised Quinn a cake. (about Ann)' },
    ]);
    const second = await run(
      begin('t2', 'Quinn'),
      { type: 'say', text: 'I know Paul.' },
      depsOf(two, { memories, ids: counted('f') }),
    );
    const sent = requestsIn(second.events).at(-1);
    expect(wordsOf(sent)).toContain('You are talking with Quinn.');
    expect(wordsOf(sent)).toContain('- Paul has hurt his knee. (about Paul, from session 1)');
    expect(second.state.turns.at(-1)?.labels).toEqual(['remembers m1']);
    ({ state } = await run(second.state, { type: 'end-session' }, depsOf(two, { memories, ids: counted('g') })));
    two.finish();
    // About Paul, learnt from Quinn: both are kept.
    expect(readMemoryFile(memories.text).memories.slice(1)).toEqual([
      { id: 'm2', about: 'Paul', from: 'Quinn', session: 2, text: 'Paul fell off a ladder.' },
      { id: 'm3', about: 'Quinn', from: 'Quinn', session: 2, text: 'Quinn is a nurse.' },
      { id: 'm4', about: 'self', from: 'Quinn', session: 2, text: 'Ann promised Quinn a cake.' },
    ]);

    const three = scriptedModel(['yes', 'no', 'no', 'How is the knee?', 'Better soon.']);
    const similarity = givenSimilarity({ knee: 0.9, ladder: 0.5, nurse: 0.2, cake: 0.1 });
    const third = await run(
      begin('t3', 'Paul'),
      { type: 'say', text: 'Hello again.' },
      depsOf(three, { memories, similarity, ids: counted('h') }),
    );
    expect(stepsIn(third.events)).toEqual(['link', 'link', 'link', 'reply']);
    const again = await run(
      third.state,
      { type: 'say', text: 'Not well.' },
      depsOf(three, { memories, similarity, ids: counted('j') }),
    );
    three.finish();
    // Each pair is asked about once.
    expect(stepsIn(again.events)).toEqual(['reply']);
    const words = wordsOf(requestsIn(third.events).at(-1));
    expect(words).toContain('You are talking with Paul.');
    expect(words).toContain('knee');
    expect(words).toContain('ladder. (about Paul, from session 2)');
    for (const other of ['nurse', 'cake', 'I know Paul.', 'My knee hurts.']) expect(words).not.toContain(other);
    expect(third.state.turns.at(-1)?.labels).toEqual(['remembers m1, m2']);

    // One row of the published data, by hand: sessions, memories, links, and what a line used.
    const kept = readMemoryFile(memories.text);
    const row = {
      sessions: kept.sessions.map(({ session, partner }) => [session, partner]),
      memories: kept.memories.map(({ text, about, session }) => `${text} (about ${about}, from session ${session})`),
      links: kept.links.filter(({ linked }) => linked).map(({ between }) => between),
      tags: requestsIn(third.events)
        .at(-1)
        ?.context?.recalled?.map(({ id }) => id),
    };
    expect(row).toMatchObject({
      sessions: [
        [1, 'Paul'],
        [2, 'Quinn'],
      ],
      links: [['m1', 'm2']],
      tags: ['m1', 'm2'],
    });
  });

  test('the first session holds no memory, not even the heading', async () => {
    const model = scriptedModel(['Hello.']);
    const { events } = await run(
      begin('t1', 'Paul'),
      { type: 'say', text: 'Hi' },
      depsOf(model, { memories: passingKeeper() }),
    );
    expect(wordsOf(requestsIn(events).at(-1))).not.toContain('What you remember');
    expect(requestsIn(events).at(-1)?.context?.recalled).toBeUndefined();
  });
});

describe('the vector of the card', () => {
  const query = [1, 0, 1, 1];
  const vectors: Readonly<Record<string, readonly number[]>> = {
    First: [1, 0, 0, 1],
    Second: [0, 1, 1, 0],
    Third: [1, 1, 1, 0],
  };
  const exact: Similarity = {
    label: 'exact',
    compare: (_, others) =>
      Promise.resolve(others.map((other) => cosine(query, vectors[other.split(' ')[0] ?? ''] ?? []))),
  };

  test('.816497, .408248, .666667: M1, and M3 by its link; M2 is not in the request', async () => {
    const memories = passingKeeper(
      fileOf(memory('M1', 'First thing.'), memory('M2', 'Second thing.'), memory('M3', 'Third thing.')),
    );
    const model = scriptedModel([
      { expect: (request) => wordsOf(request).includes('First') && wordsOf(request).includes('Third'), say: 'yes' },
      { expect: (request) => wordsOf(request).includes('First') && wordsOf(request).includes('Second'), say: 'no' },
      'So it was.',
    ]);
    const { events, state } = await run(
      begin('t2', 'Paul'),
      { type: 'say', text: 'Tell me.' },
      depsOf(model, { memories, similarity: exact }),
    );
    model.finish();
    const sent = requestsIn(events).at(-1);
    expect(sent?.context?.recalled).toEqual([
      { id: 'M1', text: 'First thing.', similarity: 0.816497 },
      { id: 'M3', text: 'Third thing.', similarity: 0.666667, with: 'M1' },
    ]);
    expect(wordsOf(sent)).not.toContain('Second');
    expect(state.turns.at(-1)?.labels).toEqual(['remembers M1, M3']);
    expect(await exact.compare('', ['Second'], new AbortController().signal)).toEqual([expect.closeTo(0.408248, 6)]);
    expect(readMemoryFile(memories.text).links).toEqual([
      { between: ['M1', 'M3'], linked: true },
      { between: ['M1', 'M2'], linked: false },
    ]);
  });

  test('without embeddings: by words', async () => {
    const memories = passingKeeper(fileOf(memory('m1', 'Paul keeps bees.'), memory('m2', 'Paul fears the sea.')));
    const model = scriptedModel(['no', 'How nice.']);
    const { events } = await run(
      begin('t2', 'Paul'),
      { type: 'say', text: 'My bees swarm.' },
      depsOf(model, { memories }),
    );
    model.finish();
    expect(
      requestsIn(events)
        .at(-1)
        ?.context?.recalled?.map(({ id }) => id),
    ).toEqual(['m1']);
  });
});

describe('what is private', () => {
  const secret = fileOf(memory('m1', 'Paul is ill.', { private: true }), memory('m2', 'Paul keeps bees.'));
  const similarity = givenSimilarity({ ill: 0.9, bees: 0.1 });

  test('never reaches another partner, neither as the best memory nor along a link', async () => {
    const linked = changeMemories(secret, [{ type: 'link', link: { between: ['m1', 'm2'], linked: true } }], 'Ann');
    const model = scriptedModel(['I see.']);
    const { events } = await run(
      begin('t2', 'Quinn'),
      { type: 'say', text: 'Is Paul ill?' },
      depsOf(model, { memories: passingKeeper(linked), similarity }),
    );
    model.finish();
    const all = requestsIn(events).map(wordsOf).join();
    expect(all).toContain('bees');
    expect(all).not.toContain('Paul is ill.');
  });

  test('reaches the one it was learnt from', async () => {
    const model = scriptedModel(['no', 'I see.']);
    const { events } = await run(
      begin('t2', 'paul'),
      { type: 'say', text: 'You know.' },
      depsOf(model, { memories: passingKeeper(secret), similarity }),
    );
    model.finish();
    expect(wordsOf(requestsIn(events).at(-1))).toContain('Paul is ill.');
  });

  test('is not opened by another who says the same', async () => {
    const memories = passingKeeper(secret);
    const model = scriptedModel(['Paul is ill.  (about Paul)', 'none']);
    await run(talkOf(ann, [['Paul is ill.', 'Oh.']], 'Quinn'), { type: 'end-session' }, depsOf(model, { memories }));
    expect(readMemoryFile(memories.text).memories.at(-1)).toMatchObject({ text: 'Paul is ill.', from: 'Quinn' });
  });
});

describe('what cannot be', () => {
  const talk = (user?: string, text = ann) => talkOf(text, [['Hi', 'Ho']], user);
  const last = async (state: SessionState, more: Parameters<typeof depsOf>[1] = {}, model = scriptedModel([])) => {
    const { events } = await run(state, { type: 'end-session' }, depsOf(model, { memories: passingKeeper(), ...more }));
    model.finish();
    const end = events.at(-1);
    return end?.type === 'failed' ? end.failure : undefined;
  };

  test('says why, and asks nobody', async () => {
    expect((await last(talk('Paul', 'persona Ann\n')))?.message).toContain('partners: yes');
    expect((await last(talk(undefined)))?.message).toContain('Say who you are');
    expect((await last(talk('ANN')))?.message).toContain('another name');
    const offline = scriptedModel([]);
    const understudy = { ...offline, identity: { ...offline.identity, provider: 'understudy' as const } };
    expect(await last(talk('Paul'), { model: understudy })).toMatchObject({ action: 'select-model' });
  });

  test('a file that cannot be read or written is told, and the reply comes without it', async () => {
    const error = new UserError('The file is locked.');
    const broken = {
      read: () => Promise.resolve({ ok: false, error } as const),
      change: () => Promise.resolve({ ok: false, error } as const),
    };
    expect((await last(talk('Paul'), { memories: broken }, scriptedModel(['none', 'none'])))?.message).toContain(
      'locked',
    );
    const model = scriptedModel(['Hello.']);
    const { state, events } = await run(talk('Paul'), { type: 'say', text: 'Hm' }, depsOf(model, { memories: broken }));
    expect(state.turns.at(-1)?.text).toBe('Hello.');
    expect(requestsIn(events).at(-1)?.context?.notes?.join()).toContain('locked');
  });

  test('half a session is not remembered: where the second question fails, nothing is written', async () => {
    const memories = passingKeeper();
    const failed = { type: 'failed', failure: { reason: 'server', message: 'Busy.', action: 'retry' } } as const;
    const model = scriptedModel(['Paul is tall.', { say: { events: [failed] } }]);
    expect((await last(talk('Paul'), { memories }, model))?.message).toBe('Busy.');
    expect(memories.text).toBe('');
  });

  test('a session ended twice is one session, and nothing is remembered twice', async () => {
    const memories = passingKeeper();
    const answers = () => scriptedModel(['Paul is tall.', 'none']);
    await last(talk('Paul'), { memories }, answers());
    const once = memories.text;
    await last(talk('Paul'), { memories }, answers());
    expect(memories.text).toBe(once);
  });
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, one, index) => sum + one * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function counted(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${++count}`;
}

test('whom the persona meets is what `{{user}}` stands for, and no edit of the persona', async () => {
  const model = scriptedModel(['Hello.']);
  const { persona, book } = bookOf('persona Ann\ngreeting\n  Hello {{user}}.\n');
  const state = newSession('t', persona, book);
  const met = await run(state, { type: 'meet', partner: '  Mary  Ann ' }, depsOf(model));
  expect(met.state).toMatchObject({ user: 'Mary Ann', notes: [{ kind: 'partner', name: 'Mary Ann' }] });
  expect(withPersona(met.state, persona, book).event).toBeUndefined();
  const begun = await run(met.state, { type: 'begin' }, depsOf(model));
  expect(begun.state.turns[0]?.text).toBe('Hello Mary Ann.');
  expect((await run(begun.state, { type: 'meet', partner: ' ' }, depsOf(model))).events).toEqual([]);
  const at = new Date(0).toISOString();
  const records = [...met.events, ...begun.events].flatMap((event) => recordOf(event, at) ?? []);
  expect(restore(records, persona, book).user).toBe('Mary Ann');
});
