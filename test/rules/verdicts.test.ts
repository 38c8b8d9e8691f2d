// How the clauses of a rule sum up to a verdict, with its evidence; and when a talk is invalid.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { judge, judgeReply } from '../../src/rules/judge.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { noFiles } from '../kit/memory-source.ts';
import { bookOf, ruleOf, talkOf, verdictOf } from '../kit/rule-kit.ts';

const talk = talkOf('user: hello', 'self: Good evening, sir.');

describe('the first that fits', () => {
  test.each([
    [['never: say "sir"', 'judge: Is it kind?'], 'broken'],
    [['never: say "sir"', 'must: say /(/'], 'broken'],
    [['must: say "sir"', 'judge: Is it kind?'], 'unsure'],
    [['must: say "sir"', 'must: say /(/'], 'unsure'],
    [['must: be in French'], 'unsure'],
    [['never: be at most 2 tokens'], 'unsure'],
    [['must: say "sir"', 'never: say "madam"'], 'kept'],
    [['must: say "sir"', 'never: say "{{nobody}}"'], 'kept'],
    [['must: say "{{nobody}}"'], 'idle'],
    [['never: say "{{nobody}}"'], 'idle'],
    [['must: say "{{nobody}}" or say "sir"'], 'kept'],
    [['must: say "{{nobody}}" or say "madam"'], 'idle'],
    [['must: be in French or say "sir"'], 'kept'],
    [['never: be in French or say "sir"'], 'broken'],
    [['when: user says "bye"', 'never: say "sir"'], 'idle'],
    [['when: user says "bye"', 'when: user says /(/', 'never: say "sir"'], 'idle'],
    [['when: user says /(/', 'never: say "sir"'], 'unsure'],
    [['when: {{nobody}} is "x"', 'never: say "sir"'], 'idle'],
    [['unless: {{nobody}} is "x"', 'never: say "sir"'], 'broken'],
    [['unless: user says "hello"', 'unless: user says /(/', 'never: say "sir"'], 'idle'],
    [['when: user says "hello"', 'unless: user says "hello"', 'never: say "sir"'], 'idle'],
    [['judge: Is it kind?'], 'unsure'],
    [[], 'unsure'],
    [['when: user says "bye"'], 'idle'],
    [['user must: say "hello"'], 'idle'],
  ] as const)('%j is %s', (clauses, state) => {
    expect(verdictOf(ruleOf(...clauses), talk)).toMatchObject({ rule: 'r', state });
  });
});

test('a broken rule shows where, and which clause; one where something is missing shows no place', () => {
  const said = verdictOf(ruleOf('must: say "good"', 'never: say word "sir"'), talk);
  expect(said).toMatchObject({ state: 'broken', span: { start: 14, end: 18 }, clause: { kind: 'never' } });
  expect(said.why).toBe('Found the word “sir”, which `never:` forbids.');
  const missing = verdictOf(ruleOf('must: say "madam"'), talk);
  expect(missing).toMatchObject({ state: 'broken', span: undefined, clause: { kind: 'must' } });
  expect(missing.why).toContain('must: say "madam"');
  expect(verdictOf(ruleOf('must: be at most 2 words'), talk)).toMatchObject({
    span: { start: 14, end: 18 },
    why: expect.stringContaining('it has 3 words'),
  });
  expect(verdictOf(ruleOf('never: say /[A-Z]\\w+ e/'), talk)).toMatchObject({ span: { start: 0, end: 6 } });
  expect(verdictOf(ruleOf('never: say "İX"'), talkOf('self: İİ İxy'))).toMatchObject({ span: { start: 3, end: 5 } });
});

test('each reply is judged by itself, greetings too, system messages are passed over, indexes are those given', () => {
  const messages = talkOf('system: sir', 'self: Welcome, sir.', 'user: hello', 'self: Hello.', 'self: Sir?');
  const { turns, invalid } = judge(ruleOf('never: say "sir"'), messages);
  expect(turns.map(({ message, verdicts }) => [message, verdicts[0]?.state])).toEqual([
    [1, 'broken'],
    [3, 'kept'],
    [4, 'broken'],
  ]);
  expect(invalid).toBe(false);
  expect(judge(ruleOf('never: say "sir"'), messages, { from: 4 }).turns.map(({ message }) => message)).toEqual([4]);
});

test('a talk is invalid if its first fault is a user message against its form', () => {
  const book = bookOf('rules\n  form: F.\n    user must: say /^\\w+: /\n  calm: C.\n    never: say "!"\n');
  const invalid = (...lines: readonly string[]) => {
    const { invalid, at } = judge(book, talkOf(...lines));
    return [invalid, at];
  };
  expect(invalid('user: Ann: hi', 'self: hi', 'user: hm', 'self: no!')).toEqual([true, 2]);
  expect(invalid('user: Ann: hi', 'self: hi!', 'user: hm', 'self: no!')).toEqual([false, undefined]);
  expect(invalid('user: hm')).toEqual([true, 0]);
  expect(invalid('system: hm', 'user: Ann: hi', 'watson: hm', 'self: hi')).toEqual([false, undefined]);
  expect(judge(ruleOf('user must: say "{{nobody}}"'), talkOf('user: hm')).invalid).toBe(false);
  expect(judge(ruleOf('user must: be at most 2 words'), talkOf('user: one two three')).at).toBe(0);
});

test('a persona with every kind of clause is read without a problem', () => {
  const text = readFileSync(new URL('../fixtures/good/tour.persona', import.meta.url), 'utf8');
  const book = readRules(readPersona(text, '/p/tour.persona', noFiles));
  expect(book.problems).toEqual([]);
  expect(book.rules.flatMap(({ clauses }) => clauses).length).toBeGreaterThan(5);
});

test('rules of severity off are left out; warnings are judged', () => {
  const book = bookOf(
    'rules\n  a: A.\n    never: say "x"\n    severity: off\n  b: B.\n    never: say "x"\n    severity: warning\n',
  );
  expect(judge(book, talkOf('self: x')).turns[0]?.verdicts.map(({ rule, state }) => [rule, state])).toEqual([
    ['b', 'broken'],
  ]);
});

test('values given to judging take the place of those of the file; null makes one not known', () => {
  const book = bookOf('given\n  secret: pear\n\nrules\n  r: R.\n    never: say "{{secret}}"\n');
  const state = (values?: Record<string, string | null>) =>
    verdictOf(book, talkOf('self: a pear'), values ? { values } : {}).state;
  expect([state(), state({ Secret: 'plum' }), state({ secret: null })]).toEqual(['broken', 'kept', 'idle']);
});

test('repeat itself looks at whole replies and long sentences, said before or twice', () => {
  const state = (...lines: readonly string[]) => verdictOf(ruleOf('never: repeat itself'), talkOf(...lines)).state;
  expect(state('self: Yes.', 'user: a', 'self: yes!')).toBe('broken');
  expect(state('self: Yes. No.', 'user: a', 'self: Yes. Maybe.')).toBe('kept');
  expect(
    state('self: I have told you all I know. Yes.', 'user: a', 'self: Well, no. I have told you all I know!'),
  ).toBe('broken');
  expect(state('self: We walked down to the old mill. We walked down to the old mill.')).toBe('broken');
  expect(state('user: the same thing as I say here', 'self: the same thing as I say here')).toBe('kept');
});

test('a candidate is judged without being part of the talk', () => {
  expect(
    judgeReply(ruleOf('when: user says "hello"', 'never: say "sir"'), talkOf('user: hello'), 'Yes, sir.'),
  ).toMatchObject([{ state: 'broken' }]);
});
