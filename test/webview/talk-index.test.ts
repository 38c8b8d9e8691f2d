// Where things are in a talk: alternatives, what came after a line, who speaks; looked up once a list.
import { describe, expect, test } from 'vitest';
import { linesWith } from '../../src/webview/find-state.ts';
import { actorsOf, branchOf, followersOf, onwardFrom, placeOf } from '../../src/webview/talk-index.ts';
import type { TurnEntry } from '../../src/webview/talk-state.ts';
import { greeting } from './kit/talks.ts';

function line(id: string, after: string | undefined, speaker = 'self', more: object = {}): TurnEntry {
  const turn = { ...greeting, id, after, speaker, written: false, ...more };
  return { kind: 'turn', id, turn, request: undefined, ms: undefined, usage: undefined };
}

const tree = [
  line('t0', undefined),
  line('u1', 't0', 'user'),
  line('a', 'u1'),
  line('b', 'u1'),
  line('u2', 'b', 'user'),
  line('c', 'u2'),
  line('u3', 'a', 'user'),
];

describe('the tree of a talk', () => {
  test('alternatives are the lines of one speaker after the same line, in the order they came', () => {
    expect(branchOf(tree, tree[3] as TurnEntry)).toEqual({ ids: ['a', 'b'], at: 1 });
    expect(branchOf(tree, tree[1] as TurnEntry)).toBeUndefined();
    // Somebody else who speaks after the same line is no alternative.
    expect(branchOf([...tree, line('x', 'u1', 'watson')], tree[2] as TurnEntry)?.ids).toEqual(['a', 'b']);
  });

  test('onward is the way that was taken last', () => {
    expect(followersOf(tree, 'u1')).toEqual(['a', 'b']);
    expect(onwardFrom(tree, 'u1')).toBe(3);
    expect(onwardFrom(tree, 'a')).toBe(1);
    expect(onwardFrom(tree, 'c')).toBe(0);
    const ring = [line('p', 'q'), line('q', 'p')];
    expect(onwardFrom(ring, 'p')).toBe(2);
  });

  test('places are looked up once a list', () => {
    let read = 0;
    const counted = new Proxy(tree, {
      get(list, name) {
        if (name === 'map') read++;
        return Reflect.get(list, name) as unknown;
      },
    });
    for (let at = 0; at < 100; at++) expect(placeOf(counted, 'u2')).toBe(4);
    expect(read).toBe(1);
    expect(placeOf(tree, 'nobody')).toBeUndefined();
    expect(placeOf(tree, undefined)).toBeUndefined();
  });
});

test('actors are told apart by the order they spoke in, and by an initial of their own', () => {
  const cast = actorsOf(
    [
      line('n', undefined, 'narrator'),
      line('m', 'n', 'moran', { name: 'Sebastian Moran' }),
      line('s', 'm'),
      line('l', 's', 'lestrade', { name: 'Inspector Lestrade' }),
      line('u', 'l', 'user'),
    ],
    'Sherlock Holmes',
  );
  expect([...cast]).toEqual([
    ['moran', { order: 0, initial: 'SE' }],
    ['self', { order: 1, initial: 'SH' }],
    ['lestrade', { order: 2, initial: 'I' }],
  ]);
});

test('lines are found whatever the case, in their order; nothing is looked for in vain', () => {
  const lines = [
    line('a', undefined, 'self', { text: 'The Dog' }),
    line('b', 'a', 'user', { text: 'dogged' }),
    line('c', 'b'),
  ];
  expect(linesWith(lines, 'DOG')).toEqual(['a', 'b']);
  expect(linesWith(lines, '')).toEqual([]);
  expect(linesWith(lines, 'cat')).toEqual([]);
});
