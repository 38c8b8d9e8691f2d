// A talk's memory as JSON, and what the panel shows of memories: by the same readers, without paths and keys.
import { expect, test } from 'vitest';
import { UserError } from '../../../src/base/user-error.ts';
import { panelContext, panelLore, panelMemories } from '../../../src/host/memory/panel-memory.ts';
import { changeMemories } from '../../../src/play/memory/change-memories.ts';
import { exportMemory } from '../../../src/play/memory/export-memory.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { hashes, requestsIn, talkOf } from './kit.ts';

const ann = 'persona Ann\nmemory\n  partners: yes\n  recent: 2\nknows\n  tea: Drinks it.\n    keys: tea\n';
const memory = { id: 'm1', about: 'Paul', from: 'Paul', session: 1, text: 'Paul keeps bees.' } as const;
const kept = changeMemories(
  '',
  [
    { type: 'add', memory },
    { type: 'add', memory: { ...memory, id: 'm2', text: 'Paul is tall.' } },
    { type: 'link', link: { between: ['m1', 'm2'], linked: true } },
    { type: 'session', session: { session: 1, partner: 'Paul', talk: 't0', at: '2026-01-01T00:00:00.000Z' } },
  ],
  'Ann',
);

test('exchanges with summaries and what was cleared, requests with their reports, memories', async () => {
  const model = scriptedModel(['Fine.']);
  const begun = talkOf(
    ann,
    [
      ['a #3', 'b #4'],
      ['c #5', 'd'],
    ],
    'Paul',
  );
  const note = { kind: 'summary', turns: ['u1', 's1'], text: 'They met.', request: 'r' } as const;
  const cleared = { ...begun, notes: [note, { kind: 'cleared', upTo: 's1' } as const] };
  const { state } = await run(cleared, { type: 'say', text: 'Tea?' }, depsOf(model, { measures: { tokens: hashes } }));
  const value = exportMemory(state, hashes, kept);
  expect(value).toMatchObject({
    version: 1,
    persona: 'Ann',
    partner: 'Paul',
    exchanges: [
      {
        exchange: 1,
        tokens: 7,
        summary: 'They met.',
        cleared: true,
        lines: [{ speaker: 'user', text: 'a #3' }, { speaker: 'self' }],
      },
      { exchange: 2, tokens: 5, summary: null, cleared: false },
      { exchange: 3, cleared: false },
    ],
    requests: [
      {
        ordinal: 0,
        pieces: [{ as: 'dropped', why: 'The memory was cleared after it.' }, { as: 'raw' }, { as: 'raw' }],
      },
    ],
    memories: [{ id: 'm1' }, { id: 'm2' }],
    links: [{ between: ['m1', 'm2'], linked: true }],
  });
  expect(JSON.stringify(value)).not.toContain('file:');
});

test('what the panel is told of memories: session, links both ways, trouble in words', () => {
  const state = talkOf(ann, [], 'Quinn');
  expect(panelMemories(state, { ok: true, text: `${kept}{\n` })).toEqual({
    on: true,
    partner: 'Quinn',
    session: 2,
    problems: 1,
    error: undefined,
    sessions: [{ session: 1, partner: 'Paul' }],
    memories: [
      { ...memory, links: ['m2'] },
      { ...memory, id: 'm2', text: 'Paul is tall.', links: ['m1'] },
    ],
  });
  const locked = { ok: false, error: new UserError('Locked.') } as const;
  expect(panelMemories(state, { ok: true, text: kept }, locked).error).toBe('Locked.');
  expect(panelMemories(talkOf('persona Ann\n', []), { ok: true, text: '' })).toMatchObject({ on: false, session: 1 });
});

test('lore is told with the turn that woke it, and without files', async () => {
  const model = scriptedModel(['Yes.']);
  const { state, events } = await run(talkOf(ann, [['Tea?', 'Now?']]), { type: 'say', text: 'Yes' }, depsOf(model));
  const [sent] = requestsIn(events);
  if (!sent) throw new Error('nothing was sent');
  const line = { label: 'tea', reason: 'sent', key: 'tea', also: undefined, turn: 'u1' };
  expect(panelContext(sent).lore).toEqual([line]);
  const traces = [
    { label: 'tea', reason: 'sent', key: 'tea', message: 0, origin: { uri: 'x', range: { start: 0, end: 1 } } },
  ] as const;
  expect(panelLore(traces, state.turns)).toEqual([line]);
});
