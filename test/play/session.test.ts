// A role-play as a stream of events: their order, and what is left of the talk after a stop, a failure, an edit.
import { describe, expect, test } from 'vitest';
import type { ModelEvent, ModelFailure } from '../../src/model/port.ts';
import type { Turn } from '../../src/play/events.ts';
import { openingOf, valuesGiven } from '../../src/play/opening.ts';
import { newSession, withPersona } from '../../src/play/session.ts';
import { alternativesOf } from '../../src/play/tree.ts';
import { leastTime } from '../kit/least-time.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, linesOf, run, statesOf } from './kit.ts';

const refused: ModelFailure = { reason: 'wrong-key', message: 'The key was refused.', action: 'set-key' };
const failing = { say: { events: [{ type: 'failed', failure: refused }] as ModelEvent[] } };

describe('begin', () => {
  test('says the greeting asked for, values filled in, judged, and asks no model', async () => {
    const model = scriptedModel([]);
    const { events, state } = await run(holmes(), { type: 'begin', greeting: 1 }, depsOf(model));
    expect(events.map((event) => event.type)).toEqual(['turn']);
    expect(linesOf(state)).toEqual(['self: Sit down, Watson.']);
    expect(statesOf(state)).toEqual({ secret: 'kept', short: 'kept' });
    expect(state.turns[0]?.model).toBeUndefined();
    expect(holmesText.slice(state.turns[0]?.origin?.range.start)).toMatch(/^Sit down/);
    model.finish();
  });

  test('takes the talk before away', async () => {
    const deps = depsOf(scriptedModel([]));
    const first = await run(holmes(), { type: 'begin' }, deps);
    const { events, state } = await run(first.state, { type: 'begin', greeting: 1 }, deps);
    expect(events.map((event) => event.type)).toEqual(['removed', 'turn']);
    expect(state.turns).toHaveLength(1);
  });

  test('plays given lines and has the model answer those that no line of the persona follows', async () => {
    const model = scriptedModel(['Elementary.', 'Good night.']);
    const opening = [
      { speaker: 'user', text: 'You look tired.' },
      { speaker: 'self', text: 'And you look curious.' },
      { speaker: 'user', text: 'Who was it?' },
      { speaker: 'user', text: 'Good night.' },
    ] as const;
    const { state } = await run(holmes(), { type: 'begin', opening }, depsOf(model));
    expect(linesOf(state)).toEqual([
      'user: You look tired.',
      'self: And you look curious.',
      'user: Who was it?',
      'self: Elementary.',
      'user: Good night.',
      'self: Good night.',
    ]);
    expect(state.requests.map((request) => request.ordinal)).toEqual([0, 1]);
    expect(new Set(state.requests.map((request) => request.run)).size).toBe(1);
    model.finish();
  });
});

describe('say', () => {
  test('tells what was said, what was sent, each piece and the reply with its verdicts, in this order', async () => {
    const model = scriptedModel([{ say: ['The dog ', 'did nothing, ', 'as everybody in the whole of London knows.'] }]);
    const deps = depsOf(model, { temperature: 0.5 });
    const begun = await run(holmes(), { type: 'begin' }, deps);
    const { events, state } = await run(begun.state, { type: 'say', text: 'What is it?' }, deps);
    expect(events.map((event) => event.type)).toEqual(['turn', 'asked', 'text', 'text', 'text', 'replied']);
    const asked = events[1]?.type === 'asked' ? events[1] : undefined;
    expect(asked?.request.messages).toEqual(model.requests[0]?.messages);
    expect(asked?.request.messages.slice(-2)).toEqual([
      { role: 'assistant', content: 'Come in.' },
      { role: 'user', content: 'What is it?' },
    ]);
    expect(asked?.request).toMatchObject({ step: 'reply', ordinal: 0, temperature: 0.5, folded: false });
    expect(model.requests[0]?.temperature).toBe(0.5);
    const reply = state.turns.at(-1);
    expect(reply).toMatchObject({
      id: asked?.turn,
      request: asked?.request.id,
      finish: 'done',
      after: state.turns[1]?.id,
    });
    expect(reply?.model?.label).toBe('scripted');
    expect(statesOf(state)).toEqual({ secret: 'broken', short: 'broken' });
    const secret = reply?.verdicts?.find((verdict) => verdict.rule === 'secret');
    expect(reply?.text.slice(secret?.span?.start, secret?.span?.end)).toBe('The dog did nothing');
    expect(events[5]).toMatchObject({ ms: 10, usage: { input: 1, output: 3 } });
  });

  test('an empty line is not said', async () => {
    const model = scriptedModel([]);
    expect((await run(holmes(), { type: 'say', text: '  \n' }, depsOf(model))).events).toEqual([]);
    model.finish();
  });

  test('roles are folded for a model without a system role, and the request says so', async () => {
    const model = scriptedModel(['Yes.'], { capabilities: { systemRole: false } });
    const { state } = await run(holmes(), { type: 'say', text: 'Hello' }, depsOf(model));
    expect(state.requests[0]?.folded).toBe(true);
    expect(state.requests[0]?.messages.some((message) => message.role === 'system')).toBe(false);
  });

  test('waiting before another try is told and voids what was said', async () => {
    const events: ModelEvent[] = [
      { type: 'text', choice: 0, text: 'Half a' },
      { type: 'retry', attempt: 1, afterMs: 500, why: 'the stream broke' },
      { type: 'text', choice: 0, text: 'Whole.' },
      { type: 'done', replies: [{ text: 'Whole.', finish: 'length' }], usage: undefined, labels: ['2 calls'] },
    ];
    const got = await run(holmes(), { type: 'say', text: 'Go' }, depsOf(scriptedModel([{ say: { events } }])));
    expect(got.events.map((event) => event.type)).toEqual(['turn', 'asked', 'text', 'retry', 'text', 'replied']);
    expect(got.events[3]).toMatchObject({ attempt: 1, afterMs: 500, why: 'the stream broke' });
    expect(got.state.turns.at(-1)).toMatchObject({ text: 'Whole.', finish: 'length', labels: ['2 calls'] });
  });
});

describe('stop', () => {
  test('keeps what was said so far as a turn, marked and judged', async () => {
    const model = scriptedModel([{ say: ['The dog did ', 'nothing ', 'at all.'] }]);
    const { events, state } = await run(holmes(), { type: 'say', text: 'Speak' }, depsOf(model), 3);
    expect(events.map((event) => event.type)).toEqual(['turn', 'asked', 'text', 'text', 'replied']);
    expect(state.turns.at(-1)).toMatchObject({ text: 'The dog did nothing ', finish: 'stopped' });
    expect(statesOf(state)).toMatchObject({ secret: 'broken' });
    expect(state.reply).toBeUndefined();
  });

  test('takes effect at once, also where the model neither answers nor ends', async () => {
    const model = scriptedModel([]);
    const deaf = {
      ...model,
      async *chat(): AsyncGenerator<ModelEvent, void> {
        yield { type: 'text', choice: 0, text: 'So' };
        await new Promise(() => undefined);
      },
    };
    const stop = new AbortController();
    const seen: string[] = [];
    const { play } = await import('../../src/play/session.ts');
    for await (const event of play(holmes(), { type: 'say', text: 'Speak' }, depsOf(deaf), stop.signal)) {
      seen.push(event.type);
      if (event.type === 'text') queueMicrotask(() => stop.abort());
    }
    expect(seen).toEqual(['turn', 'asked', 'text', 'replied']);
  });

  test('before the first word it is a cancelled reply; the line stays', async () => {
    const model = scriptedModel([{ say: ['Never', 'heard'] }]);
    const { events, state } = await run(holmes(), { type: 'say', text: 'Speak' }, depsOf(model), 1);
    expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { reason: 'cancelled' }, partial: '' });
    expect(linesOf(state)).toEqual(['user: Speak']);
  });

  test('the source is told to end when the listener leaves', async () => {
    let ended = false;
    const model = {
      ...scriptedModel([]),
      async *chat(): AsyncGenerator<ModelEvent, void> {
        try {
          yield { type: 'text', choice: 0, text: 'a' };
          yield { type: 'text', choice: 0, text: 'b' };
        } finally {
          ended = true;
        }
      },
    };
    const { play } = await import('../../src/play/session.ts');
    for await (const event of play(holmes(), { type: 'say', text: 'x' }, depsOf(model), new AbortController().signal)) {
      if (event.type === 'text') break;
    }
    await Promise.resolve();
    expect(ended).toBe(true);
  });
});

describe('failure', () => {
  test('comes last, keeps the line and what was said, and retry asks the same again', async () => {
    const half: ModelEvent[] = [
      { type: 'text', choice: 0, text: 'Half' },
      { type: 'failed', failure: refused },
    ];
    const model = scriptedModel([{ say: { events: half } }, 'At last.']);
    const deps = depsOf(model);
    const failed = await run(holmes(), { type: 'say', text: 'Well?' }, deps);
    expect(failed.events.at(-1)).toMatchObject({ type: 'failed', failure: refused, partial: 'Half' });
    expect(failed.state.failure).toMatchObject({ failure: refused, partial: 'Half' });
    expect(linesOf(failed.state)).toEqual(['user: Well?']);
    const again = await run(failed.state, { type: 'retry' }, deps);
    expect(again.events.map((event) => event.type)).toEqual(['asked', 'text', 'replied']);
    expect(linesOf(again.state)).toEqual(['user: Well?', 'self: At last.']);
    expect(again.state.failure).toBeUndefined();
    expect(again.state.requests[1]?.parent).toBe(again.state.requests[0]?.id);
    expect(model.requests[1]).toEqual(model.requests[0]);
  });

  test('a stream that just ends, or ends without a reply, is a failure in words', async () => {
    for (const [events, reason] of [
      [[{ type: 'text', choice: 0, text: 'Ha' }], 'broken-stream'],
      [[{ type: 'done', replies: [], usage: undefined, labels: [] }], 'bad-answer'],
    ] as [ModelEvent[], string][]) {
      const { events: seen } = await run(
        holmes(),
        { type: 'say', text: 'x' },
        depsOf(scriptedModel([{ say: { events } }])),
      );
      expect(seen.at(-1)).toMatchObject({ type: 'failed', failure: { reason, action: 'retry' } });
    }
  });

  test('an opening stops at the first failure', async () => {
    const opening = [
      { speaker: 'user', text: 'One' },
      { speaker: 'user', text: 'Two' },
    ] as const;
    const { state } = await run(holmes(), { type: 'begin', opening }, depsOf(scriptedModel([failing])));
    expect(linesOf(state)).toEqual(['user: One']);
    expect(state.failure).toBeDefined();
  });
});

describe('retry and edit', () => {
  test('retry replaces the last reply; both stand in the tree under the same line', async () => {
    const deps = depsOf(scriptedModel(['One.', 'Two.']));
    const said = await run(holmes(), { type: 'say', text: 'Well?' }, deps);
    const { events, state } = await run(said.state, { type: 'retry' }, deps);
    expect(events.map((event) => event.type)).toEqual(['removed', 'asked', 'text', 'replied']);
    expect(linesOf(state)).toEqual(['user: Well?', 'self: Two.']);
    expect(state.turns[1]?.after).toBe(said.state.turns[1]?.after);
    expect(state.requests[1]?.parent).toBe(said.state.turns[1]?.request);
    expect(state.requests[1]?.messages).toEqual(state.requests[0]?.messages);
  });

  test('retry of a greeting shows the next one', async () => {
    const deps = depsOf(scriptedModel([]));
    const first = await run(holmes(), { type: 'begin' }, deps);
    const second = await run(first.state, { type: 'retry' }, deps);
    const third = await run(second.state, { type: 'retry' }, deps);
    expect([...linesOf(second.state), ...linesOf(third.state)]).toEqual(['self: Sit down, Watson.', 'self: Come in.']);
  });

  test('edit of a line takes away what came after and asks again', async () => {
    const model = scriptedModel(['One.', 'Two.', 'Three.']);
    const deps = depsOf(model);
    let { state } = await run(holmes(), { type: 'say', text: 'First' }, deps);
    const first = state.turns[0]?.id ?? '';
    ({ state } = await run(state, { type: 'say', text: 'Second' }, deps));
    const edited = await run(state, { type: 'edit', turn: first, text: 'Other' }, deps);
    expect(edited.events[0]).toEqual({ type: 'removed', turns: state.turns.map((turn) => turn.id) });
    expect(linesOf(edited.state)).toEqual(['user: Other', 'self: Three.']);
    expect(edited.state.requests.at(-1)?.parent).toBe(state.requests[0]?.id);
    expect(model.requests[2]?.messages.at(-1)).toEqual({ role: 'user', content: 'Other' });
  });

  test('a reply written over is judged as written and nobody is asked', async () => {
    const model = scriptedModel(['Fine.']);
    const deps = depsOf(model);
    const said = await run(holmes(), { type: 'say', text: 'Well?' }, deps);
    const { state } = await run(
      said.state,
      { type: 'edit', turn: said.state.turns[1]?.id ?? '', text: 'The dog did nothing.' },
      deps,
    );
    expect(statesOf(state)).toMatchObject({ secret: 'broken' });
    expect(state.turns.at(-1)?.model).toBeUndefined();
    expect(state.turns.at(-1)).toMatchObject({ edited: said.state.turns[1]?.id, after: said.state.turns[0]?.id });
    expect(alternativesOf(state.tree, state.turns.at(-1) as Turn).map(({ text }) => text)).toEqual([
      'Fine.',
      'The dog did nothing.',
    ]);
    model.finish();
  });

  test('what does not exist is passed over', async () => {
    const deps = depsOf(scriptedModel([]));
    expect((await run(holmes(), { type: 'retry' }, deps)).events).toEqual([]);
    expect((await run(holmes(), { type: 'edit', turn: 'nobody', text: 'x' }, deps)).events).toEqual([]);
    expect((await run(holmes(), { type: 'begin', greeting: 9 }, deps)).events).toEqual([]);
  });
});

describe('a persona edited live', () => {
  test('keeps the talk and its verdicts; the next reply is asked and judged by the new file', async () => {
    const model = scriptedModel(['The dog did nothing.', 'Nothing at all.']);
    const deps = depsOf(model);
    const { state } = await run(holmes(), { type: 'say', text: 'Well?' }, deps);
    const { persona, book } = bookOf(
      holmesText.replace('Is brief.', 'Is very brief.').replace('at most 8', 'at most 2'),
    );
    const taken = withPersona(state, persona, book);
    expect(taken.event).toMatchObject({ type: 'persona', problems: 0 });
    expect(taken.state.turns).toBe(state.turns);
    const next = await run(taken.state, { type: 'say', text: 'And now?' }, deps);
    expect(statesOf(next.state, 1)).toEqual({ secret: 'broken', short: 'kept' });
    expect(statesOf(next.state)).toEqual({ secret: 'kept', short: 'broken' });
    expect(JSON.stringify(model.requests[1])).toContain('Is very brief.');
  });

  test('an edit that changes nothing of the prompt is no event', () => {
    const { persona, book } = bookOf(`# a comment\n${holmesText}`);
    expect(withPersona(holmes(), persona, book).event).toBeUndefined();
  });
});

test('play here: thoughts are left out, narrator and cast are heard under their names, up to the line asked for', () => {
  const text = `persona Holmes

scene a knock
  with: watson
  narrator: A knock at the door.
  watson: A lady, Holmes.
  self thinks: The client.
  self: Show her in.
  user: Mr Holmes?
`;
  const { persona } = bookOf(text);
  const scene = persona.scenes[0];
  if (!scene) throw new Error('no scene');
  const lines = openingOf(persona, scene).map((line) => `${line.speaker}: ${line.text}`);
  expect(lines).toEqual([
    'user: narrator: A knock at the door.\n\nwatson: A lady, Holmes.',
    'self: Show her in.',
    'user: Mr Holmes?',
  ]);
  expect(openingOf(persona, scene, text.indexOf('Show her'))).toHaveLength(2);
});

test('play here on a test: its values stand in its lines and in the session', async () => {
  const text = `${holmesText}
test spells it
  given passphrase: swordfish
  user: Is it {{passphrase}}?
`;
  const { persona, book } = bookOf(text);
  const [test] = persona.tests;
  if (!test) throw new Error('no test');
  const opening = openingOf(persona, test);
  expect(opening.map((line) => line.text)).toEqual(['Is it swordfish?']);
  const session = newSession('t', persona, book, { values: valuesGiven(test) });
  const { state } = await run(session, { type: 'begin', opening }, depsOf(scriptedModel(['Swordfish it is.'])));
  expect(statesOf(state)).toMatchObject({ secret: 'broken' });
});

test('500 turns are quick: work per turn does not grow with copies of the talk', async () => {
  const replies = Array.from({ length: 500 }, (_, index) => `Reply ${index}.`);
  const took = await leastTime(5000, async () => {
    const deps = depsOf(scriptedModel(replies));
    let state = holmes();
    for (let turn = 0; turn < 500; turn++) ({ state } = await run(state, { type: 'say', text: `Line ${turn}` }, deps));
    expect(state.turns).toHaveLength(1000);
  });
  expect(took).toBeLessThan(5000);
});
