import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../../src/webview/view/align.ts';

/** The part of `rendered` that came from inside `part` of `source`. */
function shown(source: string, rendered: string, part: string): string {
  const start = source.indexOf(part);
  const offsets = align(source, rendered);
  return [...rendered]
    .filter((_, i) => (offsets[i] ?? -1) >= start && (offsets[i] ?? -1) < start + part.length)
    .join('');
}

describe('align', () => {
  test('finds a span through emphasis, lists and line breaks', () => {
    expect(shown('You **have** come.', 'You have come.', 'have')).toBe('have');
    expect(shown('- one\n- two dogs', 'one\ntwo dogs', 'two dogs')).toBe('two dogs');
    expect(shown('a *b c* d', 'a b c d', 'b c* d')).toBe('b c d');
  });

  test('what rendering made up belongs nowhere, and the rest still does', () => {
    expect(shown('fish &amp; chips', 'fish & chips', 'chips')).toBe('chips');
    expect([...align('ab', 'a…b')]).toEqual([0, -1, 1]);
  });

  test('offsets never go back, and each names an equal character', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, rendered) => {
        let last = -1;
        align(source, rendered).forEach((offset, i) => {
          if (offset < 0) return;
          expect(offset).toBeGreaterThan(last);
          last = offset;
          if (!/\s/.test(rendered[i] ?? '')) expect(source[offset]).toBe(rendered[i]);
        });
      }),
    );
  });
});
