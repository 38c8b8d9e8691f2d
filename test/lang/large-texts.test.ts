// Texts that break naive parsers: one line of 5 MB, 200,000 lines, 10,000 levels of indentation. They take seconds, so they run
// beside the end-to-end tests and not among the quick ones.
import { describe, expect, it } from 'vitest';
import { format } from '../../src/lang/format.ts';
import { parse } from '../../src/lang/parse.ts';
import { print } from '../../src/lang/print.ts';
import { textShapes } from '../kit/text-shapes.ts';

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
    const shape = textShapes[name] ?? String;
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
