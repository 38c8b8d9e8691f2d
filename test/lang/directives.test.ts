// Which comments are directives, and what they speak for.
import { describe, expect, it } from 'vitest';
import { directives } from '../../src/lang/directives.ts';
import { parse } from '../../src/lang/parse.ts';

function read(text: string): string[] {
  return directives(parse(text)).map(({ kind, ids, reason, covers }) =>
    [kind, ids.join('+'), reason, text.slice(covers.start, covers.end).replaceAll('\n', '⏎').trim()].join(' / '),
  );
}

describe('directives', () => {
  it('speak for the entry that begins on the next line, with its children', () => {
    expect(read('rules\n  # dramatis-ignore some-rule: it is known\n  a: b\n    never: c\n  d: e')).toEqual([
      'ignore / some-rule / it is known / a: b⏎    never: c',
    ]);
  });
  it('speak for a clause or a line of text from column 0', () => {
    expect(read('rules\n  a: b\n# dramatis-ignore x\n    never: c\n    must: d')).toEqual(['ignore / x /  / never: c']);
    expect(read('section\n  a\n# dramatis-keep\n  b\n  c')).toEqual(['keep /  /  / b']);
  });
  it('speak for a whole block, together with others above it', () => {
    expect(read('# dramatis-ignore x, y: z\n# note\n# dramatis-keep\n\nvoice\n  - a\n  - b')).toEqual([
      'ignore / x+y / z / voice⏎  - a⏎  - b',
      'keep /  /  / voice⏎  - a⏎  - b',
    ]);
  });
  it('are comments, not texts, and spelt exactly', () => {
    expect(read('section\n  # dramatis-ignore x\n  a')).toEqual([]);
    expect(read('# dramatis-ignored x\n# dramatis\nvoice')).toEqual([]);
  });
  it('speak for nothing at the end of a file', () => {
    expect(read('voice\n# dramatis-keep')).toEqual(['keep /  /  / ']);
  });
});
