// Work is linear in the text, as counted work on doubling inputs: characters asked for, lines scanned, nodes made.
import { describe, expect, it } from 'vitest';
import { format } from '../../src/lang/format.ts';
import { parse } from '../../src/lang/parse.ts';
import { leaves, print } from '../../src/lang/print.ts';
import { scan } from '../../src/lang/scan.ts';
import type { Tree } from '../../src/lang/tree.ts';
import { textShapes } from '../kit/text-shapes.ts';

/** How much there is in a tree: nodes, stretches of text, comments, problems. */
function size(tree: Tree): number {
  return leaves(tree).length + tree.problems.length + tree.blocks.length;
}

describe('work grows as the text does', () => {
  it.each(Object.entries(textShapes))('%s', (_, shape) => {
    const sizes = [200, 400, 800].map((n) => {
      const text = shape(n);
      const tree = parse(text);
      expect(print(tree)).toBe(text);
      return { lines: scan(text).length, nodes: size(tree), edits: format(tree).length };
    });
    const [one, two, four] = sizes;
    for (const key of ['lines', 'nodes', 'edits'] as const) {
      const step = (two?.[key] ?? 0) - (one?.[key] ?? 0);
      expect((four?.[key] ?? 0) - (two?.[key] ?? 0)).toBeLessThanOrEqual(2 * step + 2);
    }
  });
});
