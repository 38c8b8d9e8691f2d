// Resolving: what a file means with its parents and files, and every problem that only resolving finds.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import type { Persona } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

function read(text: string, files: Readonly<Record<string, string>> = {}): Persona {
  return readPersona(text, '/it.persona', memorySource(files));
}

/** `code: marked text` of every problem. */
function found(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return read(text, files).problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`);
}

describe('what a file says', () => {
  it('reads the head, its kind and its lists', () => {
    const it = read('persona Ann\n  kind: expert\n  role: baker\n  tags: bread, rye\n');
    expect([it.name, it.kind, it.head.get('role')?.value]).toEqual(['Ann', 'expert', 'baker']);
    expect(it.tags.map((tag) => tag.value)).toEqual(['bread', 'rye']);
    expect(it.files).toEqual(['/it.persona']);
  });

  it('is called by its file where it has no name', () => {
    expect(readPersona('about\n  age: 3\n', 'file:///a/Old%20Tom.persona', memorySource({})).name).toBe('Old Tom');
  });

  it('reads levels', () => {
    const it = read('persona A\ntraits\n  a: 0.9\n  b: low\n  c: INTP\n  d: 7\n  e: .5\n');
    expect(it.traits.map((trait) => trait.level)).toEqual([0.9, 'low', 'INTP', '7', 0.5]);
  });

  it('reads facts with their clauses, and a file by its paragraphs', () => {
    const it = read(
      'persona A\nknows\n  - One, two.\n  x: Three.\n    keys: a b, /c,d/i, e\n    priority: 4\n    visible to: Bob\n  from: ./f.md\n',
      { '/f.md': '\ufeffFirst\r\nline.\r\n\r\n\r\nSecond.\r\n' },
    );
    expect(it.knows.map((fact) => fact.text.value)).toEqual(['One, two.', 'Three.', 'First\nline.', 'Second.']);
    expect(it.knows[1]?.keys.map((key) => key.value)).toEqual(['a b', '/c,d/i', 'e']);
    expect(it.knows[1]).toMatchObject({ priority: 4, visibleTo: ['bob'] });
    expect(it.knows[3]?.text).toMatchObject({ uri: '/f.md', range: { start: 19, end: 26 } });
    expect(it.files).toEqual(['/it.persona', '/f.md']);
  });

  it('reads values: text to the letter, list, map, nothing', () => {
    const it = read(
      'persona A\ngiven\n  a: x, y\n  b:\n    - x, y\n    - z\n  c:\n    one: 1\n    Two:\n      - 2\n  d:\n',
    );
    expect(it.given.map((given) => given.value)).toEqual(['x, y', ['x, y', 'z'], { one: '1', Two: ['2'] }, null]);
  });

  it('reads rules: names, items called by their sentence, clauses in order', () => {
    const it = read(
      'persona A\nrules\n  Ab: Does x.\n    never: say "x"\n    must: say "y"\n    through: spacing, case\n    severity: hint\n  - Is kind.\n',
    );
    expect(it.rules.map((rule) => [rule.id, rule.key])).toEqual([
      ['Ab', 'ab'],
      ['Is kind.', 'is kind.'],
    ]);
    expect(it.rules[0]?.clauses.map((clause) => `${clause.kind} ${clause.text.value}`)).toEqual([
      'never say "x"',
      'must say "y"',
    ]);
    expect(it.rules[0]).toMatchObject({ through: ['case', 'spacing'], severity: 'hint' });
    expect(it.rules[1]).toMatchObject({ name: undefined, severity: 'error' });
  });

  it('reads scenes: cast by file, by another name, by name alone; lines and thoughts', () => {
    const text =
      'persona A\nscene s\n  with: ./x/watson.persona, ./y.persona as Doctor, Mrs Hudson\n  knows: K\n    visible to: doctor\n  doctor: Hi.\n  mrs hudson: Tea?\n  self thinks: Hm.\n';
    const it = read(text, { '/x/watson.persona': '', '/y.persona': '' });
    const scene = it.scenes[0];
    expect(scene?.cast.map(({ name, key, path }) => [name, key, path])).toEqual([
      ['watson', 'watson', './x/watson.persona'],
      ['Doctor', 'doctor', './y.persona'],
      ['Mrs Hudson', 'mrs hudson', undefined],
    ]);
    expect(scene?.lines.map((line) => [line.speaker, line.thought])).toEqual([
      ['doctor', false],
      ['mrs hudson', false],
      ['self', true],
    ]);
    expect(scene?.knows[0]?.visibleTo).toEqual(['doctor']);
    expect(it.problems).toEqual([]);
  });

  it('reads tests: expectations with their line, values, repeats', () => {
    const it = read(
      'persona A\nrules\n  r: R.\n  q: Q.\ntest t\n  given word: fish, chips\n  repeat: 5\n  pass: 4\n  never: say "z"\n  user: Hi.\n  keeps: r, q\n  self: Ho.\n  breaks: r\n',
    );
    const test = it.tests[0];
    expect(test?.expectations.map(({ kind, text, after }) => [kind, text.value, after])).toEqual([
      ['never', 'say "z"', -1],
      ['keeps', 'r', 0],
      ['keeps', 'q', 0],
      ['breaks', 'r', 1],
    ]);
    expect(test?.given.map((given) => [given.name.key, given.value])).toEqual([['word', 'fish, chips']]);
    expect(test).toMatchObject({ repeat: 5, pass: 4 });
    expect(it.problems).toEqual([]);
  });
});

describe('what only resolving finds', () => {
  const head = 'persona Ann Lee\n';
  it.each([
    ['an unknown speaker', `${head}example\n  Ann: Hi.\n`, ['unknown-speaker: Ann']],
    ['a cast member that an entry hides', `${head}test t\n  with: Judge\n  user: x\n`, ['bad-name: Judge']],
    [
      'one who is not in the scene',
      `${head}scene s\n  with: Bob\n  user: x\n    visible to: bop\n`,
      ['unknown-speaker: bop'],
    ],
    ['one in a title that is sent', `${head}section Of {{wrod}}\n  x\n`, ['unknown-value: {{wrod}}']],
    ['an unknown value', `${head}voice\n  - Says {{wrod}}.\ngiven\n  word: x\n`, ['unknown-value: {{wrod}}']],
    [
      'an element that is not there',
      `${head}voice\n  - {{a.1}} {{a.0}}\ngiven\n  a:\n    - x\n`,
      ['unknown-value: {{a.1}}'],
    ],
    ['a name twice', `${head}rules\n  café: X.\n  cafe\u0301: Y.\n`, ['duplicate-name: cafe\u0301']],
    ['one name for value and slot', `${head}state\n  x: X.\ngiven\n  X: 1\n`, ['duplicate-name: x']],
    ['a name the language keeps', `${head}given\n  self: x\n`, ['bad-name: self']],
    ['an unknown rule', `${head}rules\n  secret: X.\ntest t\n  user: x\n  keeps: secrte\n`, ['unknown-rule: secrte']],
    ['what the kind asks for', 'persona A\n  kind: individual\n  source: x\n', ['missing-entry: individual']],
    ['a start that cannot be', `${head}state\n  m: M.\n    values: a, b\n    starts as: c\n`, ['wrong-value: c']],
    ['a pattern among keys', `${head}knows\n  a: b\n    keys: x, /(?=y)/\n`, ['bad-pattern: (?=']],
    ['a missing file', `${head}knows\n  from: ./no.md\n`, ['unresolved-file: ./no.md']],
    ['a missing cast file', `${head}scene s\n  with: ./no.persona as x\n  x: y\n`, ['unresolved-file: ./no.persona']],
    ['a missing parent', 'persona A\n  extends: ./no.persona\n', ['unresolved-file: ./no.persona']],
  ])('%s', (_what, text, problems) => {
    expect(found(text)).toEqual(problems);
  });

  it.each([
    ['fences', `${head}section\n  \`\`\`\n  {{x}}\n  \`\`\`\n`],
    ['what is always there', `${head}voice\n  - {{user}} {{self}} {{ Turn }} {{stage}}\n`],
    ['what a rule binds', `${head}rules\n  r: R.\n    let: act = user /x (.+)/\n    must: say {{act}}\n`],
    ['what a test is given', `${head}test t\n  given x: 1\n  user: {{x}}\n`],
    [
      'columns of a table',
      `${head}tools\n  films: F.\n    kind: table\n    from: ./f.csv\nvoice\n  - {{films.title}}\n`,
    ],
    ['braces that hold no name', `${head}voice\n  - {{#if}} {{}} {{a{b}} { {x} }\n`],
    ['text that is given to the letter', `${head}given\n  a: {{nothing}}\n`],
  ])('nothing about %s', (_what, text) => {
    expect(found(text, { '/f.csv': 'title\n' })).toEqual([]);
  });

  it('mends what it proposes to mend', () => {
    const text = 'persona Ann\nrules\n  secret: X.\nexample\n  char: {{usr}}\ntest t\n  user: x\n  keeps: secrt\n';
    const edits = read(text).problems.flatMap((problem) => problem.fixes?.[0]?.edits ?? []);
    const mended = applyEdits(text, edits);
    expect(mended).toBe(
      'persona Ann\nrules\n  secret: X.\nexample\n  self: {{user}}\ntest t\n  user: x\n  keeps: secret\n',
    );
    expect(found(mended)).toEqual([]);
  });

  it('says why a file was not read', () => {
    const outside = readPersona('persona A\n  extends: ../x.persona\n', '/in/it.persona', memorySource({}, '/in/'));
    expect(outside.problems.map((problem) => problem.code)).toEqual(['file-outside-folder']);
    const untrusted = readPersona('persona A\n  extends: ./x.persona\n', '/it.persona', {
      read: (_path, from) => ({ ok: false, uri: from, reason: 'untrusted' }),
    });
    expect(untrusted.problems[0]?.message).toContain('not trusted');
    expect(untrusted.problems[0]?.severity).toBe('hint');
  });

  it('what a parent that cannot be read may hold is not called unknown', () => {
    const text = 'persona A\n  extends: ./m.persona\n\ngreeting\n  {{shop}}\n\ntest t\n  user: Hi.\n  keeps: secret\n';
    const codes = (files: Record<string, string>) =>
      readPersona(text, '/it.persona', memorySource(files)).problems.map(({ code }) => code);
    expect(codes({})).toEqual(['unresolved-file']);
    expect(codes({ '/m.persona': 'persona M\n  extends: ./gone.persona\n' })).toEqual([]);
    expect(codes({ '/m.persona': 'persona M\n' }).sort()).toEqual(['unknown-rule', 'unknown-value']);
  });

  it('asks the source for the revision', () => {
    const asked: (string | undefined)[] = [];
    readPersona(
      'persona A\n  extends: ./x.persona\n',
      '/it.persona',
      {
        read(path, _from, revision) {
          asked.push(revision);
          return { ok: true, uri: path, text: 'persona B\nknows\n  from: ./y.md\n' };
        },
      },
      { revision: 'HEAD~1' },
    );
    expect(asked).toEqual(['HEAD~1', 'HEAD~1']);
  });
});
