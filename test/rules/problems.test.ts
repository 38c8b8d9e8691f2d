// What cannot be read is a problem on that very spot, with what was probably meant; the clause is then unsure.
import { expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { ruleOf, talkOf, verdictOf } from '../kit/rule-kit.ts';

/** A clause with the spot between «», a part of the message, and the clause as its fix leaves it. */
const table: readonly (readonly [clause: string, message: string, fixed?: string])[] = [
  ['must: «sya» "x"', 'Did you mean `say`?', 'must: say "x"'],
  ['must: «contain» "x"', 'Did you mean `say`?', 'must: say "x"'],
  ['when: user «contains» "x"', 'Did you mean `says`?', 'when: user says "x"'],
  ['must: «frobnicate» "x"', 'A phrase begins with `say`'],
  ['must: say «hello»', 'stands in quotes', 'must: say "hello"'],
  ['must: say «good evening» or say "x"', 'stands in quotes', 'must: say "good evening" or say "x"'],
  ['must: say «""» or say "x"', 'is empty'],
  ['must: say «word "tea time"»', 'one word at a time', 'must: say "tea time"'],
  ['must: say word one of "tea", «"milk tea"»', 'one word at a time'],
  ['must: say «"hello»', 'never closed'],
  ["must: say «'»hello'", 'double quotes'],
  ['must: say "a"«, »"b"', 'one of "a", "b"'],
  ['must: say "a" «and» say "b"', 'There is no `and`'],
  ['must: «not» say "b"', 'There is no `not`'],
  ['must: say "b" «please»', 'ends before this'],
  ['must: be at most 60 «wrods»', '`words`', 'must: be at most 60 words'],
  ['must: be at most «many» words', 'A number is expected'],
  ['must: «start» "Dear"', 'Did you mean `start with`?', 'must: start with "Dear"'],
  ['when: user «ends» "ok"', 'Did you mean `ends with`?', 'when: user ends with "ok"'],
  ['must: be «under» 20 words', 'Did you mean `at most`?', 'must: be at most 20 words'],
  ['never: be «longer than» {{n}} words', 'Did you mean `at least`?', 'never: be at least {{n}} words'],
  ['when: user is «not» "x"', 'There is no `not`'],
  ['must: be in «Frensh»', 'Did you mean `French`?', 'must: be in French'],
  ['must: be «French»', 'Did you mean `in French`?', 'must: be in French'],
  ['must: be «/»x/', 'A pattern is said'],
  ['must: «user» says "x"', 'about the reply itself'],
  ['must: say /x/ where «did» is "x"', 'no named group'],
  ['must: say /(?<dud>x)/ where «did» is "x"', 'it has `dud`', 'must: say /(?<dud>x)/ where dud is "x"'],
  ['when: «usr» says "x"', 'Did you mean `user`?', 'when: user says "x"'],
  ['when: «the» user says "x"', 'without an article'],
  ['when: user «repeats itself»', 'of a reply only'],
  ['when: after turn «soon»', 'number of a turn'],
  ['when: first «trun»', '`first turn`'],
  ['let: x user «/»a/', 'stands `=`'],
  ['let: x = «usr» /a/', 'Did you mean `user`?', 'let: x = user /a/'],
  ['let: x = user exactly «sounds»', 'stands `in`'],
  ['let: x = user in sounds to «»', 'list or map'],
];

for (const [marked, message, fixed] of table) {
  test(`${marked} says ${message}`, () => {
    const clause = marked.replace(/[«»]/g, '');
    const book = ruleOf(clause);
    const problem = book.problems[0];
    const text = book.persona.tree.text;
    const at = text.indexOf(clause);
    const start = at + marked.indexOf('«');
    const spot = marked.slice(marked.indexOf('«') + 1, marked.indexOf('»'));
    expect(book.problems).toHaveLength(1);
    expect(problem?.message).toContain(message);
    if (spot) expect(problem).toMatchObject({ code: 'bad-phrase', range: { start, end: start + spot.length } });
    expect(problem?.fixes?.[0] && applyEdits(text, problem.fixes[0].edits).includes(fixed ?? '?')).toBe(
      fixed ? true : undefined,
    );
    if (!clause.startsWith('let'))
      expect(verdictOf(ruleOf(clause, 'must: say "y"'), talkOf('self: y')).state).toBe('unsure');
  });
}

test.each([
  ['must: say /a«(»b/', 'bad-pattern'],
  ['must: say /a«(?=»b)/', 'bad-pattern'],
  ['must: say /(a)«\\1»/', 'bad-pattern'],
  ['must: say /«[»a/', 'bad-pattern'],
  ['must: say /a/«g»', 'bad-pattern'],
  ['never: say /{{x}}«*»*/', 'bad-pattern'],
])('a pattern that cannot be run is shown on its spot: %s', (marked, code) => {
  const clause = marked.replace(/[«»]/g, '');
  const book = ruleOf(clause);
  const start = book.persona.tree.text.indexOf(clause) + marked.indexOf('«');
  expect(book.problems[0]).toMatchObject({ code });
  expect(book.problems[0]?.range.start).toBeLessThanOrEqual(start);
  expect(book.problems[0]?.range.end).toBeGreaterThan(start);
  expect(verdictOf(book, talkOf('self: y')).state).toBe('unsure');
});

test('curly quotes are read, and can be made straight', () => {
  for (const quoted of ['“tea”', '„tea“', '«tea»', '”tea”']) {
    const book = ruleOf(`never: say ${quoted}`);
    expect(book.problems).toMatchObject([{ code: 'curly-quotes', severity: 'warning' }]);
    expect(applyEdits(book.persona.tree.text, book.problems[0]?.fixes?.[0]?.edits ?? [])).toContain(
      'never: say "tea"\n',
    );
    expect(verdictOf(book, talkOf('self: Tea!')).state).toBe('broken');
  }
});

test('a clause over several lines has its problem on the right one', () => {
  const book = ruleOf('must: say "a" or', '  say "b" or', '  sya "c"');
  const { range } = book.problems[0] ?? { range: { start: 0, end: 0 } };
  expect(book.persona.tree.text.slice(range.start, range.end)).toBe('sya');
});
