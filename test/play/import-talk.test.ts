// Talks out of the house and back: what was exported is imported the same under a new id; hostile text is refused or cut down in words.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { panelEvent, panelSent } from '../../src/host/preview/panel-events.ts';
import { exportMessages } from '../../src/play/export-messages.ts';
import { type Imported, importTalk } from '../../src/play/import-talk.ts';
import { recordOf } from '../../src/play/recorder.ts';
import { replay, restore } from '../../src/play/restore.ts';
import { writeTalkFile } from '../../src/play/talk-file.ts';
import { gistOf } from '../../src/play/talk-gist.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { depsOf, holmes, linesOf, run } from './kit.ts';

const folder = 'file:///work/';
const at = '2026-02-02T00:00:00.000Z';
const header = { type: 'talk', version: 2, id: 'talk-1', at, persona: 'H', personaUri: '', personaHash: 'h' } as const;

function into() {
  let id = 0;
  const persona = { persona: 'Sherlock Holmes', personaUri: 'file:///work/holmes.persona', personaHash: 'now' };
  return { ...persona, folder, file: 'old.talk.jsonl', newId: () => `new-${++id}`, at };
}

const read = (text: string): Imported => importTalk(text, into());
const reason = (text: string) => {
  const found = read(text);
  return found.ok ? 'read' : found.reason;
};

/** Two compared replies, a pick, an edit. */
async function held() {
  const deps = depsOf(scriptedModel(['Left.', 'Again.'], { name: 'left' }), {
    rival: { model: scriptedModel(['Right.', 'So.']) },
  });
  let state = holmes();
  const records: TraceRecord[] = [header];
  const play = async (command: Parameters<typeof run>[1]) => {
    const done = await run(state, command, deps);
    ({ state } = done);
    records.push(...done.events.flatMap((event) => recordOf(event, at) ?? []));
  };
  await play({ type: 'begin' });
  await play({ type: 'say', text: 'Well?' });
  const [left, right] = ['Left.', 'Right.'].map((text) => state.tree.find((turn) => turn.text === text)?.id ?? '');
  await play({ type: 'prefer', chosen: right ?? '', rejected: left ?? '', by: 'author' });
  await play({ type: 'say', text: 'And now?' });
  return { state, records };
}

describe('a kept talk', () => {
  test('comes back under a new id, with its tree, requests, ledgers and picks, and goes on', async () => {
    const { state, records } = await held();
    const found = read(writeTalkFile(records, folder));
    if (!found.ok) throw new Error(found.reason);
    expect(found.left).toBe(0);
    expect(found.id).not.toBe('talk-1');
    expect(found.records[0]).toMatchObject({
      type: 'talk',
      id: found.id,
      persona: 'Sherlock Holmes',
      personaHash: 'now',
    });
    const again = restore(found.records, state.persona, state.book);
    expect(linesOf(again)).toEqual(linesOf(state));
    expect(again.tree.map(({ id, after, beside, text }) => [id, after, beside, text])).toEqual(
      state.tree.map(({ id, after, beside, text }) => [id, after, beside, text]),
    );
    expect(again.requests.map(({ messages }) => messages)).toEqual(state.requests.map(({ messages }) => messages));
    expect(again.preferences).toEqual(state.preferences);
    const ledger = (turns: typeof state.turns) =>
      turns.map(({ verdicts }) => verdicts?.map(({ rule, state: how }) => [rule, how]));
    expect(ledger(again.turns)).toEqual(ledger(state.turns));
    expect(again.notes).toEqual([{ kind: 'remark', turn: undefined, text: 'Imported from old.talk.jsonl.' }]);
    const on = await run(
      again,
      { type: 'say', text: 'Go on.' },
      depsOf(scriptedModel(['Gladly.']), { ids: into().newId }),
    );
    expect(linesOf(on.state).slice(-2)).toEqual(['user: Go on.', 'self: Gladly.']);
  });

  test('lines that are none are counted, the rest is there', () => {
    const turn = JSON.stringify({ type: 'turn', at, turn: { id: 'a', speaker: 'user', text: 'Hi' } });
    const found = read(`${JSON.stringify(header)}\nnot json\n${turn}\n{"type":"wonder"}\n`);
    expect(found).toMatchObject({ ok: true, left: 2 });
  });
});

test('which version of the persona answered is taken over', () => {
  const model = { provider: 'openai', model: 'm', label: 'm' };
  const version = { name: 'HEAD', hash: 'h' };
  const request = { type: 'request', at, id: 'r', run: 'x', step: 'reply', messages: [], model, beside: 'a', version };
  const turn = { type: 'turn', at, turn: { id: 'a', speaker: 'user', text: 'Hi' } };
  const found = read([header, turn, { ...request, turn: 'b' }].map((one) => JSON.stringify(one)).join('\n'));
  if (!found.ok) throw new Error(found.reason);
  expect(found.records.find(({ type }) => type === 'request')).toMatchObject({ version, beside: 'a' });
});

describe('chat messages', () => {
  test('are lines of the talk; the system text and what nobody says is left out', () => {
    const messages = [
      { role: 'system', content: 'You are somebody else.' },
      { role: 'user', content: 'Hello' },
      {
        role: 'assistant',
        content: [{ type: 'text', text: 'Good' }, { type: 'image_url' }, { type: 'text', text: 'day.' }],
      },
      { role: 'tool', content: '42' },
    ];
    for (const text of [JSON.stringify(messages), JSON.stringify({ model: 'x', messages })]) {
      const found = read(text);
      if (!found.ok) throw new Error(found.reason);
      expect(found.left).toBe(2);
      const state = restore(found.records, holmes().persona, holmes().book);
      expect(linesOf(state)).toEqual(['user: Hello', 'self: Good\nday.']);
      expect(state.turns[1]?.after).toBe(state.turns[0]?.id);
    }
  });

  test('export is read back; the prompt is in it only where it is wanted', async () => {
    const { state } = await held();
    const bare = exportMessages(state, { system: false });
    expect(bare.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant', 'user', 'assistant']);
    expect(JSON.stringify(bare)).not.toContain('consulting detective');
    // But for what it says of examples: none is among the messages.
    const sent = state.requests.at(-1)?.messages[0]?.content ?? '';
    expect(exportMessages(state, { system: true })[0]?.content).toBe(sent.slice(0, sent.indexOf('\n\n## Examples')));
    expect(exportMessages(holmes(), { system: true })[0]?.content).toContain('consulting detective');
    const found = read(JSON.stringify(bare));
    if (!found.ok) throw new Error(found.reason);
    expect(linesOf(restore(found.records, state.persona, state.book))).toEqual(linesOf(state));
  });
});

describe('what is no talk is refused in words', () => {
  test.each([
    ['', 'it is empty'],
    ['Dear diary,', 'it is neither a .talk.jsonl nor a JSON list of messages'],
    ['[]', 'nobody says anything in it'],
    ['[{"content":"x"}]', 'message 1 has no role'],
    ['[{"role":"user","content":"x"},{"role":"assistant","content":7}]', 'message 2 has no text as its content'],
    [`${JSON.stringify({ ...header, version: 9 })}\n`, 'kept by a newer Dramatis'],
    [`${JSON.stringify(header)}\n`, 'nobody says anything in it'],
  ])('%j', (text, why) => {
    expect(reason(text)).toContain(why);
  });
});

test('the law: whatever a file holds, what is taken over can be opened, drawn and asked about', () => {
  const wild = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('a', 'b', 'self', 'user', null, -1, [], {}));
  const field = fc.constantFrom(
    'turn',
    'id',
    'speaker',
    'text',
    'verdicts',
    'labels',
    'model',
    'messages',
    'run',
    'step',
    'request',
    'replies',
    'failure',
    'partial',
    'turns',
    'to',
    'preference',
    'note',
    'usage',
    'ms',
    'finish',
    'after',
    'beside',
    'personaHash',
    'dropped',
    'version',
    'kind',
  );
  const inner = fc.dictionary(field, wild, { maxKeys: 8 });
  const type = fc.constantFrom(
    'turn',
    'reply',
    'request',
    'answer',
    'failure',
    'removed',
    'moved',
    'preference',
    'withdrawal',
    'note',
    'persona',
  );
  const turn = inner.map((more) => ({ labels: [], ...more, id: 'a', speaker: 'self', text: 'x', verdicts: [more] }));
  const record = fc.tuple(type, inner, turn, inner).map(([kind, more, said, other]) => ({
    partial: '',
    run: 'r',
    step: 'reply',
    id: 'q',
    messages: [],
    replies: ['x'],
    turns: ['a', 'b'],
    request: 'q',
    personaHash: 'h',
    at,
    ...more,
    turn: kind === 'turn' || kind === 'reply' ? said : 'a',
    failure: other,
    note: other,
    preference: other,
    type: kind,
  }));
  const good = { type: 'turn', at, turn: { id: 'a', speaker: 'user', text: 'Hi' } };
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      const found = read([header, good, ...records].map((one) => JSON.stringify(one)).join('\n'));
      if (!found.ok) throw new Error(found.reason);
      const { state, events } = replay(found.records, holmes().persona, holmes().book);
      for (const event of events) panelEvent(event);
      for (const request of state.requests) panelSent(request);
      for (const one of found.records) gistOf(one);
      exportMessages(state, { system: true });
    }),
  );
});
