// An interview: both sides asked in turn, each the other's mirror; what ends it; what is dropped, asked again and flagged.
import { describe, expect, test } from 'vitest';
import { memoryTalkStore } from '../../../src/play/memory-talk-store.ts';
import { recorder } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { understudy } from '../../../src/understudy/understudy.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { bookOf, depsOf, linesOf, run } from '../kit.ts';
import { bram, curious, guide, guideText, notesOf } from './kit.ts';

/** Ids that no other run gives. */
function idsFrom(letter: string): () => string {
  let id = 0;
  return () => `${letter}${++id}`;
}

const rolesOf = (messages: readonly { role: string }[]) => messages.map(({ role }) => role).join(' ');
const textOf = (messages: readonly { content: string }[]) => messages.map(({ content }) => content).join('\n');

/** A step that must be the user's request, or the persona's. */
const asks = (say: string): ScriptStep => ({
  say,
  expect: ({ messages }) => textOf(messages).includes('you are the one who came to'),
});
const replies = (say: string): ScriptStep => ({
  say,
  expect: ({ messages }) => !textOf(messages).includes('you are the one who came to'),
});

describe('both sides', () => {
  test('the persona’s lines are `user` in the simulator’s requests and `assistant` in its own', async () => {
    const model = scriptedModel([
      asks('Who lit the lamp?'),
      replies('A Mr Stead.'),
      asks('Was he paid for that?'),
      replies('Badly.'),
    ]);
    const state = guide();
    const ended = await run(state, { type: 'interview', asker: bram(), turns: 2 }, depsOf(model));
    model.finish();
    expect(linesOf(ended.state)).toEqual([
      'user: Who lit the lamp?',
      'self: A Mr Stead.',
      'user: Was he paid for that?',
      'self: Badly.',
    ]);
    const [firstAsk, firstReply, secondAsk, secondReply] = model.requests.map(({ messages }) => messages);
    const spoken = (messages: readonly { role: string; content: string }[] = []) =>
      messages
        .filter(({ content }) => ended.state.turns.some(({ text }) => text === content))
        .map(({ role, content }) => `${role}: ${content}`);
    // Bram's own example comes first; then nobody has spoken.
    expect(rolesOf(firstAsk ?? [])).toBe('system user assistant user system');
    expect(spoken(firstReply)).toEqual(['user: Who lit the lamp?']);
    expect(spoken(secondAsk)).toEqual(['assistant: Who lit the lamp?', 'user: A Mr Stead.']);
    expect(spoken(secondReply)).toEqual([
      'user: Who lit the lamp?',
      'assistant: A Mr Stead.',
      'user: Was he paid for that?',
    ]);
    expect(ended.state.requests.map(({ actor, step, ordinal }) => [actor, step, ordinal])).toEqual([
      ['user', 'a line of the user', 0],
      [undefined, 'reply', 1],
      ['user', 'a line of the user', 2],
      [undefined, 'reply', 3],
    ]);
  });

  test('neither side’s profile is in the other’s requests; a fact `visible to: user` is', async () => {
    const model = scriptedModel([asks('Is it high?'), replies('Forty steps.')]);
    await run(guide(), { type: 'interview', asker: bram(), turns: 1 }, depsOf(model));
    const [asked = '', replied = ''] = model.requests.map(({ messages }) => textOf(messages));
    expect(asked).toContain('a retired tram driver');
    expect(asked).toContain('He lost his brother at sea.');
    expect(asked).toContain('Odile');
    expect(asked).toContain('The tunnel under the rock is flooded.');
    for (const own of ['keeper of the lighthouse', 'lit first in 1811', 'Never on Mondays'])
      expect(asked).not.toContain(own);
    expect(replied).toContain('lit first in 1811');
    for (const own of ['tram driver', 'bad knee', 'brother at sea', 'Bram']) expect(replied).not.toContain(own);
  });

  test('without a file the user writes as the file’s users do, and knows no more', async () => {
    const model = scriptedModel([asks('How old is the lamp?'), replies('Old.')]);
    const state = guide();
    await run(state, { type: 'interview', asker: curious(state), turns: 1 }, depsOf(model));
    const asked = textOf(model.requests[0]?.messages ?? []);
    expect(asked).toContain('- Is it open on Mondays?');
    for (const own of ['keeper of the lighthouse', '1811', 'Never on Mondays']) expect(asked).not.toContain(own);
  });

  test('each side is asked of its own model, and every line says which', async () => {
    const user = scriptedModel(['Is it damp?'], { name: 'little' });
    const persona = scriptedModel(['Always.'], { name: 'large' });
    const asker = { ...bram(), model: user, maxTokens: 40 };
    const { state } = await run(guide(), { type: 'interview', asker, turns: 1 }, depsOf(persona));
    user.finish();
    persona.finish();
    expect(state.turns.map(({ speaker, name, model, labels }) => [speaker, name, model?.label, labels])).toEqual([
      ['user', 'Bram', 'little', ['simulated user']],
      ['self', undefined, 'large', undefined],
    ]);
    expect(user.requests[0]?.maxTokens).toBe(40);
  });
});

describe('modes', () => {
  test('seeded: the first line is said as given and nobody is asked for it', async () => {
    const model = scriptedModel([replies('Good day.'), asks('Is it far?'), replies('No.')]);
    const command = { type: 'interview', asker: bram(), turns: 2, seed: 'Good morning!' } as const;
    const { state } = await run(guide(), command, depsOf(model));
    model.finish();
    expect(linesOf(state)).toEqual(['user: Good morning!', 'self: Good day.', 'user: Is it far?', 'self: No.']);
    expect(state.turns[0]?.model).toBeUndefined();
    expect(notesOf(state, 'interview').at(-1)).toMatchObject({ mode: 'seeded', said: 2, turns: 2, ended: 'turns' });
  });

  test('as me: conditioned on what the author wrote in this talk, not on what was simulated', async () => {
    const model = scriptedModel([
      'Mm.',
      asks('u from here?'),
      replies('Born here.'),
      asks('n ur mother?'),
      replies('From Oban.'),
    ]);
    const said = await run(guide(), { type: 'say', text: 'hey, wots that light' }, depsOf(model));
    const { state } = await run(said.state, { type: 'interview', asker: bram(), asMe: true, turns: 2 }, depsOf(model));
    model.finish();
    const [, first, , third] = model.requests.map(({ messages }) => messages[0]?.content ?? '');
    expect(first).toContain('- hey, wots that light');
    expect(third).toContain('- hey, wots that light');
    expect(third).not.toContain('- u from here?');
    expect(first).not.toContain('tram driver');
    expect(notesOf(state, 'interview').at(-1)?.mode).toBe('as me');
  });

  test('free on a talk that has begun: a line nobody answered yet is answered first', async () => {
    const model = scriptedModel([replies('Yes.'), asks('Since when?'), replies('1811.')]);
    const begun = guide();
    const state = {
      ...begun,
      turns: [{ id: 'u', speaker: 'user', text: 'Is it lit?' }],
      tree: [{ id: 'u', speaker: 'user', text: 'Is it lit?' }],
    };
    const ended = await run(state, { type: 'interview', asker: bram(), turns: 1 }, depsOf(model));
    model.finish();
    expect(linesOf(ended.state)).toEqual(['user: Is it lit?', 'self: Yes.', 'user: Since when?', 'self: 1811.']);
  });
});

describe('what a user does not do', () => {
  const answer = 'Certainly! The lamp was built by a firm of engineers, and here is how it works in detail.';

  test('a line that answers is asked for again once, and the second attempt is told why', async () => {
    const model = scriptedModel([asks(answer), asks('And who pays for it?'), replies('The Board.')]);
    const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 1 }, depsOf(model));
    model.finish();
    expect(linesOf(state)).toEqual(['user: And who pays for it?', 'self: The Board.']);
    expect(state.turns[0]?.labels).toEqual(['simulated user']);
    expect(notesOf(state, 'dropped ask')).toMatchObject([{ text: answer, why: 'answers instead of asking' }]);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('answers instead of asking');
    // The dropped line is in no talk that is sent.
    expect(model.requests[1]?.messages.slice(0, -1).some(({ content }) => content === answer)).toBe(false);
    expect(textOf(model.requests[2]?.messages ?? [])).not.toContain(answer);
  });

  test('one that answers again is said and flagged', async () => {
    const model = scriptedModel([asks(answer), asks(answer), replies('Quite.')]);
    const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 1 }, depsOf(model));
    model.finish();
    expect(state.turns[0]).toMatchObject({ text: answer, labels: ['simulated user', 'answers instead of asking'] });
  });

  test('a judge is asked only where the program cannot tell, and an answer that is neither yes nor no lets the line pass', async () => {
    const long = `${'Well, I walked along the shore for a while and looked at the boats. '.repeat(5)}It is a fine place.`;
    for (const [judged, kept] of [
      ['No.', 'Who built it?'],
      ['Hard to say.', long],
    ] as const) {
      const judge = scriptedModel([judged], { name: 'judge' });
      const model = scriptedModel(kept === long ? [long, 'Yes.'] : [long, 'Who built it?', 'Stead.']);
      const { state } = await run(guide(), { type: 'interview', asker: { ...bram(), judge }, turns: 1 }, depsOf(model));
      model.finish();
      judge.finish();
      expect(state.turns[0]?.text).toBe(kept);
    }
    const unasked = scriptedModel([], { name: 'judge' });
    const model = scriptedModel(['Who built it?', 'Stead.']);
    await run(guide(), { type: 'interview', asker: { ...bram(), judge: unasked }, turns: 1 }, depsOf(model));
    unasked.finish();
  });

  test('what repeats an earlier line or says nothing is dropped and asked for again, within a bound', async () => {
    const model = scriptedModel([
      asks('Who lit the lamp?'),
      replies('Stead.'),
      asks('who lit the lamp'),
      asks('…'),
      asks('When was that?'),
      replies('1811.'),
    ]);
    const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 2 }, depsOf(model));
    model.finish();
    expect(linesOf(state).at(-2)).toBe('user: When was that?');
    expect(notesOf(state, 'dropped ask').map(({ why }) => why)).toEqual(['says again what was said', 'is too short']);
    const stuck = scriptedModel([
      asks('Who lit the lamp?'),
      replies('Stead.'),
      asks('Who lit the lamp?'),
      asks('Who lit the lamp?'),
      asks('Who lit the lamp?'),
    ]);
    const ended = await run(guide(), { type: 'interview', asker: bram(), turns: 5 }, depsOf(stuck));
    stuck.finish();
    expect(linesOf(ended.state)).toHaveLength(2);
    expect(notesOf(ended.state, 'interview').at(-1)).toMatchObject({ said: 1, ended: 'nothing new' });
  });

  test('the name and the quotes that models put around a line are no part of it', async () => {
    const model = scriptedModel(['Bram: “Is it damp in there?”', 'Always.']);
    const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 1 }, depsOf(model));
    expect(state.turns[0]?.text).toBe('Is it damp in there?');
  });
});

describe('what ends it', () => {
  test('bare thanks: the line is said, and nobody is asked any more', async () => {
    const model = scriptedModel([asks('Is it far?'), replies('No.'), asks('Thank you very much, goodbye!')]);
    const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 9 }, depsOf(model));
    model.finish();
    expect(linesOf(state)).toEqual(['user: Is it far?', 'self: No.', 'user: Thank you very much, goodbye!']);
    expect(notesOf(state, 'interview').at(-1)).toMatchObject({ said: 2, ended: 'farewell' });
  });

  test('the context limit: no request of either side is over it', async () => {
    const tokens = (text: string) => text.split(/\s+/).length;
    const size = (messages: readonly { content: string }[]) =>
      messages.reduce((sum, { content }) => sum + tokens(content), 0);
    let index = 0;
    const steps = Array.from(
      { length: 200 },
      (): ScriptStep => ({
        say: `${index % 2 ? 'Reply' : 'Question'} ${index++} about ${'sea '.repeat(index % 3)}${'abcdefghijklmnopqrstuvwxyz'.slice(index % 20)}?`,
      }),
    );
    for (const limit of [220, 260, 300, 341]) {
      const model = scriptedModel(steps);
      const deps = depsOf(model, { budget: limit, measures: { tokens } });
      const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 90 }, deps);
      expect(notesOf(state, 'interview').at(-1)?.ended).toBe('context');
      expect(Math.max(...model.requests.map(({ messages }) => size(messages)))).toBeLessThanOrEqual(limit);
      expect(model.requests.length).toBeGreaterThan(3);
      // The user's last line is answered: what would not fit was not said.
      expect(state.turns.at(-1)?.speaker).toBe('self');
    }
  });

  test('without a counter, four characters are taken for a token', async () => {
    const model = scriptedModel([]);
    const { state } = await run(guide(), { type: 'interview', asker: bram(), turns: 3 }, depsOf(model, { budget: 20 }));
    expect(model.requests).toHaveLength(0);
    expect(notesOf(state, 'interview').at(-1)).toMatchObject({ said: 0, ended: 'context' });
  });

  test('a stop at any moment keeps what was said, and the trace gives it back', async () => {
    for (let stopAt = 0; stopAt < 14; stopAt++) {
      const model = scriptedModel(
        [
          ['Is it ', 'far?'],
          ['Not ', 'very.'],
          ['By ', 'boat?'],
          ['Yes', '.'],
        ].map((say) => ({ say })),
      );
      const store = memoryTalkStore();
      const begun = guide();
      const header = { id: begun.id, persona: 'Odile', personaUri: begun.persona.uri, personaHash: begun.hash };
      const trace = recorder(header, { store, clock: { now: () => 0 } });
      const { state } = await run(
        begun,
        { type: 'interview', asker: bram(), turns: 2 },
        depsOf(model, { recorder: trace }),
        stopAt,
      );
      await trace.flush();
      const { persona, book } = bookOf(guideText, 'file:///work/odile.persona');
      const back = restore(await store.read('talk-1'), persona, book);
      expect(linesOf(back)).toEqual(linesOf(state));
      expect(back.notes).toEqual(state.notes);
      expect(state.reply).toBeUndefined();
      const last = notesOf(state, 'interview').at(-1);
      expect(last?.ended === 'stopped' || state.failure?.failure.reason === 'cancelled').toBe(true);
      // Only the persona can be asked again.
      if (state.failure) expect(state.turns.at(-1)?.speaker).toBe('user');
    }
  });

  test('a stop while the user is thought of leaves no failure: the persona is not to be asked again', async () => {
    const model = scriptedModel([asks('Is it far?'), replies('No.'), { say: 'And by boat?', hangAfter: 0 }]);
    const begun = await run(guide(), { type: 'interview', asker: bram(), turns: 1 }, depsOf(model));
    const { events, state } = await run(
      begun.state,
      { type: 'interview', asker: bram(), turns: 2 },
      depsOf(model, { ids: idsFrom('j') }),
      1,
    );
    expect(events.map(({ type }) => type)).toEqual(['noted', 'asked', 'answered', 'noted']);
    expect(events[2]).toMatchObject({ replies: [], labels: ['stopped'] });
    expect(events[3]).toMatchObject({ note: { kind: 'interview', said: 0, ended: 'stopped' } });
    expect(state.failure).toBeUndefined();
    expect(state.step).toBeUndefined();
    expect(linesOf(state)).toEqual(['user: Is it far?', 'self: No.']);
  });

  test('trouble with a model is the last event', async () => {
    const failing: ScriptStep = {
      say: { events: [{ type: 'failed', failure: { reason: 'server', message: 'Out of order.', action: 'retry' } }] },
    };
    for (const steps of [[failing], [asks('Is it far?'), failing]]) {
      const model = scriptedModel(steps);
      const { events, state } = await run(guide(), { type: 'interview', asker: bram(), turns: 2 }, depsOf(model));
      expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { message: 'Out of order.' } });
      expect(state.turns).toHaveLength(steps.length - 1);
    }
  });

  test('the bound on requests is kept, and no line is said whose reply is not within it', async () => {
    for (let most = 0; most < 7; most++) {
      const model = scriptedModel(
        ['Who?', 'Stead.', 'And when?', '1811.', 'Is it damp?', 'Yes.'].slice(0, most - (most % 2)),
      );
      const command = { type: 'interview', asker: bram(), turns: 3, mostRequests: most } as const;
      const { state } = await run(guide(), command, depsOf(model));
      model.finish();
      expect(model.requests.length).toBeLessThanOrEqual(most);
      expect(notesOf(state, 'interview').at(-1)?.ended).toBe(most === 6 ? 'turns' : 'budget');
      if (state.turns.length > 0) expect(state.turns.at(-1)?.speaker).toBe('self');
    }
  });

  test('what memory asks on the way counts, too: never a request more than allowed', async () => {
    const text = `${guideText}\nmemory\n  recent: 2\n  summaries: 1\n`;
    for (let most = 2; most < 12; most++) {
      let count = 0;
      const steps = Array.from(
        { length: 60 },
        (): ScriptStep => ({
          say: `${['Who', 'What', 'When'][count % 3]} is number ${count++} ${'abcdefghij'.slice(count % 9)}?`,
        }),
      );
      const model = scriptedModel(steps);
      await run(guide(text), { type: 'interview', asker: bram(), turns: 9, mostRequests: most }, depsOf(model));
      expect(model.requests.length).toBeLessThanOrEqual(most);
    }
  });

  test('a judge that fails is trouble like any other', async () => {
    const long = `${'Well, I walked along the shore for a while and looked at the boats. '.repeat(5)}It is fine.`;
    const judge = scriptedModel([
      {
        say: { events: [{ type: 'failed', failure: { reason: 'server', message: 'Out of order.', action: 'retry' } }] },
      },
    ]);
    const asker = { ...bram(), judge };
    const { events } = await run(guide(), { type: 'interview', asker, turns: 1 }, depsOf(scriptedModel([long])));
    expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { message: 'Out of order.' } });
  });

  test('the understudy says that it is no user, and is not asked', async () => {
    const state = guide();
    const model = understudy({ persona: state.persona, book: state.book, measures: {} });
    const { events } = await run(state, { type: 'interview', asker: bram(), turns: 2 }, depsOf(model));
    expect(events).toMatchObject([{ type: 'failed', failure: { action: 'select-model' } }]);
  });
});

test('user-side and assistant-side masks are projections of the trace', async () => {
  const model = scriptedModel([asks('Who lit it?'), replies('Stead.'), asks('Was he paid?'), replies('Badly.')]);
  const store = memoryTalkStore();
  const begun = guide();
  const trace = recorder(
    { id: 'talk-1', persona: 'Odile', personaUri: begun.persona.uri, personaHash: begun.hash },
    { store, clock: { now: () => 0 } },
  );
  await run(begun, { type: 'interview', asker: bram(), turns: 2 }, depsOf(model, { recorder: trace }));
  await trace.flush();
  const records = await store.read('talk-1');
  const turns = records.flatMap((record) => (record.type === 'turn' || record.type === 'reply' ? [record.turn] : []));
  expect(turns.map(({ speaker }) => (speaker === 'user' ? 'human' : 'gpt'))).toEqual(['human', 'gpt', 'human', 'gpt']);
  expect(turns.map(({ speaker }) => Number(speaker === 'user'))).toEqual([1, 0, 1, 0]);
  expect(turns.map(({ speaker }) => Number(speaker === 'self'))).toEqual([0, 1, 0, 1]);
  // Which line a model was asked for, and with what: a row needs nothing else.
  for (const turn of turns)
    expect(records.find((record) => record.type === 'request' && record.id === turn.request)).toBeDefined();
});
