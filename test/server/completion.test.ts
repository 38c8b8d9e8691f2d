// What is offered at a cursor, and what taking it does to the text.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { completion } from '../../src/server/features/completion/completion.ts';
import { marked } from '../kit/marked.ts';

function labels(text: string): string[] {
  const { persona, offset } = marked(text);
  return completion(persona, offset).map(({ label }) => label);
}

/** The text after one item is taken, snippet places as they stand. */
function take(text: string, label: string): string {
  const { persona, offset, text: clean } = marked(text);
  const edit = completion(persona, offset).find((item) => item.label === label)?.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`${label} is not offered`);
  const { lines } = persona.tree;
  const range = { start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end) };
  return applyEdits(clean, [{ range, text: edit.newText }]);
}

describe('blocks', () => {
  test('at column 0, those that may still come', () => {
    const offered = labels('persona A\n\nrules\n  - Is kind.\n\n<|>');
    expect(offered).toEqual(expect.arrayContaining(['about', 'knows', 'greeting', 'example', 'test']));
    expect(offered).not.toContain('persona');
    expect(offered).not.toContain('rules');
  });

  test('a word begun is replaced, in an empty file, too', () => {
    expect(take('per<|>', 'persona')).toMatch(/^persona \$1\n {2}/);
    expect(take('persona A\n\nru<|>', 'rules')).toBe('persona A\n\nrules\n  - $0');
  });
});

describe('entries and clauses', () => {
  test('entries of the block, less those already there', () => {
    const offered = labels('persona A\n  kind: expert\n  <|>');
    expect(offered).toEqual(expect.arrayContaining(['role', 'summary', 'extends']));
    expect(offered).not.toContain('kind');
  });

  test('clauses of a rule by indentation, on an empty and on a begun line', () => {
    const rule = 'rules\n  secret: Keeps it.\n    severity: hint\n    ';
    expect(labels(`${rule}<|>`)).toEqual(expect.arrayContaining(['must', 'never', 'when', 'let', 'through']));
    expect(labels(`${rule}<|>`)).not.toContain('severity');
    expect(take(`${rule}ne<|>`, 'never')).toBe(`${rule}never: $0`);
    expect(labels('rules\n  - Is kind.\n    m<|>')).toContain('must');
  });

  test('speakers and expectations in a test', () => {
    expect(labels('test keeps\n  user: hi\n  <|>')).toEqual(
      expect.arrayContaining(['user', 'self', 'keeps', 'must', 'repeat']),
    );
  });

  test('who stands in the cast, and traits with sentences of their own', () => {
    expect(labels('scene s\n  with: ./watson.persona, Mrs Hudson\n  <|>')).toEqual(
      expect.arrayContaining(['user', 'watson', 'Mrs Hudson']),
    );
    expect(take('test t\n  with: ./watson.persona as doctor\n  do<|>', 'doctor')).toMatch(/\n {2}doctor: \$0$/);
    const traits = labels('traits\n  openness: high\n  <|>');
    expect(traits).toEqual(expect.arrayContaining(['extraversion', 'modesty']));
    expect(traits).not.toContain('openness');
  });

  test('nothing inside prose', () => {
    expect(labels('section Look\n  He is <|>')).toEqual([]);
    expect(labels('knows\n  - He is <|>')).toEqual([]);
    expect(labels('# a comment <|>')).toEqual([]);
  });
});

describe('values', () => {
  test('allowed words', () => {
    expect(labels('persona A\n  kind: <|>')).toEqual(['demographic', 'character', 'individual', 'expert']);
    expect(labels('rules\n  a: b\n    severity: w<|>')).toEqual(
      expect.arrayContaining(['error', 'warning', 'hint', 'off']),
    );
    expect(labels('traits\n  openness: <|>')).toEqual(['low', 'medium', 'high']);
    expect(labels('rules\n  a: b\n    through: case, <|>')).toContain('homoglyphs');
  });

  test('phrases, again behind `or`, and none inside quotes', () => {
    expect(labels('rules\n  a: b\n    must: <|>')).toEqual(expect.arrayContaining(['say "…"', 'be exactly "…"']));
    expect(labels('rules\n  a: b\n    when: <|>')).toContain('first turn');
    expect(labels('rules\n  a: b\n    must: say "x" or <|>')).toContain('say "…"');
    expect(labels('rules\n  a: b\n    must: say "x <|>')).toEqual([]);
    expect(take('rules\n  a: b\n    must: sa<|>', 'say "…"')).toBe('rules\n  a: b\n    must: say "$1"');
  });

  test('rules that a test may name', () => {
    expect(labels('rules\n  secret: Keeps it.\n\ntest t\n  user: hi\n  keeps: <|>')).toEqual(['secret']);
  });

  test('moves that a stage may open; lists and maps that a binding looks into', () => {
    expect(labels('moves\n  ask back: Ask.\n\nplan\n  gate: x\n    moves: <|>')).toEqual(['ask back']);
    const given = 'given\n  one: x\n  sounds:\n    cow: moo\n\nrules\n  a: b\n    let: s = user in ';
    expect(labels(`${given}<|>`)).toContain('sounds');
    expect(labels(`${given}<|>`)).not.toContain('one');
    expect(take(`${given}so<|>`, 'sounds')).toBe(`${given}sounds`);
  });

  test('names of values, closing what is open', () => {
    const given = 'given\n  passphrase: swordfish\n\nrules\n  a: b\n    let: hand = user /^(\\w+)/\n    never: say "{{';
    expect(labels(`${given}<|>`)).toEqual(['passphrase', 'hand', 'user', 'self', 'turn', 'stage']);
    expect(take(`${given}pa<|>`, 'passphrase')).toBe(`${given}passphrase}}`);
    expect(take(`${given}pa<|>}}"`, 'passphrase')).toBe(`${given}passphrase}}"`);
  });
});

describe('scenes', () => {
  test('moods behind the comma, types, and stop rules', () => {
    expect(labels('persona A\n\nscene tea\n  mood: calm, <|>')).toEqual(expect.arrayContaining(['tense', 'nostalgic']));
    expect(take('persona A\n\nscene tea\n  mood: calm, te<|>', 'tense')).toContain('mood: calm, tense');
    expect(labels('persona A\n\nscene tea\n  type: <|>')).toEqual(['chat', 'debate', 'discussion', 'speech']);
    expect(labels('persona A\n\nscene tea\n  <|>')).toEqual(
      expect.arrayContaining(['goodbyes', 'repeats above', 'closing lines', 'ends at', 'narrator every', 'order']),
    );
  });
});

test('kinds of talk are offered behind `event:`, and any other may be written', () => {
  expect(labels('persona A\n\nscene s\n  event: <|>')).toEqual(
    expect.arrayContaining(['small talk', 'joking', 'making plans']),
  );
  expect(marked('persona A\n\nscene s\n  event: haggling over a boat<|>').persona.problems).toEqual([]);
});
