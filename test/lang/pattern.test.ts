import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, fillPattern, findAll, findFirst, matches, readPattern } from '../../src/lang/pattern.ts';

function compiled(regex: string, flags = '') {
  const pattern = compilePattern(regex, flags);
  if (!pattern.ok) throw new Error(pattern.message);
  return pattern;
}

describe('where a pattern ends', () => {
  it.each([
    ['/a/', 'a', '', 3],
    ['/a/i or say "b"', 'a', 'i', 4],
    ['/a\\/b/', 'a\\/b', '', 6],
    ['/[/]b/', '[/]b', '', 6],
    ['/[]/]b/', '[]/]b', '', 7],
    ['/[^]/]/', '[^]/]', '', 7],
    ['/[[:alpha:]/]/', '[[:alpha:]/]', '', 14],
    ['/{{x}}/s', '{{x}}', 's', 8],
  ])('%s', (text, regex, flags, end) => {
    expect(readPattern(text)).toMatchObject({ ok: true, regex, flags, end });
  });

  it.each([
    ['/abc', 0, 4],
    ['/a[bc/', 2, 3],
    ['/a/ig', 4, 5],
    ['/a/ii', 4, 5],
    ['//', 0, 2],
  ])('says what is wrong with %s, and where', (text, start, end) => {
    expect(readPattern(text)).toMatchObject({ ok: false, start, end });
  });

  it('begins anywhere in a text', () => {
    expect(readPattern('say /x+/i', 4)).toMatchObject({ start: 4, regexStart: 5, regexEnd: 7, end: 9 });
  });
});

describe('what RE2 refuses', () => {
  it.each([
    ['ab(?=c)', '(?=', 'look ahead'],
    ['ab(?<!c)', '(?<!', 'look ahead or behind'],
    ['(a)x\\1', '\\1', 'back-references'],
    ['\\u0041', '\\u', '\\x{41}'],
    ['a{1001}', '{1001}', '1000'],
    ['a(b', '(', 'never closed'],
    ['\\(a)', ')', 'closes nothing'],
    ['ab++', '++', 'leave it out'],
    ['(?<n>a)(?<n>b)', 'n', 'Two groups'],
    ['*a', '*', 'nothing to repeat'],
  ])('%s', (regex, spot, words) => {
    const fault = compilePattern(regex);
    if (fault.ok) throw new Error('compiled');
    expect(regex.slice(fault.start, fault.end).startsWith(spot.slice(0, 2))).toBe(true);
    expect(fault.message).toContain(words);
  });

  it('never throws, and its range lies in the pattern', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab()[]{}\\/*+?|^$.<>=!1:-é') }), (regex) => {
        const result = compilePattern(regex);
        if (result.ok) return;
        expect(result.start).toBeLessThanOrEqual(result.end);
        expect(result.end).toBeLessThanOrEqual(regex.length);
      }),
    );
  });
});

describe('matching', () => {
  it('finds every match with groups and names', () => {
    const found = findAll(compiled('(?<n>\\d+)(x)?'), 'a 12x 7');
    expect(found.map((m) => [m.start, m.end, m.named.n, m.groups[1]])).toEqual([
      [2, 5, '12', 'x'],
      [6, 7, '7', undefined],
    ]);
    expect(findFirst(compiled('7'), '7 7', 1)?.start).toBe(2);
    expect(findAll(compiled('x*'), 'axa').length).toBeGreaterThan(1);
  });

  it('takes flags: case, lines, dot', () => {
    expect(matches(compiled('ABC', 'i'), 'xabcx')).toBe(true);
    expect(matches(compiled('^b$', 'm'), 'a\nb')).toBe(true);
    expect(matches(compiled('a$'), 'a\n')).toBe(false);
    expect(matches(compiled('a.b'), 'a\nb')).toBe(false);
    expect(matches(compiled('a.b', 's'), 'a\nb')).toBe(true);
  });

  it('puts values in to the letter, as one group, a list as any of its texts', () => {
    const fill = (regex: string) => fillPattern(regex, (name) => ({ x: ['a.b'], many: ['a+', 'b'] })[name]);
    expect(matches(compiled(`^${fill('{{x}}')}{2}$`), 'a.ba.b')).toBe(true);
    expect(matches(compiled(fill('^{{ x }}$') ?? ''), 'axb')).toBe(false);
    expect(matches(compiled(fill('^{{many}}$') ?? ''), 'a+')).toBe(true);
    expect(fill('{{nobody}}')).toBeUndefined();
    expect(fill('[{{x}}]')).toBe('[{{x}}]');
  });

  it('quotes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => matches(compiled(fillPattern('^{{x}}$', () => [text]) ?? ''), text)));
  });
});
