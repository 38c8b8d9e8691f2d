// Edits of a tree: they do what was asked, touch nothing else, keep the file's manner, and refuse what would not read back.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import {
  addBlock,
  addMember,
  type Edited,
  findNode,
  move,
  type NodePath,
  remove,
  setEntry,
  setList,
  setText,
  setTitle,
} from '../../src/lang/edit.ts';
import { parse } from '../../src/lang/parse.ts';
import type { Block, Member, Tree } from '../../src/lang/tree.ts';
import { personaLike } from '../kit/arbitrary-persona.ts';
import { meaningOf, memberMeaning } from '../kit/meaning.ts';

const tour = readFileSync(new URL('../fixtures/good/tour.persona', import.meta.url), 'utf8');

function done(tree: Tree, edited: Edited): string {
  if (!edited.ok) throw new Error(edited.reason);
  return applyEdits(tree.text, edited.edits);
}

function node(tree: Tree, ...path: [string | number, ...(string | number)[]]): Block | Member {
  const found = findNode(tree, path);
  if (!found) throw new Error(`nothing at ${path.join(' ')}`);
  return found;
}

function set(text: string, path: NodePath, value: string): string {
  const tree = parse(text);
  return done(tree, setEntry(tree, path, value));
}

describe('set', () => {
  it('replaces a text on its line and nothing else', () => {
    expect(set('persona A\n  role :  cook  \n  summary: B\n', ['persona', 'role'], 'baker')).toBe(
      'persona A\n  role :  baker  \n  summary: B\n',
    );
  });
  it('gives an empty entry its space', () => {
    expect(set('persona A\n  role:\n', ['persona', 'role'], 'baker')).toBe('persona A\n  role: baker\n');
  });
  it('writes several lines at the indentation and line end of the file', () => {
    expect(set('about\r\n    home: here\r\n', ['about', 'home'], 'there\n\n- and there')).toBe(
      'about\r\n    home: there\r\n\r\n        - and there\r\n',
    );
  });
  it('begins below where the second line is indented', () => {
    expect(set('about\n  home: here\n', ['about', 'home'], 'one\n  two\nthree')).toBe(
      'about\n  home:\n    one\n      two\n    three\n',
    );
  });
  it('keeps clauses, and comments between the lines of a text', () => {
    expect(set('rules\n  a: x\n# note\n    y\n    never: say "b"\n', ['rules', 'a'], 'z')).toBe(
      'rules\n  a: z\n# note\n    never: say "b"\n',
    );
  });
  it('takes texts that begin like an item, a comment or a clause on the line of the name', () => {
    for (const value of ['- x', '# x', 'never: say "x"', '```', 'a: b']) {
      const text = set('rules\n  a: x\n', ['rules', 'a'], value);
      expect(findNode(parse(text), ['rules', 'a'])).toMatchObject({ text: { value } });
    }
  });
  it('refuses what would be read as a clause, a fence that swallows, and white space at the ends', () => {
    const tree = parse('rules\n  a: x\n    never: say "b"\n');
    for (const value of ['x\nmust: say "y"', 'x\n```\ny', ' x', 'x\n']) {
      const edited = setEntry(tree, ['rules', 'a'], value);
      expect(edited.ok, value).toBe(false);
      expect(!edited.ok && edited.reason).toMatch(/\.$/u);
    }
  });
  it('adds an entry that is missing, and its block', () => {
    expect(set('persona A\n  role: cook\n\nrules\n  a: x\n', ['persona', 'summary'], 'B')).toBe(
      'persona A\n  role: cook\n  summary: B\n\nrules\n  a: x\n',
    );
    expect(set('persona A\n\nrules\n  a: x\n', ['about', 'age'], '41')).toBe(
      'persona A\n\nabout\n  age: 41\n\nrules\n  a: x\n',
    );
    expect(set('', ['persona Anna', 'role'], 'cook')).toBe('persona Anna\n  role: cook\n');
  });
  it('sets prose and titles', () => {
    expect(set('greeting\n  Hi.\n\nexample\n', ['greeting'], 'Hello.\n  # you')).toBe(
      'greeting\n  Hello.\n    # you\n\nexample\n',
    );
    expect(set('greeting\n', ['greeting'], 'Hello.')).toBe('greeting\n  Hello.\n');
    const tree = parse('persona A\n');
    expect(done(tree, setTitle(tree, tree.blocks[0] as Block, 'Bea'))).toBe('persona Bea\n');
  });
  it('sets a list on the line, or one item a line where an element has a comma', () => {
    const tree = parse('knows\n  a: x\n');
    const fact = node(tree, 'knows', 'a');
    expect(done(tree, setList(tree, fact, 'keys', ['b', 'c']))).toBe('knows\n  a: x\n    keys: b, c\n');
    expect(done(tree, setList(tree, fact, 'keys', ['b, c']))).toBe('knows\n  a: x\n    keys:\n      - b, c\n');
  });
});

describe('add, move, remove', () => {
  it('adds a rule with clauses as the file parts its rules', () => {
    const tree = parse('rules\n   a: x\n\n   b: y\n\n# last\nvoice\n');
    const rule = { name: 'c', text: 'z', children: [{ name: 'never', text: 'say "q"' }] };
    expect(done(tree, addMember(tree, node(tree, 'rules'), rule))).toBe(
      'rules\n   a: x\n\n   b: y\n\n   c: z\n      never: say "q"\n\n# last\nvoice\n',
    );
  });
  it('adds a block where the reference has it, behind comments that end the block before', () => {
    const tree = parse('persona A\n  role: x\n  # more\n\ntest t\n');
    expect(done(tree, addBlock(tree, { word: 'greeting', prose: 'Hi.' }))).toBe(
      'persona A\n  role: x\n  # more\n\ngreeting\n  Hi.\n\ntest t\n',
    );
  });
  it('adds to a file without a line break at its end', () => {
    const tree = parse('persona A');
    expect(done(tree, addBlock(tree, { word: 'voice', children: [{ text: 'Curt.' }] }))).toBe(
      'persona A\n\nvoice\n  - Curt.',
    );
  });
  it('removes a node with its lines, the last one too', () => {
    const text = 'rules\n  a: x\n    never: say "b"\n  b: y';
    const tree = parse(text);
    expect(done(tree, remove(tree, node(tree, 'rules', 'a')))).toBe('rules\n  b: y');
    expect(done(tree, remove(tree, node(tree, 'rules', 'b')))).toBe('rules\n  a: x\n    never: say "b"');
    const whole = parse(tour);
    expect(done(whole, remove(whole, node(whole, 'rules')))).not.toContain('Stays in 1895');
  });
  it('takes the comments directly above along, and what speaks to tools across blank lines', () => {
    const text = [
      '# about all of it',
      '',
      'rules',
      '  # of a',
      '# dramatis-ignore rule-without-check: meant so',
      '  a: x',
      '',
      '  # dramatis-keep',
      '',
      '  b: y',
      '  # of the block',
      '# of voice',
      'voice',
      '  - z',
      '',
    ].join('\n');
    const tree = parse(text);
    const rules = node(tree, 'rules');
    expect(done(tree, remove(tree, node(tree, 'rules', 'a')))).toBe(
      '# about all of it\n\nrules\n\n  # dramatis-keep\n\n  b: y\n  # of the block\n# of voice\nvoice\n  - z\n',
    );
    expect(done(tree, move(tree, node(tree, 'rules', 'b'), 0, rules))).toBe(
      text.replace('  # dramatis-keep\n\n  b: y\n', '').replace('rules\n', 'rules\n  # dramatis-keep\n\n  b: y\n'),
    );
    expect(done(tree, remove(tree, node(tree, 'voice')))).toBe(text.slice(0, text.indexOf('# of voice')));
    expect(done(tree, remove(tree, rules))).toBe('# about all of it\n\n# of voice\nvoice\n  - z\n');
  });
  it('moves members and blocks', () => {
    const tree = parse('rules\n  a: x\n    more\n  b: y\nvoice\n  - z\n');
    expect(done(tree, move(tree, node(tree, 'rules', 'b'), 0, node(tree, 'rules')))).toBe(
      'rules\n  b: y\n  a: x\n    more\nvoice\n  - z\n',
    );
    expect(done(tree, move(tree, node(tree, 'voice'), 0))).toBe('voice\n  - z\n\nrules\n  a: x\n    more\n  b: y\n');
  });
  it('refuses to move a node into itself', () => {
    const tree = parse('given\n  a:\n    b: c\n');
    expect(move(tree, node(tree, 'given', 'a'), 0, node(tree, 'given', 'a', 'b')).ok).toBe(false);
  });
});

describe('laws', () => {
  const value = fc.oneof(
    fc.constantFrom(
      'plain',
      'two\nlines',
      'a\n\n  b\nc',
      '- x\n- y',
      '# x',
      'never: x',
      'x\nkeys: y',
      '```\nx\n```',
      '日本',
      'x\r\ny',
    ),
    fc.string({ maxLength: 20 }),
  );
  const nodes = (tree: Tree): (Block | Member)[] =>
    tree.blocks.flatMap((block) => [block, ...block.children, ...block.children.flatMap((child) => child.children)]);

  it('a set text reads back as given, and all other nodes say what they said', () => {
    let applied = 0;
    fc.assert(
      fc.property(personaLike, fc.nat(), value, (text, pick, wanted) => {
        const tree = parse(text);
        const all = nodes(tree);
        const at = pick % Math.max(1, all.length);
        const target = all[at];
        if (!target) return;
        const edited = setText(tree, target, wanted);
        if (!edited.ok) return;
        applied += 1;
        const after = parse(applyEdits(text, edited.edits));
        const changed = nodes(after)[at] as Block | Member;
        const now = changed.kind === 'block' ? changed.prose?.value : changed.text.value;
        expect(now).toBe(wanted.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
        expect(withoutText(meaningOf(after), now)).toEqual(withoutText(meaningOf(tree), oldText(target)));
        expect(after.comments.map((comment) => comment.text)).toEqual(tree.comments.map((comment) => comment.text));
      }),
      { numRuns: 600 },
    );
    expect(applied).toBeGreaterThan(100);
  });

  it('a node that moves to where its own lines end is moved or refused, never an overlap', () => {
    const tree = parse('tools\n   secretsecret\n  secret: secret\n   kind:\n');
    for (const node of nodes(tree))
      for (const index of [0, 1, 2]) expect(() => move(tree, node, index, tree.blocks[0])).not.toThrow();
  });

  it('what is removed, moved or added is all that changes', () => {
    let applied = 0;
    fc.assert(
      fc.property(personaLike, fc.nat(), fc.nat(3), (text, pick, index) => {
        const tree = parse(text);
        const all = nodes(tree);
        const target = all[pick % Math.max(1, all.length)];
        if (!target) return;
        const before = textsOf(meaningOf(tree));
        const own = textsOf(target.kind === 'block' ? meaningOf({ blocks: [target] }) : memberMeaning(target));
        const holds = (edited: Edited, gone: readonly string[], fresh: readonly string[]): void => {
          if (!edited.ok) return;
          applied += 1;
          const after = textsOf(meaningOf(parse(applyEdits(text, edited.edits))));
          expect([...after, ...gone].sort()).toEqual([...before, ...fresh].sort());
        };
        holds(remove(tree, target), own, []);
        holds(move(tree, target, index, tree.blocks[0]), [], []);
        holds(addMember(tree, target, { name: 'fresh', text: 'one\n\ntwo' }), [], ['fresh', 'one\n\ntwo']);
        holds(addBlock(tree, { word: 'section', title: 'New', prose: 'a\n  b' }), [], ['section', 'New', 'a\n  b']);
      }),
      { numRuns: 300 },
    );
    expect(applied).toBeGreaterThan(300);
  });

  it('every node of a well-formed file can be set and removed', () => {
    const tree = parse(tour);
    for (const each of nodes(tree)) {
      expect(remove(tree, each), JSON.stringify(each.range)).toMatchObject({ ok: true });
      const isList = each.children.some((child) => child.kind === 'item');
      if (each.kind !== 'block') expect(setText(tree, each, 'one').ok).toBe(!isList);
    }
  });
});

function oldText(target: Block | Member): string | undefined {
  return target.kind === 'block' ? target.prose?.value : target.text.value;
}

/** All texts but one occurrence of `text`, sorted: what must not change. */
function withoutText(meaning: unknown, text: string | undefined): string[] {
  const texts = textsOf(meaning);
  const at = texts.indexOf(text ?? '');
  if (at >= 0) texts.splice(at, 1);
  return texts.sort();
}

function textsOf(meaning: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(meaning, (key, value) => {
    const says = key === 'text' || key === 'prose' || key === 'name' || key === 'title';
    if (says && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}
