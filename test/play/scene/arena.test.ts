// Card 14's arena: candidates shuffled by seed, the letter mapped back, an invalid one asked again once, then an abstention; the win table.
import { describe, expect, it } from 'vitest';
import { letterOf } from '../../../src/play/scene/arena.ts';
import { estimateScene } from '../../../src/play/scene/estimate-scene.ts';
import { winTable } from '../../../src/play/scene/win-table.ts';
import type { PlayDeps, SessionState } from '../../../src/play/session.ts';
import { alternativesOf } from '../../../src/play/tree.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { bookOf, depsOf, linesOf, run } from '../kit.ts';
import { sceneOf, sentOf } from './scene-kit.ts';

const file = 'persona Iris\n\nscene s\n  with: Tom\n  turns: 6\n  tom: Hello.\n';
const shown = [
  { letter: 'A', candidate: 2 },
  { letter: 'B', candidate: 0 },
  { letter: 'C', candidate: 1 },
];

it.each([
  ['B', 'B'],
  [' b. ', 'B'],
  ['(C)', 'C'],
  ['**A**', 'A'],
  ['The best is B.', 'B'],
  ['A or B', undefined],
  ['D', undefined],
  ['Both are good', undefined],
  ['', undefined],
])('the letter of %j is %s', (reply, letter) => expect(letterOf(reply, shown)).toBe(letter));

function arenaOf(supervisor: ReturnType<typeof scriptedModel>, rounds: number, actor = 'self') {
  const models = ['one', 'two', 'three'].map((name) =>
    scriptedModel(
      Array.from({ length: rounds }, (_, i) => `${name} ${i}`),
      { name },
    ),
  );
  const candidates = models.map((model) => ({ label: model.identity.label, model }));
  return { models, arena: { actor, candidates, supervisor, principles: ['It is kind.'] } };
}

async function turns(state: SessionState, deps: PlayDeps, count: number) {
  let now = state;
  for (let i = 0; i < count; i++) now = (await run(now, { type: 'scene', act: 'next' }, deps)).state;
  return now;
}

describe('an arena', () => {
  it('asks each candidate the same, shows them shuffled, and goes on with the pick', async () => {
    const supervisor = scriptedModel(['A', 'A']);
    const { models, arena } = arenaOf(supervisor, 2);
    const tom = scriptedModel(['And you?']);
    const unused = scriptedModel([]);
    const state = await turns(sceneOf({ 'a.persona': file }, { seed: 7 }), depsOf(unused, { cast: { tom }, arena }), 3);
    for (const model of [...models, supervisor, tom, unused]) model.finish();
    expect(models[0]?.requests[0]?.messages).toEqual(models[2]?.requests[0]?.messages);
    const picks = state.notes.filter((note) => note.kind === 'arena pick');
    expect(picks).toHaveLength(2);
    for (const [round, pick] of picks.entries()) {
      const first = pick.shown.find(({ letter }) => letter === 'A')?.candidate ?? -1;
      expect(pick.picked).toBe(first);
      expect(pick.candidates[first]?.text).toBe(`${['one', 'two', 'three'][first]} ${round}`);
      // What the supervisor was shown stands under the letters as noted.
      const sent = sentOf(supervisor.requests[round]);
      for (const { letter, candidate } of pick.shown)
        expect(sent).toContain(`${letter}:\n${pick.candidates[candidate]?.text}`);
      expect(sent).toContain('- It is kind.');
      expect(sent).not.toMatch(/scripted|\bmodel\b/);
      expect(state.turns.find(({ id }) => id === pick.turn)?.text).toBe(pick.candidates[first]?.text);
    }
    // The pick is what Tom was answered with.
    expect(tom.requests[0]?.messages.at(-1)?.content).toBe(picks[0]?.candidates[picks[0]?.picked ?? 0]?.text);
    expect(linesOf(state)).toHaveLength(4);
    expect(state.requests.map(({ step }) => step)).toEqual([
      'candidate',
      'candidate',
      'candidate',
      'pick',
      'line',
      'candidate',
      'candidate',
      'candidate',
      'pick',
    ]);
  });

  it('what was not picked stands beside the pick, with its own label, and can be gone on with', async () => {
    const supervisor = scriptedModel(['B', 'A']);
    const { arena } = arenaOf(supervisor, 2);
    const tom = scriptedModel(['And you?', 'Go on.']);
    const deps = depsOf(scriptedModel([]), { cast: { tom }, arena });
    const state = await turns(sceneOf({ 'a.persona': file }), deps, 1);
    const said = state.turns.at(-1);
    if (!said) throw new Error('nothing was said');
    const beside = alternativesOf(state.tree, said);
    expect(beside.map(({ text }) => text).toSorted()).toEqual(['one 0', 'three 0', 'two 0']);
    // The pick came last: the talk stands there.
    expect(beside.at(-1)).toBe(said);
    expect(said.labels?.[0]).toMatch(/^picked in an arena: /);
    for (const other of beside.slice(0, -1))
      expect(other.labels?.[0]).toBe(`answered in an arena, not picked: ${other.model?.label}`);
    expect(linesOf(state)).toEqual(['tom: Hello.', `self: ${said.text}`]);
    const [first] = beside;
    const moved = await run(state, { type: 'go', turn: first?.id ?? '', onward: false }, deps);
    const after = await run(moved.state, { type: 'scene', act: 'next' }, deps);
    expect(tom.requests[0]?.messages.at(-1)?.content).toBe(first?.text);
    expect(linesOf(after.state)).toEqual(['tom: Hello.', `self: ${first?.text}`, 'tom: And you?']);
    // The table counts what was picked, whatever the reader went on with.
    expect(winTable(after.state.notes).wins.find(({ wins }) => wins === 1)?.label).toBe(said.model?.label);
  });

  it('is held for so many lines; then one answers, and playing on for that long stops there', async () => {
    const supervisor = scriptedModel(['A']);
    const { models, arena } = arenaOf(supervisor, 1);
    const own = scriptedModel(['Alone.']);
    const tom = scriptedModel(['Hm.', 'Hm!']);
    const deps = depsOf(own, { cast: { tom }, arena: { ...arena, until: 2 } });
    const held = await run(sceneOf({ 'a.persona': file }), { type: 'scene', act: 'on', until: 2 }, deps);
    expect(held.state.turns).toHaveLength(3);
    for (const model of [...models, supervisor]) model.finish();
    const after = await run(held.state, { type: 'scene', act: 'next' }, deps);
    expect(linesOf(after.state).at(-1)).toBe('self: Alone.');
  });

  it('stopped between its candidates keeps what was said, and the same turn is asked for again', async () => {
    const supervisor = scriptedModel(['A']);
    const { models, arena } = arenaOf(supervisor, 2);
    const deps = depsOf(scriptedModel([]), { arena });
    const begun = await turns(sceneOf({ 'a.persona': file }), deps, 0);
    // noted, turn, asked, answered: the first candidate has answered.
    const stopped = await run(begun, { type: 'scene', act: 'next' }, deps, 3);
    expect(stopped.events.map(({ type }) => type).slice(0, 4)).toEqual(['noted', 'turn', 'asked', 'answered']);
    expect(linesOf(stopped.state)).toEqual(['tom: Hello.']);
    expect(supervisor.requests).toHaveLength(0);
    expect(models[1]?.requests).toHaveLength(0);
    const again = await run(stopped.state, { type: 'scene', act: 'next' }, deps);
    expect(again.state.turns).toHaveLength(2);
    supervisor.finish();
  });

  it('the order is the seed’s: the same again, and not the same for all seeds', async () => {
    const orderOf = async (seed: number) => {
      const { arena } = arenaOf(scriptedModel(['A']), 1);
      const state = await turns(sceneOf({ 'a.persona': file }, { seed }), depsOf(scriptedModel([]), { arena }), 1);
      return state.notes
        .flatMap((note) => (note.kind === 'arena pick' ? [note.shown.map(({ candidate }) => candidate).join('')] : []))
        .join();
    };
    const orders = await Promise.all([1, 2, 3, 4, 5, 6].map(orderOf));
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(orderOf))).toEqual(orders);
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  it('an invalid letter is asked again once, then the supervisor abstains; the dialogue goes on and the table adds up', async () => {
    const supervisor = scriptedModel([
      'I like them all',
      {
        say: 'C',
        expect: ({ messages }) => messages.length === 4 && /none of the letters/.test(messages[3]?.content ?? ''),
      },
      'Z',
      'None',
    ]);
    const { arena } = arenaOf(supervisor, 2);
    const state = await turns(
      sceneOf({ 'a.persona': file }),
      depsOf(scriptedModel([]), { cast: { tom: scriptedModel(['Hm.']) }, arena }),
      3,
    );
    supervisor.finish();
    const [first, second] = state.notes.filter((note) => note.kind === 'arena pick');
    expect(first?.answers).toEqual(['I like them all', 'C']);
    expect(first?.picked).toBe(first?.shown.find(({ letter }) => letter === 'C')?.candidate);
    expect(second?.picked).toBeUndefined();
    expect(state.turns.at(-1)?.text).toBe('one 1');
    expect(state.turns.at(-1)?.labels).toContain('the supervisor abstained: the first candidate goes on');
    const table = winTable(state.notes);
    expect(table.turns).toBe(2);
    expect(table.judged).toBe(1);
    expect(table.wins.reduce((sum, { wins }) => sum + wins, 0)).toBe(table.judged);
    expect(table.judged + table.abstained).toBe(table.turns);
  });

  it('a candidate that fails is left out; where all fail it is a failure', async () => {
    const supervisor = scriptedModel(['B']);
    const { arena } = arenaOf(supervisor, 1);
    const broken = { label: 'broken', model: scriptedModel([]) };
    const state = await turns(
      sceneOf({ 'a.persona': file }),
      depsOf(scriptedModel([]), { arena: { ...arena, candidates: [broken, ...arena.candidates.slice(0, 2)] } }),
      1,
    );
    expect(state.notes.at(-1)).toMatchObject({
      kind: 'arena pick',
      candidates: [{ label: 'broken', text: '' }, {}, {}],
    });
    const none = await run(
      sceneOf({ 'a.persona': file }),
      { type: 'scene', act: 'on' },
      depsOf(scriptedModel([]), { arena: { ...arena, candidates: [broken] } }),
    );
    expect(none.events.at(-1)?.type).toBe('failed');
    expect(linesOf(none.state)).toEqual(['tom: Hello.']);
  });

  it('personas answer in the actor’s place, each by its own prompt', async () => {
    const model = scriptedModel(['Mine.', 'Theirs.']);
    const other = bookOf('persona Ivo\n  role: baker\n', 'file:///work/ivo.persona');
    const arena = {
      candidates: [
        { label: 'Iris', model },
        { label: 'Ivo', model, ...other },
      ],
      supervisor: scriptedModel(['A']),
      principles: [],
    };
    await turns(sceneOf({ 'a.persona': file }), depsOf(scriptedModel([]), { arena: { ...arena, actor: 'self' } }), 1);
    expect(model.requests.map(({ messages }) => /You are (\w+)/.exec(messages[0]?.content ?? '')?.[1])).toEqual([
      'Iris',
      'Ivo',
    ]);
  });
});

describe('the estimate', () => {
  const setup = (more: string, seat?: string) => {
    const { scene } = sceneOf({ 'a.persona': file.replace('  turns: 6\n', more) }, { seat });
    if (!scene) throw new Error('no scene');
    return scene;
  };
  it.each([
    ['  turns: 6\n', undefined, 6],
    ['', undefined, 20],
    ['  turns: 6\n', 'tom', 3],
    ['  turns: 7\n', 'tom', 4],
    ['  turns: 6\n  narrator every: 2\n', undefined, 9],
  ])('%j with the seat %s: %i requests at most', (more, seat, requests) =>
    expect(estimateScene(setup(more, seat)).requests).toBe(requests),
  );

  it('of an arena of three for one of two: three candidates and two questions each of its turns', () => {
    const { arena } = arenaOf(scriptedModel([]), 0);
    expect(estimateScene(setup('  turns: 6\n'), arena)).toMatchObject({
      requests: 3 + 3 * 5,
      parts: { lines: 6, arena: 12 },
    });
    expect(estimateScene(setup('  turns: 6\n'), arena, 4).requests).toBe(1 + 5);
    expect(estimateScene(setup('  turns: 6\n'), arena, 0, 2)).toMatchObject({ turns: 2, requests: 1 + 5 });
  });
});
