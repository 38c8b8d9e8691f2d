// A persona from a concept: three requests and no more, letters read strictly, a choice that is none asked for once more.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { readChoice } from '../../../src/write/drafts/choose-option.ts';
import { fromConcept } from '../../../src/write/drafts/from-concept.ts';
import { looks, voices } from '../../../src/write/drafts/looks-and-voices.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const personality = 'You are Bertram, a lighthouse. You stand firm, and you are nosy about weather.';
const input = () => inputOf({ text: 'an old lighthouse' });

describe('a concept', () => {
  test('exactly three requests; the personality goes on to both choices; B. because is B', async () => {
    const model = scriptedModel([personality, 'B. because it is by the sea', 'A']);
    const { text, told, events } = await ran(fromConcept, input(), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['personality', 'look', 'voice']);
    expect(wordsOf(model.requests[1])).toContain(personality);
    expect(wordsOf(model.requests[2])).toContain(personality);
    expect(wordsOf(model.requests[1])).not.toContain(voices[0].name);
    expect(text).toContain('persona Bertram\n');
    expect(text).toContain(`look: ${looks[1]?.name}, soft edges`);
    expect(text).toContain(`sound of voice: ${voices[0].name}`);
    expect(parse(text, 'x').problems).toEqual([]);
    expect(told).toEqual([]);
  });

  test.each(['Z', 'The answer is B'])('%s is asked for once more, then the first stands and is told', async (said) => {
    const model = scriptedModel([personality, said, said, 'C']);
    const { text, told, patches } = await ran(fromConcept, input(), model);
    model.finish();
    expect(model.requests[2]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(told[0]).toContain('warning: ');
    expect(told[1]).toContain(`error: The model chose no look. The first one stands, “${looks[0].name}”`);
    expect(text).toContain(`look: ${looks[0].name}`);
    expect(patches.find(({ title }) => title === 'about › look')?.reason).toContain('first of the list');
  });

  test('what is a choice', () => {
    const read = ['B. because', '(b)', '**C**', 'A', 'A fine one', 'Z', 'The answer…', '', 'C) yes'].map((said) =>
      readChoice(said, 3),
    );
    expect(read).toEqual([1, 1, 2, 0, undefined, undefined, undefined, undefined, 2]);
  });
});
