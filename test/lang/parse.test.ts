// How lines are read, row by row of the table, on the smallest text that shows it.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { nameKey, readName } from '../../src/lang/name.ts';
import { parse } from '../../src/lang/parse.ts';
import type { Member } from '../../src/lang/tree.ts';

/** A tree in a few words: `name=text` or `-text`, children in brackets. */
function shown(text: string): string[] {
  const member = (each: Member): string => {
    const own = `${each.kind === 'entry' ? `${each.name.text}=` : '-'}${each.text.value.replaceAll('\n', '⏎')}`;
    return each.children.length > 0 ? `${own}[${each.children.map(member).join('|')}]` : own;
  };
  return parse(text).blocks.map((block) => {
    const head = `${block.word ?? '?'}${block.title ? `(${block.title.value})` : ''}`;
    return `${head}: ${block.prose?.value.replaceAll('\n', '⏎') ?? block.children.map(member).join(' ')}`;
  });
}

function codes(text: string): string[] {
  return parse(text).problems.map(({ code }) => code);
}

describe('at column 0', () => {
  it.each([
    ['rules', ['rules: ']],
    ['rules ', ['rules: ']],
    ['test  a  title ', ['test(a  title): ']],
    ['rules:', ['rules: ']],
    ['Rules', ['rules: ']],
    ['rulse', ['rules: ']],
    ['test: a title', ['test(a title): ']],
    ['persona Ann:', ['persona(Ann): ']],
    ['section Note:', ['section(Note:): ']],
    ['facts', ['knows: ']],
    ['wardrobe', ['?: ']],
    ['about the dog', ['about: ']],
    ['about the dog, who barks.', []],
    ['some words', []],
    ['- item', []],
    ['# rules', []],
    ['#rules', []],
    ['\u200frules', ['rules: ']],
    [`${'a'.repeat(61)}`, []],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
  it('a header depends on its line alone: inside a fence, behind a mistake', () => {
    expect(shown('greeting\n  ```\nrules\n  a: b')).toEqual(['greeting: ```', 'rules: a=b']);
  });
  it('a stray line and a comment close nothing', () => {
    expect(shown('rules\n  a: b\n# c\nstray words\n    d\n    never: e')).toEqual(['rules: a=b⏎d[never=e]']);
  });
});

describe('under a header', () => {
  it.each([
    ['about\n  a: b\n   c: d\n e: f', ['about: a=b⏎c: d e=f']],
    ['about\n      a: b\n  c: d', ['about: a=b c=d']],
    ['knows\n  -a\n  #1\n  10:30 x\n  https://x', ['knows: --a -#1 -10:30 x -https://x']],
    ['knows\n  -\n    a', ['knows: -a']],
    ['knows\n  a：b\n  c : d', ['knows: a=b c=d']],
    ['wardrobe\n  a: b\nabout\n  c: d', ['?: ', 'about: c=d']],
    ['section\n  # a\n  b: c\n    - d\n\n\n  e\n\n', ['section: # a⏎b: c⏎  - d⏎⏎⏎e']],
    ['rules\n  # no text\n  #\n  a: b', ['rules: a=b']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

describe('under an entry or item', () => {
  it.each([
    ['rules\n  a: b\n      never: c\n    d: e', ['rules: a=b⏎d: e[never=c]']],
    ['rules\n  - a\n    never: b\n      c', ['rules: -a[never=b⏎c]']],
    ['rules\n  a: b\n    Never: c', ['rules: a=b⏎Never: c']],
    ['rules\n  a: b\n    ```\n    never: c\n    ```\n    never: d', ['rules: a=b⏎```⏎never: c⏎```[never=d]']],
    ['rules\n  a: b\n    ```\n    never: c\n  d: e', ['rules: a=b⏎```⏎never: c d=e']],
    ['knows\n  a: b\n    keys:\n      - c, d\n      - e', ['knows: a=b[keys=[-c, d|-e]]']],
    ['given\n  a:\n    - b\n    - c: d', ['given: a=[-b|-c: d]']],
    ['given\n  a:\n    b: c\n    d:\n      - e', ['given: a=[b=c|d=[-e]]']],
    ['given\n  a: b\n    - c', ['given: a=b⏎- c']],
    ['given\n  a:\n    b\n    c: d', ['given: a=b⏎c: d']],
    ['given\n  a:\n', ['given: a=']],
    ['about\n  a:\n    b\n      c\n   d', ['about: a=b⏎  c⏎d']],
    ['about\n  a: b\n\n    c\n\n\n      d\n', ['about: a=b⏎⏎c⏎⏎⏎  d']],
    ['about\n  a:  b  \n    c  \n    d  ', ['about: a=b⏎c  ⏎d']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
  it('maps nest to a bound, and what is deeper is text', () => {
    const text = ['given', ...Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth + 1)}a:`)].join('\n');
    let depth = 0;
    for (let node: Member | undefined = parse(text).blocks[0]?.children[0]; node; node = node.children[0]) depth += 1;
    expect(depth).toBe(65);
  });
});

describe('known entries and speakers', () => {
  it('met as meant in a closed block, and only by case in a dialogue', () => {
    const words = (text: string) => parse(text).blocks[0]?.children.map((each) => each.kind === 'entry' && each.word);
    expect(words('persona A\n  sumary: a\n  job: b\n  Tags: c\n  hat: d')).toEqual([
      'summary',
      'role',
      'tags',
      undefined,
    ]);
    expect(words('scene\n  wit: a\n  Self: b\n  with: wit')).toEqual([undefined, 'self', 'with']);
    expect(words('test t\n  given A b: c\n  self thinks: d')).toEqual(['given', 'self thinks']);
  });
  it('a cast is met by stem, by `as`, and by name, without regard to case', () => {
    const scene = (lines: string) =>
      codes(`persona A\nscene\n  with: ./x/Dr-Watson.persona, ../y.persona as The Cook\n${lines}`);
    expect(scene('  dr-watson: a\n  the cook: b')).toEqual([]);
    expect(scene('  y: a')).toEqual(['unknown-speaker']);
  });
});

describe('names', () => {
  it.each([
    ['a:', 'a'],
    ["a b.c-d_e'f 2: x", "a b.c-d_e'f 2"],
    ['1. first: x', '1. first'],
    ['a : x', 'a'],
    ['名前：x', '名前'],
    ['\u200fa\u200f: x', '\u200fa\u200f'],
    [`${'a'.repeat(60)}: x`, 'a'.repeat(60)],
    [`${'a'.repeat(61)}: x`, undefined],
    [`${'\u{20000}'.repeat(60)}: x`, '\u{20000}'.repeat(60)],
    ['10:30', undefined],
    ['10:30 a: b', undefined],
    ['https://x: y', undefined],
    ['a:b', undefined],
    [': x', undefined],
    ['- a: b', undefined],
    ['a (b): c', undefined],
    ['“a”: b', undefined],
    ['a', undefined],
    ['', undefined],
  ])('%j', (text, expected) => {
    expect(readName(text, 0, text.length)?.name.text).toBe(expected);
  });
  it('have one key for case, Unicode form, direction marks and spaces', () => {
    expect(nameKey(' Cafe\u0301  \u200fNOIR ')).toBe(nameKey('café noir'));
    expect(nameKey('a')).not.toBe(nameKey('á'));
  });
});

describe('problems', () => {
  it('are exact about their place', () => {
    const at = (text: string) =>
      parse(text).problems.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
    expect(at('persona A\n  kind: expret')).toEqual(['wrong-value expret']);
    expect(at('persona A\nrules\n  a: b\n    nver: c')).toEqual(['misspelt-clause nver']);
    expect(at('persona A\nknows\n  a: b\n    keys: c\n  - d\n\tx')).toEqual(['bad-indentation \t']);
    expect(at('persona A\nvoice calm')).toEqual(['needless-title calm']);
    expect(at('persona A\nrules\n  a: ```')).toEqual(['open-fence ```']);
    expect(at('persona A\nabout\n  A: x\n  a: y')).toEqual(['duplicate-name a']);
  });
  it('come in the order of the text', () => {
    const starts = parse('x y\nrulse\n  a: b\n    # c\nwardrobe\n  d\nrules').problems.map(({ range }) => range.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });
});

describe('above the first header', () => {
  const fixed = (text: string) => {
    const fix = parse(text).problems.find(({ code }) => code !== 'missing-persona')?.fixes?.[0];
    return fix && applyEdits(text, fix.edits);
  };
  it('an indented header is told to begin at column 0', () => {
    expect(fixed('  persona Ann\n  kind: expert\n')).toBe('persona Ann\n  kind: expert\n');
    expect(parse('  persona Ann\n').problems.map(({ code }) => code)).toContain('stray-line');
    expect(fixed('  be kind\npersona Ann\n')).toBeUndefined();
  });
  it('a colon behind the name goes', () => {
    expect(fixed('persona Ann:\n  kind: expert\n')).toBe('persona Ann\n  kind: expert\n');
    expect(fixed('persona Ann\uff1a\n')).toBe('persona Ann\n');
  });
});
