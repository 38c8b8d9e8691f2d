// A strategy library in play: read with the place of every mistake, the nearest approved ones retrieved, told to the model for one reply, recorded with
// the request; any model plays with it, and no teacher is asked.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/model/port.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { requestsOf } from '../../../src/play/restore.ts';
import { newSession } from '../../../src/play/session.ts';
import { retrieveStrategies } from '../../../src/play/strategies/retrieve.ts';
import {
  readStrategies,
  statusLine,
  strategyFields,
  writeStrategies,
} from '../../../src/play/strategies/strategies.ts';
import { understudy } from '../../../src/understudy/understudy.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { library, query } from '../../kit/strategy-library.ts';
import { bookOf, depsOf, run } from '../kit.ts';

const { signal } = new AbortController();

describe('a library', () => {
  test('reads and writes the same', () => {
    const { strategies, problems } = readStrategies(library);
    expect(problems).toEqual([]);
    expect(strategies.map(({ name, status }) => [name, status])).toEqual([
      ['damaged', 'approved'],
      ['hours', 'approved'],
      ['late', 'approved'],
      ['unseen', 'proposed'],
    ]);
    expect(strategies[0]?.advice).toBe('Ask for a photograph,\nthen offer the refund.');
    expect(readStrategies(writeStrategies(strategies)).strategies).toEqual(strategies);
  });

  test('what cannot be read is told with its line, and the rest is there', () => {
    const { strategies, problems } = readStrategies(
      'who: me\nstrategy a\n  scenario: x\n\nstrategy b\n  scenario: x\n  advice: y\n  status: maybe\n  gain: lots\n',
    );
    expect(strategies).toMatchObject([{ name: 'b', status: 'proposed', gain: undefined }]);
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
      [1, 'error'],
      [2, 'error'],
      [8, 'error'],
      [9, 'error'],
    ]);
  });
});

describe('retrieval', () => {
  test('by words: .5, .1826, .5; the first and the third, in the order of the file; what is only proposed never', async () => {
    const { strategies } = readStrategies(library);
    const all = await retrieveStrategies(query, strategies, undefined, signal, 3);
    expect(all.found.map(({ alike }) => Number(alike.toFixed(4)))).toEqual([0.5, 0.1826, 0.5]);
    const { found, label } = await retrieveStrategies(query, strategies, undefined, signal);
    expect(label).toBe('lexical');
    expect(found.map(({ strategy }) => strategy.name)).toEqual(['damaged', 'late']);
  });

  test('by embeddings, labelled as what they are', async () => {
    const { strategies } = readStrategies(library);
    const similarity = { label: 'exact', compare: async () => [0.1, 0.9, 0.8] };
    const { found, label } = await retrieveStrategies(query, strategies, similarity, signal);
    expect([label, ...found.map(({ strategy }) => strategy.name)]).toEqual(['exact', 'hours', 'late']);
  });

  test('where embeddings cannot be had, by words, and it says so', async () => {
    const { strategies } = readStrategies(library);
    const similarity = { label: 'exact', compare: () => Promise.reject(new Error('no route')) };
    const { found, label } = await retrieveStrategies(query, strategies, similarity, signal);
    expect([label, ...found.map(({ strategy }) => strategy.name)]).toEqual(['lexical', 'damaged', 'late']);
  });
});

describe('an editor', () => {
  test('changes the status on its line, or behind the header where there is none', () => {
    const text = 'strategy a\n  scenario: x\n  status: proposed\n\nstrategy b\n  advice: y\n';
    const { places } = readStrategies(text);
    expect(places.map((place) => statusLine(place, 'approved'))).toEqual([
      { line: 3, insert: false, text: '  status: approved' },
      { line: 5, insert: true, text: '  status: approved' },
    ]);
    expect(places.map(({ line, last }) => [line, last])).toEqual([
      [1, 3],
      [5, 6],
    ]);
  });

  test('colours the words that are read, and no others', async () => {
    const { patterns } = JSON.parse(await readFile('syntaxes/strategies.tmLanguage.json', 'utf8')) as {
      patterns: { match: string }[];
    };
    const coloured = (line: string) => patterns.some(({ match }) => new RegExp(match, 'u').test(line));
    const read = (line: string) => readStrategies(`strategy a\n${line}\n  scenario: x\n  advice: y\n`);
    for (const word of [...strategyFields, 'reason', 'Advice']) {
      const known = !read(`  ${word}: z`).problems.some(({ message }) => message.includes('is no line of a strategy'));
      expect([word, coloured(`  ${word}: z`)]).toEqual([word, known]);
    }
    expect(coloured('# audited by hand')).toBe(true);
    expect(coloured('strategy late')).toBe(true);
  });
});

describe('in play', () => {
  const desk = bookOf('persona Help Desk\n  role: clerk of a shop\n', 'file:///p/desk.persona');
  const begun = () => newSession('talk', desk.persona, desk.book);
  const has = (text: string) => (request: ChatRequest) =>
    request.messages.some(({ content }) => content.includes(text));
  const { strategies } = readStrategies(library);
  const inPlay = { name: 'desk.strategies', strategies };

  test('the reply is given the two that fit, says which, and the talk keeps it with what was sent', async () => {
    const model = scriptedModel(
      [
        {
          expect: has('## For this reply\n\n- Ask for a photograph, then offer the refund.\n- Apologise first.'),
          say: 'I am sorry.',
        },
      ],
      {
        name: 'another',
      },
    );
    const { events, state } = await run(begun(), { type: 'say', text: query }, depsOf(model, { strategies: inPlay }));
    model.finish();
    expect(state.turns.at(-1)).toMatchObject({ text: 'I am sorry.', labels: ['advised: damaged, late'] });
    // One request, to the model that plays: no teacher is asked.
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.messages.at(-1)).toEqual({ role: 'user', content: query });
    expect(model.requests.some(has('Say nothing.'))).toBe(false);
    const records = events.flatMap((event) => recordOf(event, '') ?? []);
    expect(requestsOf(records)[0]?.strategies).toMatchObject({
      library: 'desk.strategies',
      label: 'lexical',
      used: [{ name: 'damaged' }, { name: 'late' }],
    });
  });

  test('where none fits the request is the one that is sent without a library', async () => {
    const plain = scriptedModel(['Yes?']);
    const advised = scriptedModel(['Yes?']);
    const words = { type: 'say', text: 'Bonjour.' } as const;
    await run(begun(), words, depsOf(plain));
    const { state } = await run(begun(), words, depsOf(advised, { strategies: inPlay }));
    expect(advised.requests).toEqual(plain.requests);
    expect(state.turns.at(-1)?.labels).toBeUndefined();
    expect(state.requests[0]?.strategies).toMatchObject({ used: [] });
  });

  test('the understudy is advised nothing; a library that cannot be read is said on the reply', async () => {
    const nobody = understudy({ persona: desk.persona, book: desk.book, measures: {} });
    const first = await run(begun(), { type: 'say', text: query }, depsOf(nobody, { strategies: inPlay }));
    expect(first.state.requests[0]?.strategies).toBeUndefined();
    const trouble = { name: 'desk.strategies', strategies: [], trouble: 'desk.strategies cannot be read' };
    const deps = depsOf(scriptedModel(['Yes?']), { strategies: trouble });
    const second = await run(begun(), { type: 'say', text: query }, deps);
    expect(second.state.turns.at(-1)?.labels).toEqual(['not advised: desk.strategies cannot be read']);
  });
});
