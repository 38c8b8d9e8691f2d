// The law of plain patterns: whatever is taken for one compiles, with any flags. And the patterns people write are plain.
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { isPlainPattern } from '../../src/lang/plain-pattern.ts';

const pieces = [
  'a',
  'Z',
  'é',
  '界',
  ' ',
  '.',
  '|',
  '(',
  ')',
  '(?:',
  '(?i)',
  '(?P<a>',
  '*',
  '+',
  '?',
  '??',
  '{2}',
  '[',
  ']',
  '[a-z]',
  '[^ab]',
  '[z-a]',
  '\\b',
  '\\B',
  '\\d',
  '\\pL',
  '\\Q',
  '\\',
  '/',
  '^',
  '$',
  '-',
  '\n',
  '\ud83d',
  '😀',
];

describe('a plain pattern', () => {
  it('always compiles', () => {
    const regex = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        regex,
        fc.constantFrom(0, RE2JS.CASE_INSENSITIVE, RE2JS.MULTILINE | RE2JS.DOTALL),
        (written, flags) => {
          if (isPlainPattern(written)) RE2JS.compile(written, flags);
        },
      ),
      { numRuns: 20_000 },
    );
  });
  it.each(['\\b(secretly|between us)\\b', 'colou?r', '(?:yes|no)[.!]', '^ship \\d+$'])('%s', (regex) => {
    expect(isPlainPattern(regex)).toBe(true);
  });
  it.each(['(', 'a**', '[z-a]', 'a{2,1}', '(?=a)', '\\1', '*a', '\\'])('%s is none', (regex) => {
    expect(isPlainPattern(regex)).toBe(false);
  });
});
