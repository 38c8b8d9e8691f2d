// How much of what contradicts is found, and that what goes together is never called an error: pairs written from the language
// page alone. The pages of both rules say the numbers that are measured here.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkText } from '../kit/check-text.ts';

interface Pair {
  readonly id: string;
  readonly contradictory: boolean;
  readonly text: string;
}

const pairs = readFileSync(new URL('../fixtures/contradictions/pairs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Pair => JSON.parse(line));

function found({ text }: Pair): 'proven' | 'hinted' | 'nothing' {
  const codes = checkText(text).problems.map(({ code }) => code);
  if (codes.includes('contradictory-rules')) return 'proven';
  return codes.includes('no-reply-found') ? 'hinted' : 'nothing';
}

describe('120 pairs', () => {
  const results = pairs.map((pair) => ({ ...pair, found: found(pair) }));
  const count = (contradictory: boolean, what: string) =>
    results.filter((pair) => pair.contradictory === contradictory && pair.found === what).length;

  test('half contradict, half go together, half of each have a condition', () => {
    const conditional = pairs.filter(({ text }) => /^ +(when|unless): /m.test(text));
    expect([pairs.length, pairs.filter((pair) => pair.contradictory).length, conditional.length]).toEqual([
      120, 60, 60,
    ]);
  });

  test('nine in ten of the contradictory are found; none that goes together is an error', () => {
    expect(results.filter((pair) => !pair.contradictory && pair.found === 'proven')).toEqual([]);
    expect(count(true, 'proven') + count(true, 'hinted')).toBeGreaterThanOrEqual(54);
  });

  test('the pages say these numbers', () => {
    const page = (code: string) => readFileSync(new URL(`../../docs/rules/${code}.md`, import.meta.url), 'utf8');
    const [proven, hinted] = [count(true, 'proven'), count(true, 'hinted')];
    expect(page('contradictory-rules')).toContain(`it proves ${proven}; [no-reply-found]`);
    expect(page('contradictory-rules')).toContain(`hints at ${hinted} of the others`);
    expect(page('no-reply-found')).toContain(`hints at ${hinted}, beside ${proven} that are proven`);
    expect(page('no-reply-found')).toContain(`go together it hints at ${count(false, 'hinted')}.`);
  });
});

describe('what is told', () => {
  const told = (rules: string, given = '') =>
    checkText(`persona A\n${given}\nrules\n${rules}`).problems.filter(({ code }) => code === 'contradictory-rules');

  test('the lines it takes, and no others', () => {
    const [problem, ...more] = told(
      '  a: A.\n    must: be at most 40 words\n    must: say "sorry" or say "apologies"\n  b: B.\n    never: say /sorry/i\n    never: say "apolog"\n',
    );
    expect(more).toEqual([]);
    expect(problem?.related?.length).toBe(2);
    expect(problem?.message).toContain('the rule “a”: `must: say "sorry" or say "apologies"`');
  });

  test('a value that a rule binds for itself is not the other rule’s', () => {
    const rules = (a: string) =>
      `  a: A.\n    when: user says "x"\n${a}    must: say "{{word}}"\n  b: B.\n    when: user says "x"\n    never: say "{{word}}"\n`;
    expect(told(rules(''), '\ngiven\n  word: tea\n')).toHaveLength(1);
    expect(told(rules(''), '\ngiven\n  word:\n')).toHaveLength(1);
    expect(told(rules('    let: word = user /(.+)/\n'), '\ngiven\n  word: tea\n')).toEqual([]);
  });

  test.each([
    ['pattern that needs an edge which may not be there', 'must: say "tea"', 'never: say /\\btea\\b/'],
    ['pattern in one case only', 'must: say "tea"', 'never: say /tea/'],
    ['space and punctuation around what it is', 'must: be "yes"', 'must: be at least 3 words'],
    ['what it is not to the letter', 'must: be "yes"', 'never: be exactly "yes"'],
    ['a word inside a longer one', 'must: say "tea"', 'never: say word "tea"'],
    ['letters of a script without spaces', 'must: be at least 100 words', 'must: be at most 120 characters'],
    ['texts that share their ends', 'must: say "good night"', 'must: start with "night porter"'],
    ['a character by its number', 'must: say /\\x41b/', 'never: say "41b"'],
    ['a class by its name', 'must: say /[[:alpha:]]x/', 'never: say "]x"'],
    ['a part that may be left out', 'must: say /(?:tea)?s/', 'never: say "tea"'],
    ['letters that share a character', 'must: be at least 10 words', 'must: be at most 5 characters'],
    ['JSON in quotes', 'must: be JSON', 'must: be "yes"'],
    ['a sentence that is one word', 'must: be at least 3 sentences', 'must: be at most 2 words'],
  ])('no proof: %s', (_, one, other) => {
    expect(told(`  a: A.\n    ${one}\n  b: B.\n    ${other}\n`)).toEqual([]);
  });

  test.each([
    ['edges inside the text', 'must: say "a cup of tea, please"', 'never: say /\\btea\\b/i'],
    ['at the start', 'must: start with "Tea time"', 'never: say /^tea\\b/i'],
    ['what must never be and never not be', 'never: ask a question', 'never: ask at most 0 questions'],
    ['lines and words', 'must: be at least 9 lines', 'must: be at most 8 words'],
    ['true is no greeting', 'must: be JSON', 'must: start with "Truly"'],
    ['not less than what is said', 'must: say "once upon a time"', 'never: be at least 4 words'],
    ['one of two', 'must: be exactly "Aye." or be exactly "Nay."', 'must: say /maybe/'],
  ])('proof: %s', (_, one, other) => {
    expect(told(`  a: A.\n    ${one}\n  b: B.\n    ${other}\n`)).toHaveLength(1);
  });

  test('conditions: one follows from the other', () => {
    const both = (a: string, b: string) =>
      told(`  a: A.\n    ${a}\n    must: say "x"\n  b: B.\n    ${b}\n    never: say "x"\n`).length;
    expect(both('when: after turn 5', 'when: after turn 3')).toBe(1);
    expect(both('when: user is "stop it"', 'when: user says "stop"')).toBe(1);
    expect(both('when: last user says "stop"', 'when: ever user says "stop" or first turn')).toBe(1);
    expect(both('when: after turn 1', 'unless: first turn')).toBe(1);
    expect(both('unless: user says "stop"', 'unless: user says "stop now"')).toBe(1);
    expect(both('when: user is "yes"', 'when: user is "no"')).toBe(0);
    expect(both('when: user says "stop"', 'unless: user says "stop"')).toBe(0);
    expect(both('when: ever user says "stop"', 'when: self said "stop"')).toBe(0);
  });
});
