// Two contestants on one line: both asked at once with the same talk, their events interleaved, two alternatives in the tree and the trace.
import { describe, expect, test } from 'vitest';
import type { ModelEvent } from '../../src/model/port.ts';
import type { Rival } from '../../src/play/compare.ts';
import type { PlayEvent } from '../../src/play/events.ts';
import { recordOf } from '../../src/play/recorder.ts';
import { restore } from '../../src/play/restore.ts';
import { keptMessages, readTalkFile, writeTalkFile } from '../../src/play/talk-file.ts';
import { gistOf, summarize } from '../../src/play/talk-gist.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { alternativesOf } from '../../src/play/tree.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, linesOf, run, statesOf } from './kit.ts';

const at = '2026-01-01T00:00:00.000Z';
const failed: ModelEvent = {
  type: 'failed',
  failure: { reason: 'rate-limited', message: 'Too many.', action: 'retry' },
};
const say = { type: 'say', text: 'Well?' } as const;

function recordsOf(events: readonly PlayEvent[]): TraceRecord[] {
  const header = { type: 'talk', version: 2, id: 'talk-1', at, persona: 'H', personaUri: '', personaHash: '' } as const;
  return [header, ...events.flatMap((event) => recordOf(event, at) ?? [])];
}

/** Id of the reply that an event is about. */
const about = (event: PlayEvent) =>
  event.type === 'replied' ? event.turn.id : 'turn' in event && typeof event.turn === 'string' ? event.turn : undefined;

describe('two models on one line', () => {
  test('both are asked the same talk before either is done, and stream at once', async () => {
    const left = scriptedModel([{ say: ['I ', 'am ', 'well.'] }], { name: 'left' });
    const right = scriptedModel([{ say: ['So ', 'am ', 'I.'] }], { name: 'right' });
    const { events, state } = await run(holmes(), say, depsOf(left, { rival: { model: right } }));
    left.finish();
    right.finish();
    expect(left.requests[0]?.messages).toEqual(right.requests[0]?.messages);
    const [one, other] = [...new Set(events.map(about).filter((id) => id !== undefined))];
    expect(events.filter(({ type }) => type === 'asked').map(about)).toEqual([one, other]);
    const told = events.filter(({ type }) => type === 'text').map(about);
    expect(told).toHaveLength(6);
    // Not one after the other: the rival speaks before the first has ended, and the other way round.
    expect(told.indexOf(other)).toBeLessThan(told.lastIndexOf(one));
    expect(told.indexOf(one)).toBeLessThan(told.lastIndexOf(other));
    expect(linesOf(state)).toEqual(['user: Well?', 'self: I am well.']);
    const reply = state.turns.at(-1);
    const both = reply ? alternativesOf(state.tree, reply) : [];
    expect(both.map(({ text, model }) => [model?.label, text])).toEqual(
      expect.arrayContaining([
        ['left', 'I am well.'],
        ['right', 'So am I.'],
      ]),
    );
    expect(both.every(({ verdicts }) => verdicts?.length === 2)).toBe(true);
    const asked = events.flatMap((event) => (event.type === 'asked' ? [event.request] : []));
    expect(asked.map(({ ordinal, beside }) => [ordinal, beside])).toEqual([
      [0, undefined],
      [1, one],
    ]);
    expect(new Set(asked.map((request) => request.run)).size).toBe(1);
  });

  test('the state holds both while they come', async () => {
    const left = scriptedModel([{ say: ['I ', 'am.'], hangAfter: 1 }]);
    const right = scriptedModel([{ say: ['So ', 'am I.'], hangAfter: 1 }]);
    const { events, state } = await run(holmes(), say, depsOf(left, { rival: { model: right } }), 4);
    expect(events.slice(0, 5).map(({ type }) => type)).toEqual(['turn', 'asked', 'asked', 'text', 'text']);
    // The stop ended both, each with what it had said.
    expect(state.reply ?? state.rival).toBeUndefined();
    expect(state.tree.map(({ text, finish }) => [text, finish])).toEqual([
      ['Well?', undefined],
      ['I ', 'stopped'],
      ['So ', 'stopped'],
    ]);
  });

  test('the next line is answered by both on the same path, until the other is picked', async () => {
    const left = scriptedModel(['Left one.', 'Left two.', 'Left three.'], { name: 'left' });
    const right = scriptedModel(['Right one.', 'Right two.', 'Right three.'], { name: 'right' });
    const deps = depsOf(left, { rival: { model: right } });
    const one = await run(holmes(), say, deps);
    const two = await run(one.state, { type: 'say', text: 'And?' }, deps);
    for (const { requests } of [left, right]) {
      expect(requests[1]?.messages.slice(-3).map(({ content }) => content)).toEqual(['Well?', 'Left one.', 'And?']);
    }
    const id = (text: string) => two.state.tree.find((turn) => turn.text === text)?.id ?? '';
    const prefer = { type: 'prefer', chosen: id('Right two.'), rejected: id('Left two.'), by: 'author' } as const;
    const picked = await run(two.state, prefer, deps);
    expect(linesOf(picked.state).at(-1)).toBe('self: Right two.');
    await run(picked.state, { type: 'say', text: 'On.' }, deps);
    for (const { requests } of [left, right]) {
      const sent = requests[2]?.messages.map(({ content }) => content) ?? [];
      expect(sent).toContain('Right two.');
      expect(sent).not.toContain('Left two.');
    }
  });

  test.each([
    ['left', 'right'],
    ['right', 'left'],
  ])('where %s fails, %s is heard, and the talk goes on', async (worse) => {
    const bad = scriptedModel([{ say: { events: [failed] } }, 'Again.']);
    const good = scriptedModel(['All is well.', 'Still.']);
    const [left, right] = worse === 'left' ? [bad, good] : [good, bad];
    const deps = depsOf(left, { rival: { model: right } });
    const { events, state } = await run(holmes(), say, deps);
    expect(events.filter(({ type }) => type === 'failed')).toHaveLength(1);
    expect(linesOf(state)).toEqual(['user: Well?', 'self: All is well.']);
    if (worse === 'right') expect(state.rivalFailure?.failure.reason).toBe('rate-limited');
    const next = await run(state, { type: 'say', text: 'And?' }, deps);
    expect(next.state.rivalFailure).toBeUndefined();
    expect(next.state.tree).toHaveLength(5);
  });

  test('where both fail, the line stays, and a retry asks both again', async () => {
    const make = (text: string) => scriptedModel([{ say: { events: [failed] } }, text]);
    const deps = depsOf(make('One.'), { rival: { model: make('Two.') } });
    const { state } = await run(holmes(), say, deps);
    expect(linesOf(state)).toEqual(['user: Well?']);
    expect([state.failure?.failure.reason, state.rivalFailure?.failure.reason]).toEqual([
      'rate-limited',
      'rate-limited',
    ]);
    const again = await run(state, { type: 'retry' }, deps);
    expect(again.state.tree.map(({ text }) => text).sort()).toEqual(['One.', 'Two.', 'Well?']);
  });

  test('the trace holds both with their requests; reload, kept file and list tell the path', async () => {
    const rival = { model: scriptedModel(['Right.'], { name: 'right' }) };
    const { events, state } = await run(holmes(), say, depsOf(scriptedModel(['Left.'], { name: 'left' }), { rival }));
    const records = recordsOf(events);
    const again = restore(records, state.persona, state.book);
    expect(again.tree).toEqual(state.tree);
    expect(linesOf(again)).toEqual(linesOf(state));
    expect(again.requests.map(({ model, messages }) => [model.label, messages.at(-1)?.content])).toEqual([
      ['left', 'Well?'],
      ['right', 'Well?'],
    ]);
    const file = readTalkFile(writeTalkFile(records, 'file:///work/'), 'file:///work/');
    expect(file.problems).toEqual([]);
    expect(keptMessages(file.lines).map(({ content }) => content)).toEqual(['Well?', 'Left.']);
    expect(
      summarize(
        'talk-1',
        records.flatMap((record) => gistOf(record) ?? []),
      ).turns,
    ).toBe(2);
  });

  test('a window closed while both speak leaves two replies that broke off', async () => {
    const hang = () => scriptedModel([{ say: ['I ', 'am.'], hangAfter: 1 }]);
    const { events, state } = await run(holmes(), say, depsOf(hang(), { rival: { model: hang() } }), 4);
    const cut = events.filter(({ type }) => type !== 'replied');
    const again = restore(recordsOf(cut), state.persona, state.book);
    expect([again.reply, again.rival]).toEqual([undefined, undefined]);
    expect(again.failure?.failure.reason).toBe('broken-stream');
    expect(again.rivalFailure?.failure.reason).toBe('broken-stream');
  });
});

test('the committed persona answers, and judges, by its own text', async () => {
  const head = bookOf(holmesText.replace('be at most 8 words', 'be at most 2 words').replace('221B', '3'));
  const rival: Rival = { model: scriptedModel(['One two three.']), version: { name: 'HEAD', ...head } };
  const left = scriptedModel(['One two three.']);
  const { events, state } = await run(holmes(), say, depsOf(left, { rival }));
  expect(statesOf(state)['short']).toBe('kept');
  const theirs = state.tree.find(({ beside }) => beside !== undefined);
  expect(theirs?.verdicts?.find(({ rule }) => rule === 'short')?.state).toBe('broken');
  expect(theirs?.labels).toEqual(['HEAD']);
  const [mine, other] = events.flatMap((event) => (event.type === 'asked' ? [event.request] : []));
  expect(mine?.messages[0]?.content).toContain('221B');
  expect(other?.messages[0]?.content).not.toContain('221B');
  expect(mine?.version).toBeUndefined();
  expect(other?.version?.name).toBe('HEAD');
  expect(other?.version?.hash).not.toBe(state.hash);
  // What plays afterwards is what stands in the file now.
  expect(JSON.stringify(state.persona)).toContain('221B');
});

describe('which is better', () => {
  async function compared() {
    const deps = depsOf(scriptedModel(['Left.'], { name: 'left' }), { rival: { model: scriptedModel(['Right.']) } });
    const { events, state } = await run(holmes(), say, deps);
    const [one, other] = ['Left.', 'Right.'].map((text) => state.tree.find((turn) => turn.text === text)?.id ?? '');
    return { deps, events, state, pair: [one ?? '', other ?? ''] as const };
  }

  test('picking the other undoes the first pick: one row, of the last', async () => {
    const { deps, events, state, pair } = await compared();
    const [left, right] = pair;
    const one = await run(state, { type: 'prefer', chosen: left, rejected: right, by: 'author' }, deps);
    const two = await run(one.state, { type: 'prefer', chosen: right, rejected: left, by: 'author' }, deps);
    expect(two.state.preferences.map(({ chosen, rejected }) => [chosen, rejected])).toEqual([['Right.', 'Left.']]);
    expect(linesOf(two.state).at(-1)).toBe('self: Right.');
    // Both picks stay in the trace; read back, the last one holds: the row that a trainer takes.
    const records = recordsOf([...events, ...one.events, ...two.events]);
    expect(records.filter(({ type }) => type === 'preference')).toHaveLength(2);
    const [row] = restore(records, state.persona, state.book).preferences;
    expect(row && { prompt: row.prompt.at(-1), chosen: row.chosen, rejected: row.rejected, by: row.by }).toEqual({
      prompt: { role: 'user', content: 'Well?' },
      chosen: 'Right.',
      rejected: 'Left.',
      by: 'author',
    });
  });

  test('neither leaves no row; where nothing was picked it leaves no trace either', async () => {
    const { deps, events, state, pair } = await compared();
    const [left, right] = pair;
    expect((await run(state, { type: 'tie', turns: pair }, deps)).events).toEqual([]);
    const one = await run(state, { type: 'prefer', chosen: left, rejected: right, by: 'author' }, deps);
    const none = await run(one.state, { type: 'tie', turns: [right, left] }, deps);
    expect(none.state.preferences).toEqual([]);
    const records = recordsOf([...events, ...one.events, ...none.events]);
    expect(restore(records, state.persona, state.book).preferences).toEqual([]);
    expect(readTalkFile(writeTalkFile(records, 'file:///w/'), 'file:///w/').problems).toEqual([]);
  });

  test('picking the one that is picked takes it back', async () => {
    const { deps, state, pair } = await compared();
    const prefer = { type: 'prefer', chosen: pair[0], rejected: pair[1], by: 'author' } as const;
    const one = await run(state, prefer, deps);
    expect((await run(one.state, prefer, deps)).state.preferences).toEqual([]);
  });
});
