// A foil of the author's own choosing: two personas in files, two and two questions, six requests in the card's order; what both know makes no question.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { againstFoil } from '../../../src/write/drafts/against-foil.ts';
import { character } from '../../../src/write/drafts/character.ts';
import { namedFoil } from '../../../src/write/drafts/foil-file.ts';
import { memorySource } from '../../kit/memory-source.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const own = `persona Mary Anning
  role: fossil hunter

voice
  - Plain and quick.

knows
  - She found an ichthyosaur in 1811.
  - She lived in Lyme Regis.
  - The sea takes what it gives.

example inside 1
  user: Where is your home?
  self: By the sea.
`;
const foil = `persona Ida Voss
  role: rover driver

knows
  - The Mars rover Perseverance landed in Jezero crater.
  - The sea takes what it gives.
`;
const files = memorySource({ 'file:///p/ida.persona': foil, 'file:///p/idle.persona': 'persona Idle\n' }, 'file:///p/');
const inside = JSON.stringify({
  questions: [
    { question: 'When did you find it?', fact: 'A1', key: '1811', because: '' },
    { question: 'Where do you live?', fact: 'A2', key: 'Lyme', because: '' },
  ],
});
const outside = JSON.stringify({
  questions: [
    { question: 'Where did the rover land?', fact: 'B1', key: '', because: 'She died before anybody left the ground.' },
    { question: 'Who steers it?', fact: 'B1', key: '', because: 'Such machines came after her.' },
  ],
});
const answers = ['In 1811, below the cliff.', 'In Lyme.', 'I know of no such thing.', 'You ask the wrong woman.'];
const input = (words: string, file = own) => ({ ...inputOf({ words }, file), files });

describe('against a foil in a file', () => {
  test('questions of the one, of the other, an answer to each: six requests, claims where they belong', async () => {
    const model = scriptedModel([inside, outside, ...answers]);
    const { events, text, told, ending, patches } = await ran(againstFoil, input('./ida.persona'), model);
    model.finish();
    expect(ending).toBe('done');
    expect(stepsOf(events)).toEqual([
      'questions inside',
      'questions outside',
      'answer inside',
      'answer inside',
      'answer outside',
      'answer outside',
    ]);
    const [one, other, ...asked] = model.requests;
    // A is asked of beside B, then B beside A.
    expect(wordsOf(one).indexOf('Mary Anning')).toBeLessThan(wordsOf(one).indexOf('Ida Voss'));
    expect(wordsOf(other).indexOf('Ida Voss')).toBeLessThan(wordsOf(other).indexOf('Mary Anning'));
    for (const request of [one, other]) expect(wordsOf(request)).toContain('landed in Jezero crater');
    expect(wordsOf(asked[0])).toContain('She found an ichthyosaur in 1811.');
    expect(wordsOf(asked[1])).toContain('She lived in Lyme Regis.');
    for (const request of asked) expect(wordsOf(request)).not.toContain('Jezero');
    for (const request of asked) expect(wordsOf(request)).toContain('Plain and quick.');
    // A program saw it: no model is asked about what both know.
    expect(told[0]).toContain('Mary Anning and Ida Voss both know “The sea takes what it gives.” (lexical)');
    for (const request of model.requests) expect(wordsOf(request)).not.toContain('The sea takes');
    // What stands there stays; new ones are counted on.
    for (const line of own.split('\n')) expect(text).toContain(line);
    expect(patches.map(({ title }) => title).filter((title) => title.startsWith('test'))).toEqual([
      'test inside 2',
      'test inside 3',
      'test outside 1',
      'test outside 2',
    ]);
    expect(text).toContain('unknown\n  - She died before anybody left the ground.');
    expect(parse(text, 'x').problems).toEqual([]);
  });

  test('by embeddings where there are some', async () => {
    const similarity = {
      label: 'exact',
      compare: async (a: string, others: readonly string[]) =>
        others.map((b) => (a === b || /rover|1811/u.test(a + b) ? 0.1 : 0.2)),
    };
    const model = scriptedModel([inside, outside, ...answers]);
    const { told } = await ran(againstFoil, input('./ida.persona'), model, { similarity });
    expect(told[0]).toContain('drawn against Ida Voss, rover driver');
    expect(wordsOf(model.requests[0])).toContain('The sea takes');
  });

  test('a foil that knows nothing, is not there, or knows nothing of its own', async () => {
    expect(againstFoil(input('./idle.persona'))).toContain('Idle in “./idle.persona” knows nothing');
    expect(againstFoil(input('../../etc/x.persona'))).toContain('is no persona beside this one');
    expect(againstFoil(input(''))).toContain('A foil is needed');
    expect(againstFoil(input('./ida.persona', 'persona Mary\n'))).toContain('Mary knows nothing yet');
    const same = `persona Twin\n\nknows\n  - The Mars rover Perseverance landed in Jezero crater.\n  - The sea takes what it gives.\n`;
    const model = scriptedModel([]);
    const { ending } = await ran(againstFoil, input('./ida.persona', same), model);
    expect(ending).toBe('failed');
    model.finish();
  });
});

describe('a character against a foil in a file', () => {
  const profile = JSON.stringify({
    name: 'x',
    role: 'fossil hunter',
    summary: 'Digs where others stroll.',
    facts: [
      { fact: 'She found an ichthyosaur in 1811.', quote: '' },
      { fact: 'She lived in Lyme Regis.', quote: '' },
    ],
    voice: ['Plain and quick.'],
  });

  test('the model names no foil: the one that was chosen is asked about', async () => {
    const model = scriptedModel([profile, inside, outside, ...answers], { capabilities: { jsonSchema: true } });
    const { told, text } = await ran(character, input('Mary Anning with ./ida.persona', ''), model);
    model.finish();
    expect(wordsOf(model.requests[0])).toContain('Make a profile of Mary Anning.');
    expect(wordsOf(model.requests[0])).not.toContain('foil');
    expect(JSON.stringify(model.requests[0]?.jsonSchema)).not.toContain('foil');
    expect(wordsOf(model.requests[2])).toContain('Jezero');
    expect(told.join('\n')).toContain('drawn against Ida Voss, rover driver');
    expect(text).toContain('persona Mary Anning\n');
  });

  test('what is typed is a name, with a foil behind it or on its own line', () => {
    expect(namedFoil('Mary Anning')).toEqual({ rest: 'Mary Anning', path: undefined });
    expect(namedFoil('Mary Anning with ./ida voss.persona')).toEqual({
      rest: 'Mary Anning',
      path: './ida voss.persona',
    });
    expect(namedFoil('Mary with Anning\nida.persona')).toEqual({ rest: 'Mary with Anning', path: 'ida.persona' });
    expect(character(input('Mary with ./gone.persona', ''))).toContain('“./gone.persona” is no persona');
  });
});
