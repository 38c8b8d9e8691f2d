// What the plots show: columns of replies, repetition by its formula, and what a talk has cost, whatever of it still stands.
import { expect, test } from 'vitest';
import { columnsOf, mostColumns } from '../../src/webview/plot-columns.ts';
import { repetitionOf } from '../../src/webview/repetition.ts';
import { firstState, reduce } from '../../src/webview/state.ts';
import type { TurnEntry } from '../../src/webview/talk-state.ts';
import { greeting, leaked, linked, longTalk, reply, snapshot, user } from './kit/talks.ts';

function said(id: string, text: string, more: object = {}): TurnEntry {
  const turn = { ...greeting, id, text, written: false, ...more };
  return { kind: 'turn', id, turn, request: undefined, ms: undefined, usage: undefined };
}

test('repetition is the share of runs of four words that the same speaker said before', () => {
  const lines = [
    said('a', 'One two three four five.'),
    // Two runs: the first was said, the second was not.
    said('b', 'two, THREE four five six'),
    said('c', 'two three four'),
    said('d', 'One two three four five', { speaker: 'watson' }),
    // Within one reply nothing counts as said before.
    said('e', 'go on and on go on and on'),
  ];
  expect(repetitionOf(lines)).toEqual([0, 0.5, undefined, 0, 0]);
  const more = [...lines, said('f', 'one two three four five')];
  expect(repetitionOf(more).at(-1)).toBe(1);
  // Another path: what is not on it was not said.
  expect(repetitionOf([said('f', 'one two three four five')])).toEqual([0]);
});

test('a column is one reply with its verdicts; thoughts, the user and the narrator have none', () => {
  const { talk } = reduce(firstState, {
    type: 'snapshot',
    snapshot: snapshot([
      ...leaked,
      { type: 'turn', turn: { ...greeting, id: 'n', speaker: 'narrator', text: 'Rain.' } },
      { type: 'turn', turn: { ...greeting, id: 'i', thought: true, text: 'How?' } },
    ]),
  });
  expect(columnsOf(talk.entries)).toMatchObject([
    { goTo: 't0', from: 1, to: 1, kept: 0, broken: 0, words: 9 },
    { goTo: 't2', from: 3, to: 3, kept: 2, broken: 1, unsure: 1 },
  ]);
});

test('many replies share a column, which leads to the first that broke a rule', () => {
  const { talk } = reduce(firstState, { type: 'snapshot', snapshot: snapshot(longTalk(2_000)) });
  const columns = columnsOf(talk.entries);
  expect(columns.length).toBeLessThanOrEqual(mostColumns);
  expect(columns.reduce((all, { kept, broken }) => all + kept + broken, 0)).toBe(2_000);
  expect(columns[0]).toMatchObject({ from: 2, goTo: 'l9' });
  expect(columns.at(-1)?.to).toBe(2_000);
});

test('what a talk cost counts every answer, steps and lines taken away too', () => {
  const note = { id: 'q', step: 'mood', model: 'm', dropped: [], folded: false, tokens: 1 };
  const events = linked([
    ...leaked,
    { type: 'removed', turns: ['t2'] },
    ...reply('t9', 'Again.', [], { after: 't1' }),
    { type: 'asked', turn: undefined, request: note },
    { type: 'answered', request: 'q', usage: { input: 10, output: 1 }, ms: 60 },
    { type: 'asked', turn: undefined, request: { ...note, id: 'p' } },
    { type: 'answered', request: 'p', usage: undefined, ms: 100 },
  ]);
  const cost = { requests: 4, counted: 3, input: 834, output: 63, ms: 2640 };
  const atOnce = reduce(firstState, { type: 'snapshot', snapshot: snapshot(events) });
  expect(atOnce.parts.figures).toMatchObject(cost);
  const opened = reduce(firstState, { type: 'snapshot', snapshot: snapshot([]) });
  const oneByOne = events.reduce((state, event) => reduce(state, { type: 'play', events: [event] }), opened);
  expect(oneByOne.parts.figures).toMatchObject(cost);
  // The same snapshot again is the same talk, not another one on top.
  expect(reduce(atOnce, { type: 'snapshot', snapshot: snapshot(events) }).parts.figures).toMatchObject(cost);
});

test('the drawer is the reader’s choice, which another talk does not undo', () => {
  const open = [
    { type: 'snapshot', snapshot: snapshot([user('a', 'x')]) } as const,
    { type: 'drawer', open: true, tab: 'plots' } as const,
  ];
  const other = { type: 'snapshot', snapshot: { ...snapshot([]), talk: 'talk-2' } } as const;
  const state = [...open, { type: 'find', open: true, query: 'x' } as const, other].reduce(reduce, firstState);
  expect(state.parts.drawer).toEqual({ open: true, tab: 'plots' });
  expect(state.parts.find).toEqual({ open: false, query: '', current: undefined });
});
