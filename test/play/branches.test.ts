// Branches of a talk: going back, alternatives, the better of two replies; on the path, in the trace, in a kept file and in the list.
import { describe, expect, test } from 'vitest';
import type { PlayEvent } from '../../src/play/events.ts';
import { recordOf } from '../../src/play/recorder.ts';
import { restore } from '../../src/play/restore.ts';
import type { SessionState } from '../../src/play/session.ts';
import { keptMessages, readTalkFile, writeTalkFile } from '../../src/play/talk-file.ts';
import { gistOf, summarize } from '../../src/play/talk-gist.ts';
import { alternativesOf, lastAfter, pathTo } from '../../src/play/tree.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { depsOf, holmes, linesOf, run } from './kit.ts';

const at = '2026-01-01T00:00:00.000Z';

/** A talk with two replies to one line, the second of which went on. */
async function twice(): Promise<{ state: SessionState; events: PlayEvent[]; model: ReturnType<typeof scriptedModel> }> {
  const model = scriptedModel(['Good.', 'Better.', 'Further.']);
  const deps = depsOf(model);
  const events: PlayEvent[] = [];
  let state = holmes();
  for (const command of [
    { type: 'begin' },
    { type: 'say', text: 'How are you?' },
    { type: 'retry' },
    { type: 'say', text: 'And now?' },
  ] as const) {
    const done = await run(state, command, deps);
    state = done.state;
    events.push(...done.events);
  }
  return { state, events, model };
}

function idOf(state: SessionState, text: string): string {
  return state.tree.find((turn) => turn.text === text)?.id ?? '';
}

describe('branches', () => {
  test('a reply asked for again is an alternative, and both stay', async () => {
    const { state } = await twice();
    const better = state.tree.find(({ text }) => text === 'Better.');
    expect(better && alternativesOf(state.tree, better).map(({ text }) => text)).toEqual(['Good.', 'Better.']);
    expect(linesOf(state)).toEqual([
      'self: Come in.',
      'user: How are you?',
      'self: Better.',
      'user: And now?',
      'self: Further.',
    ]);
  });

  test('going to an alternative and onward again asks nobody', async () => {
    const { state, model } = await twice();
    const good = await run(state, { type: 'go', turn: idOf(state, 'Good.'), onward: true }, depsOf(model));
    expect(linesOf(good.state).at(-1)).toBe('self: Good.');
    const back = await run(good.state, { type: 'go', turn: idOf(state, 'Better.'), onward: true }, depsOf(model));
    expect(linesOf(back.state)).toEqual(linesOf(state));
    const here = await run(state, { type: 'go', turn: idOf(state, 'How are you?'), onward: false }, depsOf(model));
    expect(linesOf(here.state)).toEqual(['self: Come in.', 'user: How are you?']);
    expect(model.requests).toHaveLength(3);
  });

  test('what is said next follows the place gone to, and the request holds that path alone', async () => {
    const { state } = await twice();
    const model = scriptedModel(['Elsewhere.']);
    const good = await run(state, { type: 'go', turn: idOf(state, 'Good.'), onward: false }, depsOf(model));
    const said = await run(good.state, { type: 'say', text: 'Really?' }, depsOf(model, { ids: counted('n') }));
    expect(linesOf(said.state).slice(-3)).toEqual(['self: Good.', 'user: Really?', 'self: Elsewhere.']);
    const sent = model.requests[0]?.messages.map(({ content }) => content) ?? [];
    expect(sent).toContain('Good.');
    expect(sent).not.toContain('Better.');
  });

  test('an unknown turn, and the place the talk is at, change nothing', async () => {
    const { state, model } = await twice();
    for (const turn of ['nobody', state.turns.at(-1)?.id ?? '']) {
      expect((await run(state, { type: 'go', turn, onward: false }, depsOf(model))).events).toEqual([]);
    }
  });

  test('the better of two is kept with what was sent for it, and the talk goes on with it', async () => {
    const { state, model } = await twice();
    const [chosen, rejected] = [idOf(state, 'Good.'), idOf(state, 'Better.')];
    const done = await run(state, { type: 'prefer', chosen, rejected, by: 'author' }, depsOf(model));
    expect(done.events.map(({ type }) => type)).toEqual(['preferred', 'moved']);
    expect(done.state.preferences).toEqual([
      {
        prompt: model.requests[0]?.messages,
        chosen: 'Good.',
        rejected: 'Better.',
        by: 'author',
        at: expect.stringMatching(/^2026-01-01T/),
        turns: [chosen, rejected],
        models: ['scripted', 'scripted'],
      },
    ]);
    expect(linesOf(done.state).at(-1)).toBe('self: Good.');
  });

  test('two turns that answer different lines are no pair', async () => {
    const { state, model } = await twice();
    const pair = { chosen: idOf(state, 'Good.'), rejected: idOf(state, 'Further.') };
    expect((await run(state, { type: 'prefer', ...pair, by: 'author' }, depsOf(model))).events).toEqual([]);
  });

  test('a reload, a kept file and the list all tell the path last gone to', async () => {
    const { state, events, model } = await twice();
    const [chosen, rejected] = [idOf(state, 'Good.'), idOf(state, 'Better.')];
    const done = await run(state, { type: 'prefer', chosen, rejected, by: 'author' }, depsOf(model));
    const header = {
      type: 'talk',
      version: 2,
      id: 'talk-1',
      at,
      persona: 'H',
      personaUri: '',
      personaHash: '',
    } as const;
    const records = [header, ...[...events, ...done.events].flatMap((event) => recordOf(event, at) ?? [])];
    const again = restore(records, state.persona, state.book);
    expect(linesOf(again)).toEqual(linesOf(done.state));
    expect(again.tree).toEqual(done.state.tree);
    expect(again.preferences).toEqual(done.state.preferences);
    const file = readTalkFile(writeTalkFile(records, 'file:///work/'), 'file:///work/');
    expect(file.problems).toEqual([]);
    expect(keptMessages(file.lines).map(({ content }) => content)).toEqual(['Come in.', 'How are you?', 'Good.']);
    const gists = records.flatMap((record) => gistOf(record) ?? []);
    expect(summarize('talk-1', gists).turns).toBe(3);
  });
});

describe('two windows in one talk', () => {
  test('what each said follows what it had before it, and the last to speak is the path', async () => {
    const begun = await run(holmes(), { type: 'say', text: 'Hello' }, depsOf(scriptedModel(['Good day.'])));
    const said = (text: string, reply: string, ids: string) =>
      run(begun.state, { type: 'say', text }, depsOf(scriptedModel([reply]), { ids: counted(ids) }));
    const [one, other] = [await said('From here.', 'Here.', 'a'), await said('From there.', 'There.', 'b')];
    // As one store has them: told in turn, though neither window knows of the other.
    const woven = one.events.flatMap((event, index) => [event, ...other.events.slice(index, index + 1)]);
    const header = { type: 'talk', version: 2, id: 't', at, persona: 'H', personaUri: '', personaHash: '' } as const;
    const records = [header, ...[...begun.events, ...woven].flatMap((event) => recordOf(event, at) ?? [])];
    const again = restore(records, begun.state.persona, begun.state.book);
    const path = ['user: Hello', 'self: Good day.', 'user: From there.', 'self: There.'];
    expect(linesOf(again)).toEqual(path);
    expect(again.tree.map(({ text }) => text)).toEqual(expect.arrayContaining(['From here.', 'Here.']));
    expect(again.requests).toHaveLength(3);
    const { lines } = readTalkFile(writeTalkFile(records, 'file:///work/'), 'file:///work/');
    expect(keptMessages(lines).map(({ content }) => content)).toEqual(path.map((line) => line.replace(/^\w+: /, '')));
    expect(
      summarize(
        't',
        records.flatMap((record) => gistOf(record) ?? []),
      ).turns,
    ).toBe(4);
  });
});

describe('the tree', () => {
  test('a ring, which no session writes, ends', () => {
    const ring = [
      { id: 'a', after: 'b', speaker: 'user' },
      { id: 'b', after: 'a', speaker: 'self' },
    ];
    expect(pathTo(ring, 'a').map(({ id }) => id)).toEqual(['b', 'a']);
    expect(lastAfter(ring, 'a')).toBe('a');
    expect(pathTo(ring, 'c')).toEqual([]);
  });
});

function counted(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${++count}`;
}
