// A node that is made to say something else: what stays is not touched, and no comment of the author is lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { pairedWith } from '../../src/lang/edit/paired.ts';
import { type NewMember, rewriteBlock, rewriteMember } from '../../src/lang/edit.ts';
import { parse } from '../../src/lang/parse.ts';

const file = `persona Ada

example maps
  # The first thing everybody asks.
  user: Any maps?
  self: Third shelf.

  # Then this, always.
  user: And the old ones?
  self: Burnt, all of them.
  # The end.

greeting
  You are late.
`;

function rewritten(children: readonly NewMember[], text = file): string {
  const tree = parse(text, 'file:///a.persona');
  const block = tree.blocks.find(({ word }) => word === 'example');
  if (!block) throw new Error('There is no example.');
  const done = rewriteBlock(tree, block, { word: 'example', title: 'maps', children });
  if (!done.ok) throw new Error(done.reason);
  return applyEdits(text, done.edits);
}

const said = (...lines: readonly string[]): readonly NewMember[] =>
  lines.map((line) => ({ name: line.slice(0, 4), text: line.slice(6) }));

describe('a dialogue', () => {
  test('of which one line is another: that line, and nothing else', () => {
    const lines = said(
      'user: Any maps?',
      'self: Fourth shelf.',
      'user: And the old ones?',
      'self: Burnt, all of them.',
    );
    expect(rewritten(lines)).toBe(file.replace('Third', 'Fourth'));
  });

  test('that gets lines in the middle and at its end keeps its comments and its blank line', () => {
    const lines = said(
      'user: Any maps?',
      'self: Third shelf.',
      'user: Thanks.',
      'self: Mind the step.',
      'user: And the old ones?',
      'self: Burnt, all of them.',
      'user: Oh.',
    );
    const text = file
      .replace('self: Third shelf.\n', 'self: Third shelf.\n  user: Thanks.\n  self: Mind the step.\n')
      .replace('all of them.\n', 'all of them.\n  user: Oh.\n');
    expect(rewritten(lines)).toBe(text);
  });

  test('that loses lines leaves no hole, and loses no comment', () => {
    expect(rewritten(said('user: Any maps?', 'self: Third shelf.'))).toBe(
      file.replace('  user: And the old ones?\n  self: Burnt, all of them.\n', ''),
    );
    const bare = file.replace(/ *#.*\n/g, '');
    expect(rewritten(said('user: Any maps?', 'self: Third shelf.'), bare)).toBe(
      bare.replace('\n  user: And the old ones?\n  self: Burnt, all of them.\n', ''),
    );
  });

  test('at the end of a file leaves no blank line behind it', () => {
    const last = 'persona Ada\n\nexample maps\n  user: Any maps?\n  self: Third shelf.\n';
    expect(rewritten(said('self: No.', 'user: Why?'), last)).toBe(
      'persona Ada\n\nexample maps\n  self: No.\n  user: Why?\n',
    );
  });
});

test('a rule that gets another check and one more: its own lines stay as they are written', () => {
  const text = 'persona Ada\n\nrules\n  secret:\n    Never.\n    never:  say "a"\n    through:   case\n';
  const tree = parse(text, 'file:///a.persona');
  const member = tree.blocks[1]?.children[0];
  if (!member) throw new Error('There is no rule.');
  const children = [
    { name: 'never', text: 'say "b"' },
    { name: 'must', text: 'say "c"' },
    { name: 'through', text: 'case' },
  ];
  const done = rewriteMember(tree, member, { name: 'secret', text: 'Never, to nobody.', children });
  expect(done.ok && applyEdits(text, done.edits)).toBe(
    text.replace('Never.', 'Never, to nobody.').replace('"a"\n', '"b"\n    must: say "c"\n'),
  );
});

describe('whatever a dialogue was and becomes', () => {
  const line = fc.record({
    name: fc.constantFrom('user', 'self'),
    text: fc.constantFrom('Yes.', 'No.', 'Why?', 'Because it rains.'),
  });
  const before = fc.constantFrom('', '', '\n', '  # A remark.\n', '\n  # A remark.\n', '\n\n');
  const old = fc.array(fc.tuple(before, line), { minLength: 1, maxLength: 8 });

  test('it says that, and every comment stays, and nothing around it changes', () => {
    fc.assert(
      fc.property(old, fc.array(line, { minLength: 1, maxLength: 8 }), (was, wanted) => {
        const lines = was.map(([gap, { name, text }]) => `${gap}  ${name}: ${text}\n`).join('');
        const text = `persona Ada\n\nexample maps\n${lines}\ngreeting\n  You are late.\n`;
        const after = rewritten(wanted, text);
        const block = parse(after, '').blocks[1];
        const says = block?.children.map((child) => ({
          name: child.kind === 'entry' ? child.name.text : undefined,
          text: child.text.value,
        }));
        expect(says).toEqual(wanted);
        expect(after.match(/# A remark/g)?.length).toBe(text.match(/# A remark/g)?.length);
        expect(after.startsWith('persona Ada\n\nexample maps\n')).toBe(true);
        expect(after.endsWith('\ngreeting\n  You are late.\n')).toBe(true);
      }),
    );
  });
});

test('pairs keep their order, and each is used once', () => {
  const sayer = fc.record({ says: fc.constantFrom('a', 'b', 'c', 'd'), name: fc.constantFrom('x', 'y', undefined) });
  fc.assert(
    fc.property(fc.array(sayer), fc.array(sayer), (old, fresh) => {
      const pairs = pairedWith(old, fresh).filter((pair) => pair !== undefined);
      expect(pairs).toEqual([...new Set(pairs)].sort((a, b) => a - b));
    }),
  );
});
