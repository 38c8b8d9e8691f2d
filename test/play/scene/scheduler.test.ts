// Whose turn it is; a person's seat; stops; and a scene taken up again from its records.
import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { nextSpeaker } from '../../../src/play/scene/next-speaker.ts';
import { beganOf, endedOf } from '../../../src/play/scene/scene-notes.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, linesOf, run } from '../kit.ts';
import { sceneOf } from './scene-kit.ts';

const file = (more = '', lines = '') =>
  `persona Sherlock Holmes\n\nscene tea\n  with: John Watson as watson, Lestrade, Mrs Hudson\n${more}${lines}`;
const nextAfter = (line: string, more = '') => {
  const state = sceneOf({ 'holmes.persona': file(more, `  ${line}\n`) });
  return run(state, { type: 'begin' }, depsOf(scriptedModel([]))).then((begun) => nextSpeaker(begun.state));
};

describe('who is next', () => {
  it.each([
    ['self: Well.', 'watson'],
    ['watson: Well.', 'lestrade'],
    ['mrs hudson: Well.', 'self'],
    ['self: Lestrade, look here.', 'lestrade'],
    ['self: And what do you say, Mrs Hudson?', 'mrs hudson'],
    ['lestrade: What now, Holmes?', 'self'],
    ['self: I told Lestrade so.', 'watson'],
    ['self: Lestrade was here.', 'watson'],
    ['narrator: Lestrade, enter.', 'self'],
    ['self: Holmes, I said to myself.', 'watson'],
  ])('after %j comes %s', async (line, next) => expect(await nextAfter(line)).toBe(next));

  it('`order: cast` heeds no names', async () =>
    expect(await nextAfter('self: Lestrade, look here.', '  order: cast\n')).toBe('watson'));

  it('`order: chance` is the same for the same seed, never the same speaker twice, and not the same for all seeds', async () => {
    const state = (seed: number) =>
      sceneOf({ 'holmes.persona': file('  order: chance\n', '  self: Well.\n') }, { seed });
    const of = async (seed: number) =>
      nextSpeaker((await run(state(seed), { type: 'begin' }, depsOf(scriptedModel([])))).state);
    const some = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(of));
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(of))).toEqual(some);
    expect(some).not.toContain('self');
    expect(new Set(some).size).toBeGreaterThan(1);
  });
});

const two = 'persona Holmes\n\nscene tea\n  with: Watson\n  turns: 6\n  narrator: Rain.\n  watson: Tea?\n';

describe('a person’s seat', () => {
  it('a person plays a member: models answer until it is the person’s turn again; nobody’s rules judge the person', async () => {
    const model = scriptedModel(['Milk first.', 'Two lumps.']);
    const deps = depsOf(model);
    const begun = await run(sceneOf({ 'h.persona': two }, { seat: 'watson' }), { type: 'begin' }, deps);
    expect(beganOf(begun.state)).toEqual({
      kind: 'scene began',
      title: 'tea',
      index: 0,
      cast: [{ key: 'watson', name: 'Watson' }],
      seat: 'watson',
      seed: 1,
      turns: 6,
      protocol: 'spoken',
    });
    const one = await run(begun.state, { type: 'scene', act: 'on' }, deps);
    expect(linesOf(one.state).slice(2)).toEqual(['self: Milk first.']);
    // It waits for the person: going on asks nobody.
    expect((await run(one.state, { type: 'scene', act: 'on' }, deps)).events).toEqual([]);
    const said = await run(one.state, { type: 'say', text: 'Never.' }, deps);
    expect(linesOf(said.state).slice(3)).toEqual(['watson: Never.', 'self: Two lumps.']);
    expect(said.state.turns[3]).toMatchObject({ name: 'Watson' });
    expect(said.state.turns[3]?.verdicts).toBeUndefined();
    expect(model.requests[1]?.messages.at(-1)).toEqual({ role: 'user', content: 'Never.' });
    model.finish();
  });

  it('the user’s seat: a third voice, under its name', async () => {
    const model = scriptedModel([
      {
        say: 'Do.',
        expect: ({ messages }) => messages.at(-1)?.content.endsWith('Watson: Tea?\n\nMary: May I?') ?? false,
      },
    ]);
    const deps = depsOf(model, { cast: { watson: scriptedModel(['Yes.']) } });
    const begun = await run(sceneOf({ 'h.persona': two }, { seat: 'user', user: 'Mary' }), { type: 'begin' }, deps);
    expect(nextSpeaker(begun.state)).toBe('user');
    const { state } = await run(begun.state, { type: 'say', text: 'May I?' }, deps);
    expect(linesOf(state).slice(2)).toEqual(['user: May I?', 'self: Do.', 'watson: Yes.']);
    expect(nextSpeaker(state)).toBe('user');
    model.finish();
  });

  it('where nobody sits, saying something does nothing', async () => {
    expect(
      (await run(sceneOf({ 'h.persona': two }), { type: 'say', text: 'Hello' }, depsOf(scriptedModel([])))).events,
    ).toEqual([]);
  });
});

describe('stops and reloads', () => {
  it('a stop keeps the line as said so far, and the scene goes on from there after a reload', async () => {
    const model = scriptedModel([{ say: ['Milk ', 'first.'], hangAfter: 1 }, 'Yes.']);
    const deps = depsOf(model, { cast: { watson: scriptedModel(['Hm.']) } });
    const start = sceneOf({ 'h.persona': two });
    const stopped = await run(start, { type: 'scene', act: 'on' }, deps, 4);
    expect(stopped.state.turns.at(-1)).toMatchObject({ text: 'Milk', finish: 'stopped' });
    expect(endedOf(stopped.state)).toBeUndefined();
    const records = stopped.events.flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z') ?? []);
    const again = restore(records, start.persona, start.book, start.scene ? { scene: start.scene } : {});
    expect(linesOf(again)).toEqual(linesOf(stopped.state));
    expect(nextSpeaker(again)).toBe('watson');
    const on = await run(again, { type: 'scene', act: 'next' }, deps);
    expect(linesOf(on.state).at(-1)).toBe('watson: Hm.');
  });

  it('ended by the player; taking a line back opens it again', async () => {
    const deps = depsOf(scriptedModel(['One.', 'Two.']), { cast: { watson: scriptedModel(['W.']) } });
    const one = await run(sceneOf({ 'h.persona': two }), { type: 'scene', act: 'next' }, deps);
    const over = await run(one.state, { type: 'scene', act: 'end' }, deps);
    expect(endedOf(over.state)).toMatchObject({ reason: 'player' });
    expect((await run(over.state, { type: 'scene', act: 'next' }, deps)).events).toEqual([]);
    const again = await run(over.state, { type: 'retry' }, deps);
    expect(linesOf(again.state).at(-1)).toBe('self: Two.');
    expect(endedOf(again.state)).toBeUndefined();
  });

  it('another text in the place of a line keeps its speaker and takes away what came after', async () => {
    const deps = depsOf(scriptedModel(['One.', 'Three.']), { cast: { watson: scriptedModel(['W.']) } });
    const { state } = await run(sceneOf({ 'h.persona': two }), { type: 'scene', act: 'next' }, deps);
    const { state: edited } = await run(state, { type: 'edit', turn: state.turns[1]?.id ?? '', text: 'Coffee?' }, deps);
    expect(linesOf(edited)).toEqual(['narrator: Rain.', 'watson: Coffee?']);
  });
});
