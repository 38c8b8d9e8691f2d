// What holds of any text: reading and judging never throw, say the same twice, show places inside the text, and take linear time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disguises } from '../../src/lang/persona.ts';
import { judge } from '../../src/rules/judge.ts';
import { phraseTable } from '../../src/rules/phrase-table.ts';
import { leastTime } from '../kit/least-time.ts';
import { ruleOf, talkOf, verdictOf } from '../kit/rule-kit.ts';

const pieces = fc.constantFrom(
  ...'say word says be is exactly at most least 3 words number user self ever last first turn after in to where one of or and not = , . "a" "b" “c” " \\ /x/i / /( [ {{v}} {{ }} {{v.0}} {{l}} known a sounds JSON French ask question repeat itself \u200b é 茶 \ud83d'.split(
    ' ',
  ),
);
const phraseLike = fc.oneof(
  fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\n\r]/g, ' ')),
);
const kinds = fc.constantFrom('when', 'unless', 'must', 'never', 'let', 'user must', 'judge');
const said = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', 'a', 'A. b? c', '茶。', '{"a":1}', 'İ\u0307ς\ud800'),
);
const messages = fc.array(
  fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const, 'system' as const), content: said }),
  { maxLength: 6 },
);
const values = { v: 'x(', l: ['a', 'b', null], sounds: { a: 'b' }, n: 3, nothing: null };

test('any clause is read and any talk judged without an exception, alike each time, with places inside the text', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, phraseLike), { maxLength: 4 }), messages, (clauses, talk) => {
      const book = ruleOf(...clauses.map(([kind, text]) => `${kind}: ${text}`), `through: ${disguises.join(', ')}`);
      const size = book.persona.tree.text.length;
      for (const { range, message, fixes } of book.problems) {
        expect(message).not.toBe('');
        expect(0 <= range.start && range.start <= range.end && range.end <= size).toBe(true);
        expect(
          (fixes ?? []).every(({ edits }) => edits.every(({ range: at }) => at.start <= at.end && at.end <= size)),
        ).toBe(true);
      }
      for (const { phrases, binding, problems, clause } of book.rules[0]?.clauses ?? []) {
        if (clause.kind !== 'judge' && !phrases && !binding) expect(problems.length).toBeGreaterThan(0);
      }
      const first = judge(book, talk, { values });
      expect(judge(book, talk, { values })).toEqual(first);
      for (const { message, verdicts } of first.turns) {
        for (const { span, why } of verdicts) {
          expect(why).not.toBe('');
          expect(
            span === undefined ||
              (0 <= span.start && span.start <= span.end && span.end <= (talk[message]?.content.length ?? 0)),
          ).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('judging a prefix of a talk says the same of its replies', () => {
  fc.assert(
    fc.property(fc.tuple(kinds, phraseLike), messages, (clause, talk) => {
      const book = ruleOf(`${clause[0]}: ${clause[1]}`, 'never: say "a"');
      const whole = judge(book, talk, { values }).turns;
      for (let n = 0; n <= talk.length; n++) {
        expect(judge(book, talk.slice(0, n), { values }).turns).toEqual(whole.filter(({ message }) => message < n));
      }
    }),
    { numRuns: 60 },
  );
});

test('every row of the phrase table has an example that is read, and a snippet without loose ends', () => {
  for (const { example, phrase, snippet, doc } of phraseTable) {
    expect({ phrase, problems: ruleOf(example).problems }).toEqual({ phrase, problems: [] });
    expect(doc).toMatch(/\.$/);
    expect(snippet).not.toMatch(/(?<!\$\{[^}]*|\\)\}/);
  }
});

test.each([
  ['never: say /(a+)+$/', 'a'],
  ['never: say /(x|xx)*y/', 'x'],
  ['never: say "aaaaaaaab"', 'a'],
  ['never: say word "aaaab"', 'a '],
  ['must: be "b"', '.'],
  ['must: be at most 3 sentences', 'a. '],
  ['must: be at most 3 sentences', '.'],
  ['must: be at most 3 lines', '\n'],
  ['must: be at most 3 characters', 'e\u0301'],
  ['must: ask at most 1 question', '? '],
  ['never: repeat itself', 'we go to the old mill. '],
  ['never: speak for user', '> '],
  ['never: break character', 'as an '],
])('%s takes time in step with a reply of many %j', async (clause, unit) => {
  const book = ruleOf(clause, `through: ${disguises.join(', ')}`);
  const talk = talkOf(`self: ${unit.repeat(200_000 / unit.length)}`);
  expect(await leastTime(4000, () => verdictOf(book, talk))).toBeLessThan(4000);
});
