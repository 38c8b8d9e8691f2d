// Work is linear in the text, as counted work on doubling inputs: characters asked for, lines scanned, nodes made. And texts
// that break naive parsers: one line of 5 MB, 200,000 lines, 10,000 levels of indentation.
import { describe, expect, it } from 'vitest';
import { format } from '../../src/lang/format.ts';
import { parse } from '../../src/lang/parse.ts';
import { leaves, print } from '../../src/lang/print.ts';
import { scan } from '../../src/lang/scan.ts';
import type { Tree } from '../../src/lang/tree.ts';

/** How much there is in a tree: nodes, stretches of text, comments, problems. */
function size(tree: Tree): number {
  return leaves(tree).length + tree.problems.length + tree.blocks.length;
}

const shapes: Record<string, (n: number) => string> = {
  facts: (n) => `knows\n${'  - a fact\n'.repeat(n)}`,
  'named facts': (n) => `knows\n${Array.from({ length: n }, (_, i) => `  f${i}: x\n    keys: a, b\n`).join('')}`,
  'text lines': (n) => `about\n  home: x\n${'    more of it\n\n'.repeat(n)}`,
  prose: (n) => `section\n${'  # hm\n'.repeat(n)}`,
  blocks: (n) => Array.from({ length: n }, (_, i) => `test t${i}\n  user: x\n`).join(''),
  strays: (n) => 'not a header\n'.repeat(n),
  comments: (n) => `rules\n${'  # note\n'.repeat(n)}`,
  'unknown blocks': (n) => 'wardrobe\n  hat: x\n  # y\n'.repeat(n),
  'unknown speakers': (n) => `example\n${'  nobody: x\n'.repeat(n)}`,
  'fences left open': (n) => 'greeting\n  ```\n'.repeat(n),
};

describe('work grows as the text does', () => {
  it.each(Object.entries(shapes))('%s', (_, shape) => {
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

describe('large texts', () => {
  const megabytes = 'abcde fgh '.repeat(512 * 1024);
  it.each([
    ['text', `about\n  home: ${megabytes}`],
    ['no name', `about\n  ${megabytes}`],
    ['one word', megabytes.replaceAll(' ', '')],
    ['spaces', ' '.repeat(5_000_000)],
    ['title', `persona ${megabytes}`],
    ['indentation', `about\n  home: x\n${' '.repeat(5_000_000)}y`],
    ['direction marks', '\u200f'.repeat(5_000_000)],
  ])('one line of 5 MB: %s', (_, text) => {
    expect(print(parse(text))).toBe(text);
  });

  /** A shape repeated until it has this many lines; each time it grows by as many. */
  const lines = (name: string, count: number) => {
    const shape = shapes[name] ?? String;
    return shape(Math.ceil(count / (shape(2).split('\n').length - shape(1).split('\n').length)));
  };
  it.each([
    ['members in a block, each with a problem', lines('unknown speakers', 200_000)],
    ['problems outside of blocks', lines('strays', 200_000)],
    ['members with clauses, then blocks', lines('named facts', 100_000) + lines('blocks', 100_000)],
  ])('200,000 lines: %s', (_, text) => {
    expect(text.split('\n').length).toBeGreaterThanOrEqual(200_000);
    const tree = parse(text);
    expect(print(tree)).toBe(text);
  });

  it.each([
    ['maps', 'given', 'a:'],
    ['text', 'about', 'a: b'],
    ['clauses', 'rules', 'never: say "x"'],
  ])('10,000 levels of indentation: %s', (_, word, line) => {
    const text = [word, ...Array.from({ length: 10_000 }, (__, depth) => ' '.repeat(depth + 1) + line)].join('\n');
    const tree = parse(text);
    expect(print(tree)).toBe(text);
    expect(format(tree).length).toBeLessThanOrEqual(2 * 10_001);
  });
});
