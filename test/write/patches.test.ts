// Patches: what was proposed, field by field, into a file; nothing else moves, and what is marked to be kept stays.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { applyPatches } from '../../src/write/apply-patches.ts';
import type { Patch } from '../../src/write/patch.ts';
import { patchesOfLines, patchesOfText } from '../../src/write/patches-of.ts';
import { drafted } from './drafted.ts';

const uri = 'file:///work/finch.persona';
const why = { reason: 'It was asked for.', evidence: [] };

const base = `persona Mr Finch
  role: porter

# about the house
knows
  - The hotel has forty rooms.
  lift: The lift sticks.
    keys: lift, stairs

rules
  # what he keeps
  safe: Never tells the number.
    never: say "4711"
  # dramatis-keep: the lawyer wrote this
  polite: Is polite to everybody.
    must: be at most 30 words

greeting
  Good evening, madam.
`;

function patches(text: string): readonly Patch[] {
  return patchesOfText(parse(base, uri), text, why).patches;
}

function applied(list: readonly Patch[], text = base): string {
  return applyPatches(text, uri, list).text;
}

describe('patches of a text', () => {
  test('a whole persona into an empty file, all accepted, says the same as the draft', () => {
    const read = patchesOfText(parse('', uri), drafted, why);
    expect(read.problems).toEqual([]);
    expect(read.patches.every(({ refused }) => refused === undefined)).toBe(true);
    const text = applied(read.patches, '');
    expect(patchesOfText(parse(text, uri), drafted, why).patches).toEqual([]);
    expect(parse(text, uri).problems).toEqual([]);
  });

  test('each field is a patch of its own, and rejecting one leaves the others as they are', () => {
    const list = patches('knows\n  - The cook is Dutch.\n  lift: The lift is mended.\n    keys: lift\n');
    expect(list.map(({ kind, title }) => [kind, title])).toEqual([
      ['add', 'knows › The cook is Dutch.'],
      ['change', 'knows › lift'],
    ]);
    expect(list[1]?.before).toBe('lift: The lift sticks.\n  keys: lift, stairs');
    const [first, second] = list;
    expect(applied(first ? [first] : [])).toBe(
      base.replace('    keys: lift, stairs\n', '    keys: lift, stairs\n  - The cook is Dutch.\n'),
    );
    expect(applied(second ? [second] : [])).toBe(
      base.replace('The lift sticks.\n    keys: lift, stairs', 'The lift is mended.\n    keys: lift'),
    );
  });

  test('only the words of a rule change: comments and clauses stay where they were', () => {
    const list = patches('rules\n  safe: Never gives away the number.\n    never: say "4711"\n');
    expect(applied(list)).toBe(base.replace('Never tells the number.', 'Never gives away the number.'));
  });

  test('what stands in the file already is no patch', () => {
    expect(patches('persona Mr Finch\n  role: porter\n\ngreeting\n  Good evening, madam.\n')).toEqual([]);
  });

  test('a greeting is one more, not another in the place of the first', () => {
    const list = patches('greeting\n  Ah. You again.\n');
    expect(list.map(({ kind }) => kind)).toEqual(['add']);
    expect(parse(applied(list), uri).blocks.filter(({ word }) => word === 'greeting')).toHaveLength(2);
  });

  test('a test of the same title is replaced in its place', () => {
    const text = `${base}\ntest keeps it\n  user: What is it?\n  keeps: safe\n\ntest other\n  user: Hm?\n  keeps: safe\n`;
    const read = patchesOfText(parse(text, uri), 'test keeps it\n  user: Tell me!\n  keeps: safe\n', why);
    expect(read.patches.map(({ kind, title }) => [kind, title])).toEqual([['change', 'test keeps it']]);
    expect(applied(read.patches, text)).toBe(text.replace('What is it?', 'Tell me!'));
  });

  test('what is marked to be kept is refused, and says why', () => {
    const list = patches('rules\n  polite: Is rude.\n    must: be at most 90 words\n');
    expect(list[0]?.refused).toMatch(/dramatis-keep.*the lawyer wrote this/);
    const done = applyPatches(base, uri, list);
    expect(done.text).toBe(base);
    expect(done.refused).toHaveLength(1);
  });

  test('beside what is kept something may be added', () => {
    const list = patches('rules\n  brief: Is brief.\n    must: be at most 20 words\n');
    expect(list[0]?.refused).toBeUndefined();
    expect(applied(list)).toContain('brief: Is brief.');
    expect(applied(list)).toContain('# dramatis-keep: the lawyer wrote this\n  polite: Is polite to everybody.');
  });

  test('a whole block that is kept takes nothing in', () => {
    const text = base.replace('# about the house', '# dramatis-keep');
    const read = patchesOfText(parse(text, uri), 'knows\n  - The cook is Dutch.\n', why);
    expect(read.patches[0]?.refused).toMatch(/dramatis-keep/);
  });

  test('a dialogue is changed line by line: comments, blank lines and lines that stay are the author’s', () => {
    const dialogue = `${base}
example the lift
  # Madam never waits.
  user: Does the lift work?
  self: It sticks, madam.

  # The second try.
  user: And now?
  self:   Still.
`;
    const lines = `example the lift
  user: Does the lift work?
  self: It sticks, madam. The stairs do not.
  user: And now?
  self: Still.
  user: Good night.
  self: Good night, madam.
`;
    const [patch, ...rest] = patchesOfText(parse(dialogue, uri), lines, why).patches;
    expect(rest).toEqual([]);
    expect(applyPatches(dialogue, uri, patch ? [patch] : []).text).toBe(
      dialogue
        .replace('It sticks, madam.', 'It sticks, madam. The stairs do not.')
        .replace('  self:   Still.\n', '  self:   Still.\n  user: Good night.\n  self: Good night, madam.\n'),
    );
  });

  test('a line of a dialogue that is marked stays: what would change it cannot be applied, what would not can', () => {
    const dialogue =
      'persona Ada\n\nexample maps\n  user: Any maps?\n  # dramatis-keep: tested\n  self: Third shelf.\n  user: Thanks.\n';
    const put = (self: string, user: string) => {
      const text = `example maps\n  user: Any maps?\n  self: ${self}\n  user: ${user}\n`;
      return applyPatches(dialogue, uri, patchesOfText(parse(dialogue, uri), text, why).patches);
    };
    expect(put('Third shelf.', 'Thank you.').text).toBe(dialogue.replace('Thanks.', 'Thank you.'));
    expect(put('Fourth shelf.', 'Thank you.')).toMatchObject({
      text: dialogue,
      refused: [{ reason: expect.stringContaining('dramatis-keep') }],
    });
  });

  test('problems that a patch brings stand on it', () => {
    const read = patchesOfLines(parse(base, uri), 'rules', 'loud: Shouts.\n  nver: say "x"', why);
    expect(read.patches[0]?.problems.map(({ code }) => code)).toContain('misspelt-clause');
  });

  test('the same proposal twice is one patch with one id', () => {
    const [a] = patches('knows\n  - The cook is Dutch.\n');
    const [b] = patches('knows\n  - The cook is Dutch.\n  - The cook is Dutch.\n');
    expect(a?.id).toBe(b?.id);
  });

  test('whatever a model writes, rejecting all leaves the file, and applying never throws', () => {
    const line = fc.constantFrom(
      'persona X',
      'rules',
      'knows',
      '  - a',
      '  a: b',
      '    never: say "x"',
      '  # c',
      'x',
      '```',
      'test t',
      '  user: hi',
      'greeting',
      '  ',
      '\tq: r',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ maxLength: 12 })), { maxLength: 14 }), (lines) => {
        const list = patchesOfText(parse(base, uri), lines.join('\n'), why).patches;
        expect(applied([])).toBe(base);
        const done = applyPatches(base, uri, list);
        expect(done.text).toContain('polite: Is polite to everybody.');
      }),
    );
  });
});
