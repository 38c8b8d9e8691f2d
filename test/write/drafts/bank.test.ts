// A bank: so many of each type, distinct by what is said of them, with embeddings and without; begun again it asks nothing twice.
import { describe, expect, test } from 'vitest';
import type { ChatModel } from '../../../src/model/port.ts';
import { replay } from '../../../src/model/replay.ts';
import { memoryReplyStore } from '../../../src/model/reply-store.ts';
import { resumable } from '../../../src/model/resumable.ts';
import { bank, readBankTypes } from '../../../src/write/drafts/bank.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { inputOf, type Ran, ran, wordsOf } from './kit.ts';

const member = (name: string, role: string, voice: string) =>
  `persona ${name}\n  kind: character\n  role: ${role}\n\nvoice\n  - ${voice}\n`;
const ann = member('Ann Ford', 'retired judge', 'Weighs every word twice.');
const bob = member('Bob Hill', 'market porter', 'Shouts over the crowd.');
const eve = member('Eve Lund', 'chess pupil', 'Asks back, always.');
const annAgain = ann.replace('Ann Ford', 'Nora Bell');
const words = '2 stubborn customers; shy student: 1';

function filesOf({ events }: Ran): string[] {
  return events.flatMap((event) => (event.type === 'file' ? [event.name] : []));
}

describe('a bank', () => {
  test('types with how many, and what each request is told of those before', async () => {
    expect(readBankTypes(words)).toEqual([
      { type: 'stubborn customers', count: 2 },
      { type: 'shy student', count: 1 },
    ]);
    const model = scriptedModel([ann, bob, eve]);
    const run = await ran(bank, inputOf({ words }), model);
    model.finish();
    expect(filesOf(run)).toEqual(['ann-ford.persona', 'bob-hill.persona', 'eve-lund.persona']);
    expect(wordsOf(model.requests[0])).not.toContain('there already');
    expect(wordsOf(model.requests[2])).toContain('shy student');
    expect(wordsOf(model.requests[2])).toContain('- Ann Ford: retired judge');
    expect(run.events.flatMap((event) => (event.type === 'step' ? [[event.number, event.of]] : []))).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(run.told.at(-1)).toContain(
      '3 of 3 are distinct: by name, and less than 0.8 alike in what is said of them (lexical)',
    );
    expect(run.ending).toBe('done');
  });

  test('the same person under another name is asked for again, then left out', async () => {
    const model = scriptedModel([ann, annAgain, bob, eve]);
    const run = await ran(bank, inputOf({ words }), model);
    model.finish();
    expect(wordsOf(model.requests[2])).toContain('Nora Bell is 1.00 like Ann Ford');
    expect(filesOf(run)).toEqual(['ann-ford.persona', 'bob-hill.persona', 'eve-lund.persona']);

    const twice = scriptedModel([ann, annAgain, annAgain, eve]);
    const short = await ran(bank, inputOf({ words }), twice);
    twice.finish();
    expect(filesOf(short)).toEqual(['ann-ford.persona', 'eve-lund.persona']);
    expect(short.told[0]).toContain('left out after two tries');
  });

  test('by embeddings where there are, by words where they fail', async () => {
    let asked = 0;
    const close = {
      label: 'exact',
      compare: async (_: string, others: readonly string[]) => others.map(() => (asked++ === 0 ? 0.9 : 0.1)),
    };
    const model = scriptedModel([ann, bob, eve, bob]);
    const run = await ran(bank, inputOf({ words }), model, { similarity: close });
    model.finish();
    expect(wordsOf(model.requests[2])).toContain('Bob Hill is 0.90 like Ann Ford');
    expect(run.told.at(-1)).toContain('(exact)');
    const broken = { label: 'exact', compare: async () => Promise.reject(new Error('down')) };
    const other = await ran(bank, inputOf({ words }), scriptedModel([ann, bob, eve]), { similarity: broken });
    expect(other.told.at(-1)).toContain('(lexical)');
  });

  test('begun again after a failure it asks only for what is missing', async () => {
    const store = memoryReplyStore();
    const through = (model: ChatModel) => resumable(replay(model, store));
    const down = {
      events: [{ type: 'failed', failure: { reason: 'server', message: 'Down.', action: 'retry' } }],
    } as const;
    const first = await ran(bank, inputOf({ words }), through(scriptedModel([ann, { say: down }])));
    expect(first.ending).toBe('failed');
    expect(filesOf(first)).toEqual(['ann-ford.persona']);
    const rest = scriptedModel([bob, eve]);
    const second = await ran(bank, inputOf({ words }), through(rest));
    rest.finish();
    expect(filesOf(second)).toEqual(['ann-ford.persona', 'bob-hill.persona', 'eve-lund.persona']);
  });
});
