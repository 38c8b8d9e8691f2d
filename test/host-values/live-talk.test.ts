// A talk behind a panel: what is told, what is stored, and that it comes back as it was.
import { describe, expect, onTestFinished, test } from 'vitest';
import { LiveTalk, type LiveTalkDeps, type Performer } from '../../src/host/talks/live-talk.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { systemClock } from '../../src/model/providers/system-clock.ts';
import type { PlayEvent } from '../../src/play/events.ts';
import { memoryTalkStore } from '../../src/play/memory-talk-store.ts';
import { answeringEndpoint } from '../kit/answering-endpoint.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { handClock } from '../kit/hand-clock.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, holmesText, linesOf, statesOf } from '../play/kit.ts';
import { sceneOf } from '../play/scene/scene-kit.ts';

const playing = bookOf(holmesText);
const edited = bookOf(holmesText.replace('consulting detective', 'retired beekeeper'));

function setUp(performer: Performer | ReturnType<typeof scriptedModel>, store = memoryTalkStore()) {
  let id = 0;
  const told: string[] = [];
  const failures: unknown[] = [];
  const deps: LiveTalkDeps = {
    store,
    performer: async () => ('ok' in performer ? performer : { ok: true, model: performer }),
    measures: async () => ({}),
    clock: handClock(),
    ids: () => `i${++id}`,
    notStored: (error) => failures.push(error),
    stored: () => told.push('stored'),
  };
  const follow = (talk: LiveTalk) => {
    talk.listen({
      events: (events) => told.push(...events.map(({ type }) => type)),
      busy: (busy) => told.push(busy ? 'busy' : 'free'),
    });
    return talk;
  };
  return { deps, told, failures, store, follow };
}

/** Resolves when the talk has told an event of this type. */
function heard(talk: LiveTalk, type: PlayEvent['type']): Promise<void> {
  return new Promise((resolve) => {
    const end = talk.listen({
      events(events) {
        if (!events.some((event) => event.type === type)) return;
        end();
        resolve();
      },
      busy: () => undefined,
    });
  });
}

describe('a live talk', () => {
  test('tells each event once, is busy meanwhile, and keeps a log without pieces', async () => {
    const model = scriptedModel([{ say: ['It is ', 'the dog.'] }]);
    const { deps, told, follow } = setUp(model);
    const talk = follow(LiveTalk.begin(playing, deps));
    await talk.run({ type: 'begin', greeting: 0 });
    await talk.run({ type: 'say', text: 'What is it?' });
    await talk.settle();
    expect(told.filter((word) => word !== 'stored')).toEqual(
      'busy turn free busy turn asked text text replied free'.split(' '),
    );
    expect(talk.log.map(({ type }) => type)).toEqual(['persona', 'turn', 'turn', 'asked', 'replied']);
    expect(statesOf(talk.state)).toEqual({ secret: 'kept', short: 'kept' });
    model.finish();
  });

  test('a reply under way is one piece in the log, so that a reload shows it', async () => {
    const { deps } = setUp(scriptedModel([{ say: ['It is ', 'the ', 'dog.'], hangAfter: 2 }]));
    const talk = LiveTalk.begin(playing, deps);
    const run = talk.run({ type: 'say', text: 'What is it?' });
    await heard(talk, 'text');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(talk.log.at(-1)).toMatchObject({ type: 'text', text: 'It is the ' });
    talk.stop();
    await run;
    expect(talk.state.turns.at(-1)).toMatchObject({ text: 'It is the ', finish: 'stopped' });
    expect(talk.busy).toBe(false);
  });

  test('two replies under way are one piece each in the log, and none once both are there', async () => {
    const words = { say: ['It is ', 'the ', 'dog.'], hangAfter: 2 };
    const { deps } = setUp(scriptedModel([words, 'Left.', 'Alone.']));
    const right = scriptedModel([words, 'Right.'], { name: 'right' });
    const talk = LiveTalk.begin(playing, deps);
    talk.compareWith(async () => ({ model: right }));
    const run = talk.run({ type: 'say', text: 'What is it?' });
    await heard(talk, 'text');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(talk.log.slice(-2)).toMatchObject([
      { type: 'text', text: 'It is the ' },
      { type: 'text', text: 'It is the ' },
    ]);
    talk.stop();
    await run;
    await talk.run({ type: 'say', text: 'And now?' });
    const [one, other] = talk.state.tree.slice(-2).toSorted((a) => (a.beside ? 1 : -1));
    expect([one?.text, other?.text]).toEqual(['Left.', 'Right.']);
    expect(talk.log.filter(({ type }) => type === 'text')).toEqual([]);
    // Who answers once answers alone, and asks nobody for a pick.
    const prefer = { type: 'prefer', chosen: other?.id ?? '', rejected: one?.id ?? '', by: 'author' } as const;
    await talk.run(prefer, async () => {
      throw new Error('nobody is to be asked');
    });
    expect(linesOf(talk.state).at(-1)).toBe('self: Right.');
    talk.compareWith(undefined);
    await talk.run({ type: 'say', text: 'Alone?' });
    expect(linesOf(talk.state).at(-1)).toBe('self: Alone.');
    right.finish();
  });

  test('an arena: several answer each turn of a scene until it is ended', async () => {
    const made: string[] = [];
    const [one, two, picks] = [
      scriptedModel(['One.'], { name: 'one' }),
      scriptedModel(['Two.'], { name: 'two' }),
      scriptedModel(['A']),
    ];
    const { deps, store } = setUp(scriptedModel(['Hm.', 'Alone.']));
    const { persona, book, scene } = sceneOf({
      'a.persona': 'persona Iris\n\nscene s\n  with: Tom\n  tom: Hello.\n',
    });
    const talk = LiveTalk.begin({ persona, book }, deps, scene ? { scene } : {});
    talk.holdArena(async () => {
      made.push('made');
      return {
        candidates: [one, two].map((model) => ({ label: model.identity.label, model })),
        supervisor: picks,
        principles: [],
        actor: 'self',
        until: 2,
      };
    });
    await talk.run({ type: 'begin' });
    expect(made).toEqual([]);
    await talk.run({ type: 'scene', act: 'on', until: 2 });
    expect(talk.state.turns.map(({ speaker }) => speaker)).toEqual(['tom', 'self', 'tom']);
    talk.holdArena(undefined);
    await talk.run({ type: 'scene', act: 'next' });
    expect(linesOf(talk.state).at(-1)).toBe('self: Alone.');
    for (const model of [one, two, picks]) model.finish();
    // The line beside the pick, and the pick's note, come back from the store.
    await talk.settle();
    const { state } = LiveTalk.reopen(await store.read(talk.id), { persona, book }, deps, scene ? { scene } : {});
    expect(state.tree.map(({ text }) => text).toSorted()).toEqual(['Alone.', 'Hello.', 'Hm.', 'One.', 'Two.']);
    expect(linesOf(state)).toEqual(linesOf(talk.state));
    expect(state.notes.filter(({ kind }) => kind === 'arena pick')).toHaveLength(1);
  });

  test('closing lines are compared by the embeddings of the endpoint that plays, else by words; the reason says which', async () => {
    const server = await answeringEndpoint();
    onTestFinished(() => server.close());
    server.answer(() => 'Off with you.');
    server.embed((text) => (/nice day|Off with you/.test(text) ? [1, 0] : [0, 1]));
    const text = 'persona Ann\n\nscene s\n  with: Ben\n  turns: 2\n  closing lines: have a nice day\n  ben: Hello.\n';
    const end = async (more: { readonly embeddings?: string }) => {
      const model = openAiModel({ endpoint: endpointOf(server.url, more), key: undefined, clock: systemClock });
      const { persona, book, scene } = sceneOf({ 'a.persona': text });
      const talk = LiveTalk.begin({ persona, book }, setUp({ ok: true, model }).deps, scene ? { scene } : {});
      await talk.run({ type: 'scene', act: 'on' });
      return talk.state.notes.find((note) => note.kind === 'scene ended');
    };
    expect(await end({ embeddings: 'vectors-1' })).toMatchObject({ reason: 'closing', by: 'self', labels: ['exact'] });
    expect(server.embedded.toSorted()).toEqual(['Off with you.', 'have a nice day']);
    expect(await end({})).toMatchObject({ reason: 'turns' });
    server.answer(() => 'Well, have a day.');
    expect(await end({})).toMatchObject({ reason: 'closing', labels: ['lexical'] });
  });

  test('a new command stops the reply under way and waits for its end', async () => {
    const model = scriptedModel([{ say: ['It is ', 'the dog.'], hangAfter: 1 }, 'The dog.']);
    const { deps } = setUp(model);
    const talk = LiveTalk.begin(playing, deps);
    const first = talk.run({ type: 'say', text: 'What is it?' });
    await heard(talk, 'text');
    await talk.run({ type: 'say', text: 'Briefly!' });
    await first;
    expect(linesOf(talk.state)).toEqual(['user: What is it?', 'self: It is ', 'user: Briefly!', 'self: The dog.']);
    expect(talk.state.turns[1]).toMatchObject({ finish: 'stopped', labels: ['interrupted'] });
    model.finish();
  });

  test('why nobody answers comes as a failure; the line stays, and asking again works', async () => {
    const failure = { reason: 'no-key', message: 'No key is set.', action: 'set-key' } as const;
    const { deps } = setUp({ ok: false, failure, label: 'gpt-4o' });
    const talk = LiveTalk.begin(playing, deps);
    await talk.run({ type: 'say', text: 'Hello?' });
    expect(talk.state.failure?.failure).toEqual(failure);
    expect(linesOf(talk.state)).toEqual(['user: Hello?']);
    expect(talk.state.requests.at(-1)?.model.label).toBe('gpt-4o');
  });

  test('an edited persona is taken up with the talk kept, told once, and asked from then on', async () => {
    const model = scriptedModel([
      { expect: ({ messages }) => messages[0]?.content.includes('retired beekeeper') === true, say: 'Bees.' },
    ]);
    const { deps, told, follow } = setUp(model);
    const talk = follow(LiveTalk.begin(playing, deps));
    await talk.run({ type: 'begin' });
    talk.take(edited);
    talk.take(edited);
    await talk.run({ type: 'say', text: 'What now?' });
    expect(told.filter((word) => word === 'persona')).toHaveLength(1);
    expect(linesOf(talk.state)).toEqual(['self: Come in.', 'user: What now?', 'self: Bees.']);
    model.finish();
  });

  test('comes back from the store as it was, and goes on there', async () => {
    const { deps, store } = setUp(scriptedModel(['The dog.']));
    const talk = LiveTalk.begin(playing, deps);
    await talk.run({ type: 'begin' });
    await talk.run({ type: 'say', text: 'What is it?' });
    await talk.settle();

    const again = setUp(scriptedModel(['Quite.']), store);
    const records = await store.read(talk.id);
    const reopened = LiveTalk.reopen(records, edited, { ...again.deps, ids: () => `again${Math.random()}` });
    expect(linesOf(reopened.state)).toEqual(linesOf(talk.state));
    expect(reopened.log.map(({ type }) => type)).toEqual(['persona', 'turn', 'turn', 'asked', 'replied', 'persona']);
    await reopened.run({ type: 'say', text: 'Sure?' });
    await reopened.settle();
    const stored = await store.read(talk.id);
    expect(stored.filter(({ type }) => type === 'talk')).toHaveLength(1);
    expect(stored.length).toBeGreaterThan(records.length);
    expect(linesOf(LiveTalk.reopen(stored, edited, deps).state)).toEqual(linesOf(reopened.state));
  });

  test('a window closed in the middle of a reply comes back with a failure that can be asked again', async () => {
    const { deps, store } = setUp(scriptedModel([{ say: ['It is ', 'the dog.'], hangAfter: 1 }]));
    const talk = LiveTalk.begin(playing, deps);
    void talk.run({ type: 'say', text: 'What is it?' });
    await heard(talk, 'text');
    await expect.poll(async () => (await store.read(talk.id)).at(-1)?.type).toBe('request');
    const reopened = LiveTalk.reopen(await store.read(talk.id), playing, deps);
    expect(reopened.log.at(-1)).toMatchObject({ type: 'failed', failure: { action: 'retry' } });
    talk.stop();
  });

  test('a greeting alone leaves no talk behind, unless it is wanted', async () => {
    const { deps, store } = setUp(scriptedModel(['The dog.']));
    const talk = LiveTalk.begin(playing, deps);
    await talk.run({ type: 'begin' });
    await talk.settle();
    expect(await store.list()).toEqual([]);
    await talk.run({ type: 'say', text: 'What is it?' });
    await talk.settle();
    expect((await store.read(talk.id)).map(({ type }) => type)).toEqual(['talk', 'turn', 'turn', 'request', 'reply']);
    const wanted = LiveTalk.begin(playing, deps);
    await wanted.run({ type: 'begin' });
    await wanted.settle(true);
    expect((await store.read(wanted.id)).map(({ type }) => type)).toEqual(['talk', 'turn']);
  });

  test('a store that fails does not stop the talk', async () => {
    const broken = { ...memoryTalkStore(), append: () => Promise.reject(new Error('disk full')) };
    const { deps, failures } = setUp(scriptedModel(['The dog.']), broken);
    const talk = LiveTalk.begin(playing, deps);
    await talk.run({ type: 'say', text: 'What is it?' });
    await talk.settle();
    expect(linesOf(talk.state)).toEqual(['user: What is it?', 'self: The dog.']);
    expect(failures.length).toBeGreaterThan(0);
  });
});
