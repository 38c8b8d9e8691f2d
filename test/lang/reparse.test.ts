// The law of edited texts: after any edits, reading what changed gives what reading all of it gives. And reading what changed is little.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedRange } from '../../src/lang/changed-range.ts';
import { Memory } from '../../src/lang/memory.ts';
import { parse } from '../../src/lang/parse.ts';
import { parseText, reparse } from '../../src/lang/parsed.ts';
import type { Tree } from '../../src/lang/tree.ts';
import { anyText, personaLike } from '../kit/arbitrary-persona.ts';
import { arbitraryEdits, edited } from '../kit/edits.ts';

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 400) };

/** A tree as plain values, so that how it is made does not count. */
function plain({ uri, text, blocks, comments, problems, lines }: Tree): unknown {
  const flat = blocks.map(({ kind, word, name, title, prose, children, header, range }) => {
    return { kind, word, name, title, prose, children, header, range };
  });
  return { uri, text, blocks: flat, comments, problems, lines: lines.count };
}

describe('a text that is edited', () => {
  it('reads as if it were read anew', () => {
    fc.assert(
      fc.property(fc.oneof(personaLike, anyText), arbitraryEdits, (text, edits) => {
        let now = text;
        let parsed = parseText(now, 'file:///a.persona', new Memory());
        for (const edit of edits) {
          now = edited(now, edit);
          parsed = reparse(parsed, now);
          expect(plain(parsed.tree)).toEqual(plain(parse(now, 'file:///a.persona')));
        }
      }),
      runs,
    );
  });
  it('differs in one stretch', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, endBefore, endAfter } = changedRange(before, after);
        expect(start).toBeLessThanOrEqual(Math.min(endBefore, endAfter));
        expect(before.slice(0, start) + after.slice(start, endAfter) + before.slice(endBefore)).toBe(after);
        expect(start < endBefore && start < endAfter && before[start] === after[start]).toBe(false);
      }),
    );
  });
});
