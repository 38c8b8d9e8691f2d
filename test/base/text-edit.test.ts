// Edits applied to a text: all against the old text, in any order, never overlapping.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { range } from '../../src/base/range.ts';
import { applyEdits } from '../../src/base/text-edit.ts';

describe('edits', () => {
  it('replace, insert and delete against the old text in any order', () => {
    const edits = [
      { range: range(6, 11), text: 'there' },
      { range: range(0, 0), text: 'Oh, ' },
      { range: range(5, 6), text: '-' },
    ];
    expect(applyEdits('hello world', edits)).toBe('Oh, hello-there');
    expect(applyEdits('hello world', edits.toReversed())).toBe('Oh, hello-there');
  });
  it('keep the order of insertions at one place', () => {
    const edits = ['a', 'b', 'c'].map((text) => ({ range: range(1, 1), text }));
    expect(applyEdits('xy', edits)).toBe('xabcy');
  });
  it('refuse to overlap', () => {
    const edits = [
      { range: range(0, 3), text: '' },
      { range: range(2, 4), text: '' },
    ];
    expect(() => applyEdits('hello', edits)).toThrow(RangeError);
  });
  it('change the length by what they put in and take out', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(20), fc.nat(20), (text, put, a, b) => {
        const [start, end] = [a, b].map((n) => Math.min(n, text.length)).sort((x, y) => x - y) as [number, number];
        const out = applyEdits(text, [{ range: range(start, end), text: put }]);
        expect(out.length).toBe(text.length + put.length - (end - start));
      }),
    );
  });
});
