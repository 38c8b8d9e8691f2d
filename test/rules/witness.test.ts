// The search for a reply that keeps rules: what it finds is judged, so that finding is proof; where it cannot look it says so.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { judgeReply } from '../../src/rules/judge.ts';
import { type RuleBook, readRules } from '../../src/rules/rule-book.ts';
import { applyingIn, plainSituations, situationOf } from '../../src/rules/witness/situation.ts';
import { findWitness } from '../../src/rules/witness/witness.ts';
import { noFiles } from '../kit/memory-source.ts';

function bookOf(rules: string, above = ''): RuleBook {
  return readRules(readPersona(`persona A\n${above}\nrules\n${rules}`, 'file:///a.persona', noFiles));
}

const [first = { messages: [], values: {} }] = plainSituations;

describe('a reply that keeps them all', () => {
  test.each([
    ['beginning, middle, end', ['start with "Ahoy"', 'say "the sea"', 'end with "ye dog"']],
    ['texts that share their ends', ['say "good night"', 'say "night porter"', 'be at most 3 words']],
    ['as many as asked for', ['be at least 40 words', 'be at most 41 words', 'be at least 3 sentences']],
    ['one long sentence', ['be at most 1 sentence', 'be at least 40 words']],
    ['lines', ['be at least 5 lines', 'be at most 6 words']],
    ['exactly so many questions', ['ask exactly 3 questions', 'be at most 5 words']],
    ['JSON', ['be JSON', 'say "\\"status\\""', 'end with "}"']],
    ['a pattern at the start', ['say /^[A-D]\\)/', 'say "perhaps"']],
    ['the one alternative that is left', ['be one of "a", "b", "c"', 'be one of "c", "d"']],
    ['many characters', ['be at least 500 characters', 'be at most 520 characters']],
    ['to the letter', ['be exactly "Yes."', 'be "yes"']],
  ])('%s', (_, musts) => {
    const book = bookOf(`  a: A.\n${musts.map((must) => `    must: ${must}\n`).join('')}`);
    expect(book.problems).toEqual([]);
    const witness = findWitness(book, book.rules, first);
    expect(witness.found).toBe(true);
    const reply = witness.found ? witness.reply : '';
    expect(judgeReply(book, first.messages, reply).map(({ state }) => state)).toEqual(['kept']);
  });

  test('nothing at all, where nothing is asked for', () => {
    const book = bookOf('  a: A.\n    never: say /./s\n');
    expect(findWitness(book, book.rules, first)).toMatchObject({ found: true, reply: '' });
  });

  test('the same rules, the same reply', () => {
    const book = bookOf('  a: A.\n    must: be at least 12 words\n    never: say "so"\n');
    expect(findWitness(book, book.rules, first)).toEqual(findWitness(book, book.rules, first));
  });
});

describe('none found', () => {
  test('is bounded, and not blind where every part could be made', () => {
    const book = bookOf('  a: A.\n    must: be "yes"\n  b: B.\n    must: be "no"\n');
    const witness = findWitness(book, book.rules, first);
    expect(witness).toMatchObject({ found: false, blind: false });
    expect(witness.judged).toBeLessThan(400);
  });

  test.each(['be in French', 'be at most 1 tokens', 'say /\\p{Han}/', 'say nothing that reads'])(
    'is blind before `must: %s`',
    (must) => {
      const book = bookOf(`  a: A.\n    must: ${must}\n  b: B.\n    must: be "yes"\n  c: C.\n    must: be "no"\n`);
      expect(findWitness(book, book.rules, first)).toMatchObject({ found: false, blind: true });
    },
  );
});

describe('a situation', () => {
  test.each([
    'user says "tea"',
    'user is "stop"',
    'ever user says /^\\d{4}$/',
    'last user asks a question',
    'self said "so long"',
    'first turn',
    'after turn 7',
    'user says "a" or user says "b"',
    '{{mood}} is "glad"',
    '{{mood}} is known',
    'user is at least 12 words',
  ])('in which `when: %s` holds', (when) => {
    const book = bookOf(`  a: A.\n    when: ${when}\n    must: say "x"\n`, '\nstate\n  mood: Theirs.\n');
    const [rule] = book.rules;
    if (!rule) throw new Error('no rule');
    const situation = situationOf(rule, book);
    expect(situation && applyingIn(book.rules, book, situation)).toEqual([rule]);
  });

  test.each(['user says /(?<=a)b/', 'narrator says "night"', 'after turn 4000'])('none for `when: %s`', (when) => {
    const book = bookOf(`  a: A.\n    when: ${when}\n    must: say "x"\n`);
    expect(book.rules.map((rule) => situationOf(rule, book))).toEqual([undefined]);
  });

  test('none where conditions shut each other out', () => {
    const book = bookOf('  a: A.\n    when: first turn\n    when: after turn 3\n    must: say "x"\n');
    expect(book.rules.map((rule) => situationOf(rule, book))).toEqual([undefined]);
  });
});

test('law: whatever is found breaks nothing; nothing throws', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((raw) => raw.replace(/["\\{}\n\r]/g, ''));
  const must = fc.oneof(
    text.map((one) => `must: say "${one}"`),
    text.map((one) => `must: start with "${one}"`),
    text.map((one) => `never: say word "${one}"`),
    fc.nat(30).map((count) => `must: be at least ${count} words`),
    fc.nat(30).map((count) => `must: be at most ${count} sentences`),
    fc.nat(4).map((count) => `never: ask at most ${count} questions`),
  );
  fc.assert(
    fc.property(fc.array(must, { minLength: 1, maxLength: 4 }), (clauses) => {
      const book = bookOf(`  a: A.\n${clauses.map((clause) => `    ${clause}\n`).join('')}`);
      const witness = findWitness(book, book.rules, first);
      if (!witness.found) return true;
      return judgeReply(book, first.messages, witness.reply).every(({ state }) => state !== 'broken');
    }),
    { numRuns: 60 },
  );
});
