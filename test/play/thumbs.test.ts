// Thumbs: a reply found good or bad by itself, kept, taken back, read back from a file of a stranger; and what improving makes of it.
import { describe, expect, test } from 'vitest';
import type { Note } from '../../src/play/notes.ts';
import { recordOf } from '../../src/play/recorder.ts';
import { replay } from '../../src/play/restore.ts';
import { soundRecord } from '../../src/play/sound-record.ts';
import { thumbsOf } from '../../src/play/thumbs.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { transcript } from '../../src/play/transcript.ts';
import { choicesOfEvents } from '../../src/write/prefer/choices.ts';
import { troublesOfEvents, troublesOfTalk } from '../../src/write/troubles-of-talk.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, run } from './kit.ts';

async function twoReplies() {
  const model = scriptedModel([{ say: ['Elementary.'] }, { say: ['Observe the boots.'] }]);
  const deps = depsOf(model);
  const said = await run(holmes(), { type: 'say', text: 'How?' }, deps);
  const again = await run(said.state, { type: 'retry' }, deps);
  const [first, second] = again.state.tree.filter(({ speaker }) => speaker === 'self');
  return { deps, state: again.state, events: [...said.events, ...again.events], first, second };
}

describe('a thumb', () => {
  test('is kept as a note, holds until it is taken back, and asks nobody', async () => {
    const { deps, state, second } = await twoReplies();
    const id = second?.id ?? '';
    const down = await run(state, { type: 'thumb', turn: id, thumb: 'down' }, deps);
    expect(down.events).toEqual([{ type: 'noted', note: { kind: 'thumb', turn: id, thumb: 'down' } }]);
    expect((await run(down.state, { type: 'thumb', turn: id, thumb: 'down' }, deps)).events).toEqual([]);
    const taken = await run(down.state, { type: 'thumb', turn: id, thumb: 'none' }, deps);
    expect([...thumbsOf(taken.state.notes)]).toEqual([]);
    expect((await run(state, { type: 'thumb', turn: id, thumb: 'none' }, deps)).events).toEqual([]);
  });

  test('is for replies of the persona alone', async () => {
    const { deps, state } = await twoReplies();
    const [asked] = state.turns.filter(({ speaker }) => speaker === 'user');
    expect((await run(state, { type: 'thumb', turn: asked?.id ?? '', thumb: 'up' }, deps)).events).toEqual([]);
    expect((await run(state, { type: 'thumb', turn: 'nobody', thumb: 'up' }, deps)).events).toEqual([]);
  });

  test('comes back with the talk, stands in its transcript, and of a stranger’s file only a whole one is taken over', async () => {
    const { deps, state, events, second } = await twoReplies();
    const id = second?.id ?? '';
    const up = await run(state, { type: 'thumb', turn: id, thumb: 'up' }, deps);
    const records = [...events, ...up.events].flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
    const { persona, book } = bookOf(holmesText);
    const back = replay(records, persona, book).state;
    expect([...thumbsOf(back.notes)]).toEqual([[id, 'up']]);
    const options = { persona: 'Holmes', format: 'text', thumbs: thumbsOf(back.notes) } as const;
    expect(transcript(back.turns, options)).toMatch(/Observe the boots\.\n {2}\[.*; liked\]/);
    const note = (thumb: string): TraceRecord => ({
      type: 'note',
      at: '',
      note: { kind: 'thumb', turn: id, thumb, more: 'x' } as unknown as Note,
    });
    expect(soundRecord(note('down'))).toEqual({
      type: 'note',
      at: '',
      note: { kind: 'thumb', turn: id, thumb: 'down' },
    });
    expect(soundRecord(note('sideways'))).toBeUndefined();
  });
});

describe('what improving makes of thumbs', () => {
  test('a disliked reply is a trouble, with the liked one to the same line as what is wanted; the two are a choice', async () => {
    const { deps, state, events, first, second } = await twoReplies();
    const [worse, better] = [first?.id ?? '', second?.id ?? ''];
    const down = await run(state, { type: 'thumb', turn: worse, thumb: 'down' }, deps);
    const alone = [...events, ...down.events];
    expect(troublesOfEvents(alone).map(({ title }) => title)).toEqual(['disliked: Elementary.']);
    expect(choicesOfEvents(alone)).toEqual([]);
    const up = await run(down.state, { type: 'thumb', turn: better, thumb: 'up' }, deps);
    const both = [...alone, ...up.events];
    const [trouble] = troublesOfEvents(both);
    expect(trouble?.lines?.slice(-2)).toEqual([
      { turn: worse, said: 'turn 2, persona', text: 'persona, as it should not be: Elementary.' },
      { turn: better, said: 'turn 2, persona', text: 'persona, as the author wants it: Observe the boots.' },
    ]);
    expect(choicesOfEvents(both)).toEqual([
      { x: 'How?', better: 'Observe the boots.', worse: 'Elementary.', from: 'preferred' },
    ]);
    // Nothing was said against the other one.
    expect(troublesOfEvents(both, better)).toEqual([]);
    expect(troublesOfEvents(both, worse)).toHaveLength(1);
  });

  test('a reply that was found worse than another is told once', async () => {
    const { deps, state, events, first, second } = await twoReplies();
    const [worse, better] = [first?.id ?? '', second?.id ?? ''];
    const picked = await run(state, { type: 'prefer', chosen: better, rejected: worse, by: 'author' }, deps);
    const down = await run(picked.state, { type: 'thumb', turn: worse, thumb: 'down' }, deps);
    const up = await run(down.state, { type: 'thumb', turn: better, thumb: 'up' }, deps);
    const all = [...events, ...picked.events, ...down.events, ...up.events];
    expect(troublesOfEvents(all)).toHaveLength(1);
    expect(choicesOfEvents(all)).toHaveLength(1);
    expect(troublesOfTalk(all.flatMap((event) => recordOf(event, '') ?? []))).toEqual(troublesOfEvents(all));
  });
});
