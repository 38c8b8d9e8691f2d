// Lines of a text: LF, CRLF and CR end one, nothing else does; offsets and positions are each other's inverse.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineTable, lineEnd, lineStarts } from '../../src/base/line-table.ts';

const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r', '\r\n', '\u2028', '\u000b', ''), { maxLength: 20 })
  .map((parts) => parts.join(''));

describe('lines', () => {
  it('end as editors end them', () => {
    fc.assert(
      fc.property(text, (each) => {
        const expected = each.split(/\r\n|\r|\n/u);
        const table = new LineTable(each);
        expect(table.count).toBe(expected.length);
        const starts = lineStarts(each);
        const lines = starts.map((start, index) => {
          const next = starts[index + 1];
          return each.slice(start, next === undefined ? each.length : lineEnd(each, start, next));
        });
        expect(lines).toEqual(expected);
      }),
    );
  });
  it('give positions that lead back', () => {
    fc.assert(
      fc.property(text, fc.nat(60), (each, offset) => {
        const table = new LineTable(each);
        const at = Math.min(offset, each.length);
        expect(table.offsetAt(table.positionAt(at))).toBe(at);
      }),
    );
  });
  it('move what lies outside to the nearest end', () => {
    const table = new LineTable('ab\r\ncd');
    expect(table.positionAt(99)).toEqual({ line: 1, character: 2 });
    expect(table.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(table.offsetAt({ line: 9, character: 9 })).toBe(6);
    expect(table.offsetAt({ line: -1, character: 4 })).toBe(0);
    expect(table.startOf(9)).toBe(6);
  });
});
