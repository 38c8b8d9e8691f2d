// What the formatter sets, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { format } from '../../src/lang/format.ts';
import { parse } from '../../src/lang/parse.ts';

const formatted = (text: string): string => applyEdits(text, format(parse(text)));

describe('format', () => {
  it.each([
    [
      'indentation',
      'rules\n     a: b\n          never: c\n          d\n',
      'rules\n     a: b\n          never: c\n          d\n',
    ],
    [
      'depth',
      'rules\n     a: b\n          d\n            e\n          never: c\n',
      'rules\n  a: b\n    d\n      e\n    never: c\n',
    ],
    ['lists', 'knows\n a: b\n  keys:\n     -   c\n', 'knows\n  a: b\n    keys:\n      - c\n'],
    ['colons', 'about\n  a :   b\n  c：d\n  e:   \n', 'about\n  a: b\n  c: d\n  e:\n'],
    ['titles', 'persona   A  B\n', 'persona A  B\n'],
    ['tabs', 'about\n\ta: b\n', 'about\n  a: b\n'],
    ['prose', 'section\n      a\n        b\n   c\n', 'section\n  a\n    b\n  c\n'],
    ['comments', '# a\nrules\n    # b\n  a: b\n# c\n', '# a\nrules\n  # b\n  a: b\n# c\n'],
    ['gaps', 'persona A\nrules\n\n\n\n# d\nvoice\n', 'persona A\n\nrules\n\n# d\nvoice\n'],
    ['line ends', 'persona A\r\nrules\r\n   a: b', 'persona A\r\n\r\nrules\r\n  a: b'],
    ['unknown blocks', 'persona A\n\nwardrobe\n      a :  b\n', 'persona A\n\nwardrobe\n      a :  b\n'],
    ['blank lines in blocks', 'rules\n  a: b\n\n\n  c: d\n', 'rules\n  a: b\n\n\n  c: d\n'],
  ])('%s', (_, before, after) => {
    expect(formatted(before)).toBe(after);
  });
});
