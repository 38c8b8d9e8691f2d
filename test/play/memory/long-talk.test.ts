// Self-controlled memory (SCM): what is asked, in which order, and what of a long talk is in the request. Numbers are the published ones.
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/lang/prompt.ts';
import type { ChatRequest } from '../../../src/model/port.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { restore } from '../../../src/play/restore.ts';
import { apply, type SessionState } from '../../../src/play/session.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { givenSimilarity, hashes, requestsIn, stepsIn, talkOf, wordsOf } from './kit.ts';

const ann = 'persona Ann\nmemory\n  summaries: yes\n';
const four = 'persona Ann\nmemory\n  summaries: yes\n  similar: 4\n';
const measures = { tokens: hashes };
const asks = (word: string) => (request: ChatRequest) => wordsOf(request).includes(word);
const last = (messages: readonly Message[]) => messages.at(-1)?.content;

/** Ten exchanges; those of the card with their sizes, the tenth is the one before. */
function cardTalk(sizes: Readonly<Record<number, readonly [raw: number, summary: number]>>): SessionState {
  const size = (number: number) => (number === 10 ? 300 : (sizes[number]?.[0] ?? 0));
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
  let state = talkOf(
    four,
    numbers.map((number) => [`ask-${number}. #${size(number)}`, `told-${number}.`] as const),
  );
  for (const [number, [raw, summary]] of Object.entries(sizes)) {
    if (raw <= 300) continue;
    const note = {
      kind: 'summary',
      turns: [`u${number}`, `s${number}`],
      text: `short-${number} #${summary}`,
      request: 'r',
    } as const;
    state = apply(state, { type: 'noted', note });
  }
  return state;
}

const similarity = givenSimilarity({ 'ask-4.': 0.1, 'ask-9.': 0.2, 'ask-2.': 0.3, 'ask-7.': 0.4 });

describe('the vectors of the card, in a talk', () => {
  test('drop, summary, raw, raw: 1,810 tokens, sent in the order of the talk', async () => {
    const model = scriptedModel([
      { expect: asks('newest line: Now?'), say: 'yes' },
      { expect: asks('ask-4.'), say: 'No.' },
      { expect: asks('ask-9.'), say: 'Yes' },
      { expect: (request) => asks('short-9')(request) && !asks('ask-9.')(request), say: 'yes' },
      { expect: asks('ask-2.'), say: 'yes' },
      { expect: asks('short-2'), say: 'no' },
      'Here.',
    ]);
    const talk = cardTalk({ 4: [700, 120], 9: [650, 110], 2: [500, 90], 7: [900, 150] });
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures, similarity }));
    model.finish();
    expect(stepsIn(events)).toEqual(['history', 'answers', 'answers', 'suffices', 'answers', 'suffices', 'reply']);
    const sent = requestsIn(events).at(-1);
    expect(sent?.context).toMatchObject({ tokens: 1810, budget: 2500, similarity: 'exact' });
    expect(sent?.messages.slice(1).map(({ role, content }) => `${role}: ${content}`)).toEqual([
      'user: ask-2. #500',
      'assistant: told-2.',
      'user: ask-7. #900',
      'assistant: told-7.',
      'user: [Earlier, in short: short-9 #110]\n\nask-10. #300',
      'assistant: told-10.',
      'user: Now?',
    ]);
    for (const gone of ['ask-4.', 'short-4', 'ask-9.', 'ask-1.', 'short-2', 'short-7'])
      expect(wordsOf(sent)).not.toContain(gone);
    expect(sent?.context?.pieces.map(({ exchanges: [from, to], as }) => `${from}-${to} ${as}`)).toEqual([
      '1-1 dropped',
      '2-2 raw',
      '3-3 dropped',
      '4-4 dropped',
      '5-6 dropped',
      '7-7 raw',
      '8-8 dropped',
      '9-9 summary',
      '10-10 raw',
      '11-11 raw',
    ]);
    expect(sent?.context?.pieces.find(({ as }) => as === 'summary')).toMatchObject({
      summary: 'short-9 #110',
      raw: 650,
      tokens: 110,
    });
  });

  test('four of 900 and all needed: 4 and 9 are summed up after all, 2,330 tokens', async () => {
    const model = scriptedModel(['yes', 'yes', 'no', 'yes', 'no', 'yes', 'no', 'Here.']);
    const talk = cardTalk({ 4: [900, 120], 9: [900, 110], 2: [900, 90], 7: [900, 150] });
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures, similarity }));
    model.finish();
    const sent = requestsIn(events).at(-1);
    expect(sent?.context?.tokens).toBe(2330);
    expect(wordsOf(sent)).toMatch(/ask-2\.[\s\S]+short-4[\s\S]+ask-7\.[\s\S]+short-9[\s\S]+ask-10\./);
  });

  test('what fits is not judged: 900 tokens, no question but whether history is needed', async () => {
    const model = scriptedModel(['yes', 'Here.']);
    const talk = cardTalk({ 4: [300, 0], 9: [300, 0] });
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures, similarity }));
    model.finish();
    expect(requestsIn(events).at(-1)?.context?.tokens).toBe(900);
  });

  test('history is not needed: the exchange before, and nothing else', async () => {
    const model = scriptedModel(['No', 'Here.']);
    const asked = givenSimilarity({});
    const talk = cardTalk({ 4: [300, 0], 9: [300, 0] });
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures, similarity: asked }));
    model.finish();
    expect(
      requestsIn(events)
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual(['ask-10. #300', 'told-10.', 'Now?']);
    expect(asked.asked).toEqual([]);
  });
});

describe('turn by turn', () => {
  test('turns 1 and 2 look nothing up; a turn of more than 300 tokens is summed up once; one of 500 and more is sent as that', async () => {
    const model = scriptedModel([
      'Long. #600',
      { expect: asks('first #10'), say: '- He asked first. #20' },
      'Short. #5',
      { expect: asks('second #10'), say: 'no' },
      'Third answer.',
    ]);
    const deps = depsOf(model, { measures });
    const one = await run(talkOf(ann, []), { type: 'say', text: 'first #10' }, deps);
    const two = await run(one.state, { type: 'say', text: 'second #10' }, deps);
    const three = await run(two.state, { type: 'say', text: 'third #10' }, deps);
    model.finish();
    expect(stepsIn(one.events)).toEqual(['reply']);
    expect(stepsIn(two.events)).toEqual(['summary', 'reply']);
    expect(stepsIn(three.events)).toEqual(['history', 'reply']);
    const second = requestsIn(two.events).at(-1);
    expect(last(second?.messages ?? [])).toBe('[Earlier, in short: He asked first. #20]\n\nsecond #10');
    expect(wordsOf(second)).not.toContain('#600');
  });

  test('the raw line is what stays in the talk', async () => {
    const model = scriptedModel(['Long. #600', 'A summary. #20', 'Yes.']);
    const deps = depsOf(model, { measures });
    const one = await run(talkOf(ann, []), { type: 'say', text: 'first' }, deps);
    const two = await run(one.state, { type: 'say', text: 'second' }, deps);
    expect(two.state.turns.map(({ text }) => text)).toEqual(['first', 'Long. #600', 'second', 'Yes.']);
  });

  test('a turn taken back takes its entry along: it is neither compared nor summed up again', async () => {
    const seen = givenSimilarity({});
    const model = scriptedModel(['One. #400', 'Sum one. #9', 'Two. #400', 'Sum two. #9', 'yes', 'Three.']);
    const deps = depsOf(model, { measures, similarity: seen });
    let state = talkOf(ann, []);
    for (const text of ['a', 'b', 'c']) ({ state } = await run(state, { type: 'say', text }, deps));
    model.finish();
    const second = state.turns[2]?.id ?? '';
    const other = scriptedModel(['New two. #400', 'Sum new. #9', 'yes', 'New three.']);
    const deps2 = depsOf(other, { measures, similarity: seen, ids: counted('n') });
    ({ state } = await run(state, { type: 'edit', turn: second, text: 'b again' }, deps2));
    const after = await run(state, { type: 'say', text: 'c again' }, deps2);
    other.finish();
    expect(stepsIn(after.events)).toEqual(['summary', 'history', 'reply']);
    expect(seen.asked.at(-1)).toEqual(['user: a\nAnn: One. #400']);
    expect(wordsOf(requestsIn(after.events).at(-1))).not.toContain('Two. #400');
    // Back on the first branch its summary is there, and nobody is asked for it again.
    const back = await run(after.state, { type: 'go', turn: second, onward: true }, depsOf(other));
    const again = scriptedModel(['no', 'Fourth.']);
    const fourth = await run(
      back.state,
      { type: 'say', text: 'd' },
      depsOf(again, { measures, similarity: seen, ids: counted('x') }),
    );
    again.finish();
    expect(stepsIn(fourth.events)).toEqual(['history', 'reply']);
  });
});

describe('answers that cannot be read', () => {
  test('keep the history, and its words', async () => {
    const model = scriptedModel(['Perhaps.', '', 'It depends', 'maybe', '???', '', '', 'Here.']);
    const talk = cardTalk({ 4: [700, 120], 9: [650, 110], 2: [500, 90], 7: [900, 150] });
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures, similarity }));
    model.finish();
    const sent = requestsIn(events).at(-1);
    // All four word for word would be 3,050: the least alike is summed up for want of room.
    expect(sent?.context?.tokens).toBe(2470);
    expect(wordsOf(sent)).toMatch(/ask-2\.[\s\S]+short-4[\s\S]+ask-7\.[\s\S]+ask-9\./);
  });

  test('an empty summary is none: the turn stays as it is', async () => {
    const model = scriptedModel(['Long. #600', '  \n', 'Two.']);
    const deps = depsOf(model, { measures });
    const one = await run(talkOf(ann, []), { type: 'say', text: 'first' }, deps);
    const two = await run(one.state, { type: 'say', text: 'second' }, deps);
    expect(wordsOf(requestsIn(two.events).at(-1))).toContain('Long. #600');
    expect(two.state.notes).toEqual([]);
  });

  test('a question that fails is passed over; the reply comes all the same', async () => {
    const failed = { type: 'failed', failure: { reason: 'server', message: 'Busy.', action: 'retry' } } as const;
    const model = scriptedModel([{ say: { events: [failed] } }, 'Here.']);
    const { state, events } = await run(
      cardTalk({}),
      { type: 'say', text: 'Now?' },
      depsOf(model, { measures, similarity }),
    );
    model.finish();
    expect(stepsIn(events)).toEqual(['history', 'reply']);
    expect(state.turns.at(-1)?.text).toBe('Here.');
    expect(state.failure).toBeUndefined();
  });
});

test('a stop while memory is asking ends the run at once; the line stays and can be asked again', async () => {
  const model = scriptedModel([{ say: ['ye', 's'], hangAfter: 1 }]);
  const { state, events } = await run(
    cardTalk({}),
    { type: 'say', text: 'Now?' },
    depsOf(model, { measures, similarity }),
    1,
  );
  expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { reason: 'cancelled' } });
  expect(stepsIn(events)).toEqual(['history']);
  expect(state.turns.at(-1)?.text).toBe('Now?');
  const again = scriptedModel(['no', 'Here.']);
  const retried = await run(state, { type: 'retry' }, depsOf(again, { measures, similarity, ids: counted('r') }));
  again.finish();
  expect(retried.state.turns.at(-1)?.text).toBe('Here.');
});

describe('without the capability', () => {
  test('without embeddings words are compared, and the request says so', async () => {
    const model = scriptedModel(['yes', 'Here.']);
    const talk = talkOf(four.replace('4', '1'), [
      ['The violin is old.', 'It is.'],
      ['The soup is hot.', 'Blow on it.'],
      ['Good night.', 'Sleep well.'],
    ]);
    const { events } = await run(talk, { type: 'say', text: 'Who made the violin?' }, depsOf(model, { measures }));
    model.finish();
    const sent = requestsIn(events).at(-1);
    expect(sent?.context?.similarity).toBe('lexical');
    expect(wordsOf(sent)).toContain('The violin is old.');
    expect(wordsOf(sent)).not.toContain('soup');
  });

  test('embeddings that fail give way to words, and the request says so', async () => {
    const model = scriptedModel(['yes', 'Here.']);
    const broken = { label: 'exact', compare: () => Promise.reject(new Error('no route')) };
    const { events } = await run(
      cardTalk({}),
      { type: 'say', text: 'Now?' },
      depsOf(model, { measures, similarity: broken }),
    );
    const context = requestsIn(events).at(-1)?.context;
    expect(context?.similarity).toBe('lexical');
    expect(context?.notes?.join()).toContain('no route');
  });

  test('the understudy sums up nothing and judges nothing, and the request says why', async () => {
    const model = scriptedModel(['Here.']);
    const understudy = { ...model, identity: { ...model.identity, provider: 'understudy' as const } };
    const talk = talkOf(four, [
      ['One. #900', 'A.'],
      ['Two. #900', 'B.'],
      ['Three. #900', 'C.'],
      ['Four. #450', 'D.'],
    ]);
    const seen = givenSimilarity({ One: 0.3, Two: 0.2, Three: 0.1 });
    const { events } = await run(
      talk,
      { type: 'say', text: 'Now?' },
      depsOf(understudy, { measures, similarity: seen }),
    );
    model.finish();
    expect(stepsIn(events)).toEqual(['reply']);
    const context = requestsIn(events).at(-1)?.context;
    expect(context?.notes?.join()).toContain('needs a model');
    expect(context?.pieces.map(({ as }) => as)).toEqual(['raw', 'raw', 'dropped', 'raw', 'raw']);
    expect(context?.tokens).toBe(2250);
  });
});

describe('the other words of the block', () => {
  const exchanges = [
    ['a1', 'b1'],
    ['a2', 'b2'],
    ['a3', 'b3'],
  ] as const;

  test('no block: the whole talk, in one piece, and nobody is asked', async () => {
    const model = scriptedModel(['Here.']);
    const { events } = await run(talkOf('persona Ann\n', exchanges), { type: 'say', text: 'Now?' }, depsOf(model));
    const context = requestsIn(events).at(-1)?.context;
    expect(context?.pieces).toEqual([
      { exchanges: [1, 4], turn: 'u1', as: 'raw', tokens: 7, raw: 7, why: 'The whole talk is sent.' },
    ]);
    expect(context?.estimated).toBe(true);
  });

  test('`recent` alone: the last messages, whole exchanges, the rest is left out', async () => {
    const model = scriptedModel(['Here.']);
    const talk = talkOf('persona Ann\nmemory\n  recent: 3\n', exchanges);
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model));
    model.finish();
    const sent = requestsIn(events).at(-1);
    expect(sent?.messages.slice(1).map(({ content }) => content)).toEqual(['a3', 'b3', 'Now?']);
    expect(sent?.context?.pieces[0]).toMatchObject({
      exchanges: [1, 2],
      as: 'dropped',
      why: 'It is not among the last 3 messages.',
    });
  });

  test('`recent` and a `budget`: the oldest of them go, the exchange before never', async () => {
    const model = scriptedModel(['Here.']);
    const talk = talkOf('persona Ann\nmemory\n  recent: 20\n  budget: 100\n', [
      ['a #80', 'b'],
      ['c #80', 'd'],
      ['e #150', 'f'],
    ]);
    const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures }));
    expect(
      requestsIn(events)
        .at(-1)
        ?.context?.pieces.map(({ as }) => as),
    ).toEqual(['dropped', 'raw', 'raw']);
  });

  test('a cleared memory: what was said before stays in the talk and is sent no more', async () => {
    const model = scriptedModel(['Here.']);
    const cleared = await run(talkOf('persona Ann\n', exchanges), { type: 'clear-memory' }, depsOf(model));
    expect(cleared.state.turns).toHaveLength(6);
    const { state, events } = await run(cleared.state, { type: 'say', text: 'Now?' }, depsOf(model));
    model.finish();
    expect(
      requestsIn(events)
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual(['Now?']);
    // Taken back to before it was cleared, the talk has its memory again.
    const back = await run(state, { type: 'go', turn: 's2', onward: false }, depsOf(model));
    const other = scriptedModel(['There.']);
    const there = await run(back.state, { type: 'say', text: 'Then?' }, depsOf(other, { ids: counted('z') }));
    expect(wordsOf(requestsIn(there.events).at(-1))).toContain('a1');
  });
});

test('the trace holds it all: a restored talk goes on with its summaries, and a row of retrieval can be read from it', async () => {
  const model = scriptedModel(['yes', 'yes', 'yes', 'yes', 'no', 'yes', 'no', 'Here.']);
  const talk = cardTalk({ 4: [900, 120], 9: [900, 110], 2: [900, 90], 7: [900, 150] });
  const { events } = await run(talk, { type: 'say', text: 'Now?' }, depsOf(model, { measures, similarity }));
  const at = new Date(0).toISOString();
  const records = events.flatMap((event) => recordOf(event, at) ?? []);
  const request = records.find((record) => record.type === 'request' && record.step === 'reply');
  const newest = request?.type === 'request' ? request.messages.at(-1) : undefined;
  const row = request?.type === 'request' && {
    query: newest && 'content' in newest ? newest.content : '',
    retrieved: request.context?.pieces.flatMap(({ exchanges: [number], similarity: like, as }) =>
      like === undefined ? [] : [[number, like, as]],
    ),
  };
  expect(row).toEqual({
    query: 'Now?',
    retrieved: [
      [2, 0.3, 'raw'],
      [4, 0.1, 'summary'],
      [7, 0.4, 'raw'],
      [9, 0.2, 'summary'],
    ],
  });
  const first = await run(
    talkOf(ann, [['q', 'Long. #600']]),
    { type: 'say', text: 'next' },
    depsOf(scriptedModel(['Sum. #9', 'A.']), { measures }),
  );
  const restored = restore(
    [
      ...first.state.turns.map((turn) => ({ type: 'turn', at, turn }) as const),
      ...first.events.flatMap((event) => (event.type === 'noted' ? (recordOf(event, at) ?? []) : [])),
    ],
    first.state.persona,
    first.state.book,
  );
  expect(restored.notes).toEqual(first.state.notes);
});

function counted(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${++count}`;
}
