// The one recorder and what comes back from its records: the same session, whatever was done; and never a key.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelEvent } from '../../src/model/port.ts';
import type { PlayCommand } from '../../src/play/events.ts';
import { recorder } from '../../src/play/recorder.ts';
import { restore } from '../../src/play/restore.ts';
import { type SessionState, withPersona } from '../../src/play/session.ts';
import { keptMessages, readTalkFile, writeTalkFile } from '../../src/play/talk-file.ts';
import type { TalkStore, TraceRecord } from '../../src/play/trace.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, run } from './kit.ts';

/** A store that keeps what it is given and can be made to fail. */
function listStore(): TalkStore & { records: TraceRecord[]; failing: boolean } {
  return {
    lasting: false,
    records: [],
    failing: false,
    async append(_talk, records) {
      if (this.failing) throw new Error('disk full');
      this.records.push(...records);
    },
    read: async () => [],
    list: async () => [],
    delete: async () => undefined,
    deleteAll: async () => undefined,
  };
}

function recorderFor(state: SessionState, store: TalkStore, onFailure?: (error: unknown) => void) {
  const { id, persona, hash } = state;
  const header = { id, persona: persona.name, personaUri: persona.uri, personaHash: hash };
  return recorder(header, { store, clock: { now: () => Date.UTC(2026, 0, 1) }, ...(onFailure ? { onFailure } : {}) });
}

/** What is the same before and after: all but the persona, which is not in the trace. */
function talkOf(state: SessionState) {
  const { id, hash, turns, requests, failure } = state;
  return JSON.parse(JSON.stringify({ id, hash, turns, requests, failure }));
}

describe('records', () => {
  test('a talk is a header, then what happened; pieces of text leave none', async () => {
    const store = listStore();
    const state = holmes();
    const taken = recorderFor(state, store);
    const deps = depsOf(scriptedModel([{ say: ['Ele', 'mentary.'] }]), { recorder: taken });
    await run(state, { type: 'say', text: 'Well?' }, deps);
    await taken.flush();
    expect(store.records.map((record) => record.type)).toEqual(['talk', 'turn', 'request', 'reply']);
    expect(store.records[0]).toMatchObject({
      version: 2,
      id: 'talk-1',
      persona: 'Sherlock Holmes',
      personaHash: state.hash,
    });
    expect(store.records[0]).toMatchObject({
      personaUri: 'file:///work/holmes.persona',
      at: '2026-01-01T00:00:00.000Z',
    });
  });

  test('nothing is written while nothing happened, and no second header for a talk opened again', async () => {
    const store = listStore();
    const state = holmes();
    await recorderFor(state, store).flush();
    expect(store.records).toEqual([]);
    const { id, persona, hash } = state;
    const header = { id, persona: persona.name, personaUri: persona.uri, personaHash: hash };
    const again = recorder(header, { store, clock: { now: () => 0 } }, []);
    again.take({ type: 'removed', turns: ['a'] });
    await again.flush();
    expect(store.records.map((record) => record.type)).toEqual(['removed']);
  });

  test('a store that fails stops nothing: it is told, and the records go out in order once it works', async () => {
    const store = listStore();
    const told: unknown[] = [];
    const state = holmes();
    const taken = recorderFor(state, store, (error) => told.push(error));
    const deps = depsOf(scriptedModel(['One.', 'Two.']), { recorder: taken });
    store.failing = true;
    const first = await run(state, { type: 'say', text: 'A' }, deps);
    await taken.flush();
    expect(first.state.turns).toHaveLength(2);
    expect(store.records).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    store.failing = false;
    const second = await run(first.state, { type: 'say', text: 'B' }, deps);
    await taken.flush();
    expect(talkOf(restore(store.records, state.persona, state.book, { user: 'Watson' }))).toEqual(talkOf(second.state));
  });
});

describe('restore', () => {
  const commands = fc.array(
    fc.oneof(
      fc.record({ command: fc.constantFrom('say', 'say', 'edit', 'retry', 'begin', 'persona'), at: fc.nat(20) }),
      fc.record({ command: fc.constant('opening'), at: fc.nat(3) }),
    ),
    { maxLength: 12 },
  );
  const outcomes = fc.infiniteStream(
    fc.record({ kind: fc.constantFrom('reply', 'reply', 'fail', 'retry', 'stop'), text: fc.string({ maxLength: 20 }) }),
  );

  test('the law: whatever was done, the records give the session back, straight and through a file', async () => {
    await fc.assert(
      fc.asyncProperty(commands, outcomes, async (steps, stream) => {
        const store = listStore();
        let state = holmes();
        const taken = recorderFor(state, store);
        let stopAt: number | undefined;
        const model = {
          ...scriptedModel([]),
          async *chat(): AsyncGenerator<ModelEvent, void> {
            const { kind, text } = stream.next().value;
            if (kind === 'retry') yield { type: 'retry', attempt: 1, afterMs: 1, why: 'busy' };
            yield { type: 'text', choice: 0, text };
            if (kind === 'fail') {
              yield { type: 'failed', failure: { reason: 'server', message: text, action: 'retry' } };
              return;
            }
            yield {
              type: 'done',
              replies: [{ text, finish: 'stop' }],
              usage: undefined,
              labels: text === '' ? [] : ['x'],
            };
          },
        };
        const deps = depsOf(model, { recorder: taken });
        for (const { command, at } of steps) {
          if (command === 'persona') {
            const { persona, book } = bookOf(
              holmesText.replace('at most 8', `at most ${at}`).replace('Is brief', `Is ${at}`),
            );
            const next = withPersona(state, persona, book);
            state = next.state;
            if (next.event) taken.take(next.event);
            continue;
          }
          stopAt = at % 5 === 4 ? at % 3 : undefined;
          ({ state } = await run(state, commandOf(command, at, state), deps, stopAt));
        }
        await taken.flush();
        const { persona, book } = state;
        if (store.records.length === 0) {
          expect(state.turns).toEqual([]);
          return;
        }
        expect(talkOf(restore(store.records, persona, book))).toEqual(talkOf(state));
        const text = writeTalkFile(store.records, 'file:///work');
        const { lines, problems } = readTalkFile(text, 'file:///work');
        expect(problems).toEqual([]);
        expect(
          talkOf(
            restore(
              lines.map((line) => line.record),
              persona,
              book,
            ),
          ),
        ).toEqual(talkOf(state));
        expect(keptMessages(lines).map((message) => message.content)).toEqual(state.turns.map((turn) => turn.text));
      }),
      { numRuns: 60 },
    );
  });

  test('a reply under way when the window closed counts as broken off, and can be asked for again', async () => {
    const store = listStore();
    const state = holmes();
    const taken = recorderFor(state, store);
    await run(state, { type: 'say', text: 'Well?' }, depsOf(scriptedModel(['Yes.']), { recorder: taken }));
    await taken.flush();
    const cut = store.records.filter((record) => record.type !== 'reply');
    const back = restore(cut, state.persona, state.book);
    expect(back.failure).toMatchObject({ failure: { reason: 'broken-stream', action: 'retry' } });
    const again = await run(back, { type: 'retry' }, depsOf(scriptedModel(['Yes again.'])));
    expect(again.state.turns.map((turn) => turn.text)).toEqual(['Well?', 'Yes again.']);
  });

  test('a persona edited since is told apart by its hash', () => {
    const state = holmes();
    const record = {
      type: 'talk',
      version: 2,
      id: 'talk-1',
      at: '',
      persona: 'x',
      personaUri: '',
      personaHash: 'old',
    } as const;
    const back = restore([record], state.persona, state.book, { user: 'Watson' });
    expect(withPersona(back, state.persona, state.book).event).toMatchObject({ type: 'persona', hash: state.hash });
  });
});

function commandOf(name: string, at: number, state: SessionState): PlayCommand {
  if (name === 'begin') return { type: 'begin', greeting: at % 3 };
  if (name === 'retry') return { type: 'retry' };
  if (name === 'edit')
    return { type: 'edit', turn: state.turns[at % (state.turns.length || 1)]?.id ?? '', text: `edit ${at}` };
  if (name === 'opening') {
    return {
      type: 'begin',
      opening: [
        { speaker: 'user', text: 'a' },
        { speaker: at % 2 ? 'self' : 'user', text: 'b' },
      ],
    };
  }
  return { type: 'say', text: `line ${at}` };
}

test('a model that knows a key leaves it in no record, whatever happens', async () => {
  const canary = 'sk-canary-5d1f';
  const store = listStore();
  const state = holmes();
  const taken = recorderFor(state, store);
  const model = { ...scriptedModel(['One.', { say: { events: [] } }]), key: canary };
  const deps = { ...depsOf(model, { recorder: taken }), key: canary };
  const first = await run(state, { type: 'say', text: 'A' }, deps);
  await run(first.state, { type: 'say', text: 'B' }, deps);
  await taken.flush();
  expect(store.records.length).toBeGreaterThan(5);
  expect(JSON.stringify(store.records)).not.toContain(canary);
});
