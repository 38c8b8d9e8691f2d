// `extends`: what joins, what is replaced, what is taken away, who disagrees, and that no shape of inheritance hangs or overflows.
import { describe, expect, it } from 'vitest';
import type { Persona } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

function read(text: string, files: Readonly<Record<string, string>>): Persona {
  return readPersona(text, '/it.persona', memorySource(files));
}

const codes = (persona: Persona) => persona.problems.map((problem) => problem.code);

describe('one parent', () => {
  const base = `persona Base
  role: parent
  language: Welsh
  tags: a, b
about
  age: 40
  home: here
voice
  - Slow.
  length: long
knows
  - One.
  x: Old.
    keys: k
rules
  r: Old rule.
    never: say "a"
  - Item rule.
given
  v: old
greeting
  Base greets.
example one
  user: a
  self: base
scene s
  user: hi
test t
  user: hi
`;
  const it_ = read(
    `persona Child
  extends: ./base.persona
  role: child
  tags: b, c
about
  home: there
voice
  - Slow.
  - Sly.
knows
  - One.
  - Two.
  X: New.
rules
  new: New rule.
  r: Replaced.
greeting
  Child greets.
example one
  user: a
  self: child
`,
    { '/base.persona': base },
  );

  it('replaces single values and named things whole, in their place', () => {
    expect(it_.head.get('role')?.value).toBe('child');
    expect(it_.head.get('language')?.value).toBe('Welsh');
    expect(it_.about.map((aspect) => aspect.text.value)).toEqual(['40', 'there']);
    expect(it_.knows.map((fact) => [fact.text.value, fact.keys.length])).toEqual([
      ['One.', 0],
      ['New.', 0],
      ['Two.', 0],
    ]);
    expect(it_.rules.map((rule) => [rule.sentence.value, rule.clauses.length])).toEqual([
      ['Replaced.', 0],
      ['Item rule.', 0],
      ['New rule.', 0],
    ]);
    expect(it_.examples.map((example) => example.lines[1]?.text.value)).toEqual(['child']);
  });

  it('joins lists and items without duplicates, parents first', () => {
    expect(it_.tags.map((tag) => tag.value)).toEqual(['a', 'b', 'c']);
    expect(it_.voice.items.map((text) => text.value)).toEqual(['Slow.', 'Sly.']);
    expect(it_.voice.length?.value).toBe('long');
  });

  it('replaces all greetings, and inherits no scene and no test', () => {
    expect(it_.greetings.map((text) => text.value)).toEqual(['Child greets.']);
    expect([it_.scenes.length, it_.tests.length]).toEqual([0, 0]);
    expect(read('persona C\n  extends: ./base.persona\n', { '/base.persona': base }).greetings).toHaveLength(1);
  });

  it('says of every piece which file it stands in', () => {
    expect(it_.rules.map((rule) => rule.origin.uri)).toEqual(['/it.persona', '/base.persona', '/it.persona']);
    expect(it_.files).toEqual(['/it.persona', '/base.persona']);
  });

  it('takes away what `without` names, and says what it does not find', () => {
    const text = 'persona C\n  extends: ./base.persona\n  without: r, x, Home, language, ruel\nrules\n  r: Mine.\n';
    const child = read(text, { '/base.persona': base });
    expect(child.rules.map((rule) => rule.sentence.value)).toEqual(['Item rule.', 'Mine.']);
    expect(child.knows.map((fact) => fact.text.value)).toEqual(['One.']);
    expect(child.about.map((aspect) => aspect.name.key)).toEqual(['age']);
    expect(child.head.has('language')).toBe(false);
    expect(child.problems.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
      ['unknown-inherited', 'ruel'],
    ]);
  });

  it('knows inherited rules, values and entries that a kind asks for', () => {
    const text =
      'persona C\n  kind: character\n  extends: ./b.persona\nvoice\n  - {{v}}\ntest t\n  user: x\n  keeps: r\n';
    const files = { '/b.persona': 'persona B\n  source: book\ngiven\n  v: 1\nrules\n  r: R.\n' };
    expect(codes(read(text, files))).toEqual([]);
  });
});

describe('several parents', () => {
  const files = {
    '/a.persona': 'persona A\n  role: one\nrules\n  r: A says.\nvoice\n  - Both.\n',
    '/b.persona': 'persona B\n  role: two\nrules\n  r: B says.\nvoice\n  - Both.\n',
  };

  it('is a problem where they disagree, with both places', () => {
    const text = 'persona C\n  extends: ./a.persona, ./b.persona\n';
    const it_ = read(text, files);
    const conflicts = it_.problems.filter((problem) => problem.code === 'conflicting-parents');
    expect(conflicts.map((problem) => problem.message.match(/`(\w+)`/)?.[1])).toEqual(['role', 'r']);
    expect(conflicts[1]?.related?.map((one) => one.origin.uri)).toEqual(['/a.persona', '/b.persona']);
    expect(text.slice(conflicts[1]?.range.start, conflicts[1]?.range.end)).toBe('./b.persona');
    expect(it_.voice.items).toHaveLength(1);
  });

  it('is none once the child settles it, by saying it or by `without`', () => {
    const said = read('persona C\n  extends: ./a.persona, ./b.persona\n  role: three\nrules\n  r: C says.\n', files);
    expect(codes(said)).toEqual([]);
    expect(said.rules.map((rule) => rule.sentence.value)).toEqual(['C says.']);
    const without = read('persona C\n  extends: ./a.persona, ./b.persona\n  without: role, r\n', files);
    expect(codes(without)).toEqual([]);
    expect(without.rules).toEqual([]);
  });

  it('is none where both have it from one grandparent', () => {
    const diamond = {
      '/top.persona': files['/a.persona'],
      '/a.persona': 'persona A\n  extends: ./top.persona\n',
      '/b.persona': 'persona B\n  extends: ./top.persona\n',
    };
    expect(codes(read('persona C\n  extends:\n    - ./a.persona\n    - ./b.persona\n', diamond))).toEqual([]);
  });
});

describe('every shape of inheritance ends', () => {
  it.each([
    ['itself', 'persona A\n  extends: ./it.persona\n', {}],
    ['its parent', 'persona A\n  extends: ./b.persona\n', { '/b.persona': 'persona B\n  extends: ./it.persona\n' }],
    [
      'its parents each other',
      'persona A\n  extends: ./b.persona\n',
      { '/b.persona': 'persona B\n  extends: ./c.persona\n', '/c.persona': 'persona C\n  extends: ./b.persona\n' },
    ],
  ])('a circle through %s is one problem', (_what, text, others) => {
    const it_ = read(text, { '/it.persona': text, ...others });
    expect(codes(it_)).toEqual(['cyclic-extends']);
  });

  it('a chain of 3000 does not overflow, and passes everything on', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 3000; i++) {
      files[`/f${i}.persona`] = `persona F${i}\n  extends: ./f${i + 1}.persona\n`;
    }
    files['/f3000.persona'] = 'persona End\nrules\n  deep: From the end.\n';
    const it_ = read('persona A\n  extends: ./f0.persona\n', files);
    expect(it_.rules.map((rule) => rule.key)).toEqual(['deep']);
    expect(it_.files).toHaveLength(3002);
  });

  it('a lattice is read once a file, not once a path', () => {
    const files: Record<string, string> = { '/l20a.persona': 'persona E\n', '/l20b.persona': 'persona E\n' };
    for (let i = 0; i < 20; i++) {
      const text = `persona L\n  extends: ./l${i + 1}a.persona, ./l${i + 1}b.persona\n`;
      files[`/l${i}a.persona`] = text;
      files[`/l${i}b.persona`] = text;
    }
    const source = memorySource(files);
    readPersona('persona A\n  extends: ./l0a.persona\n', '/it.persona', source);
    expect(source.reads.length).toBeLessThan(200);
  });
});
