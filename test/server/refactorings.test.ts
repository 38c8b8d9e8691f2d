// What becomes of a selection: a parent persona (the prompt stays the same, always), a test of an example; and that no fix is left out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { compile } from '../../src/lang/compile.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { codeActions, fixAll } from '../../src/server/features/code-actions.ts';
import { extractToParent } from '../../src/server/features/extract-parent.ts';
import { refactorings } from '../../src/server/features/refactorings.ts';
import { exampleAt, testOfExample } from '../../src/server/features/test-of-example.ts';
import { checkText } from '../kit/check-text.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

/** Text with `<|` and `|>` around what is selected. */
function extract(marked: string, files: Record<string, string> = {}) {
  const start = marked.indexOf('<|');
  const end = marked.indexOf('|>') - 2;
  const text = marked.replace('<|', '').replace('|>', '');
  const source = memorySource({ ...files, 'file:///p/it.persona': text }, 'file:///p');
  const done = extractToParent(readPersona(text, 'file:///p/it.persona', source), { start, end }, source);
  if (!done) return undefined;
  if (!done.ok) return done.reason;
  return { uri: done.uri, parent: done.text, child: applyEdits(text, done.edits) };
}

const whole = `persona Holmes
  kind: expert
  role: detective

voice
  - Clipped.

rules
  # what he keeps
  secret: Tells nobody.
    never: say "dog"

  brief: Is brief.

greeting
  Come in.
`;

describe('extract to a parent persona', () => {
  test('a block as it stands, comments too; the file extends the new one', () => {
    expect(extract(whole.replace('rules\n', '<|rules|>\n'))).toEqual({
      uri: 'file:///p/it-base.persona',
      parent:
        'persona Base of Holmes\n\nrules\n  # what he keeps\n  secret: Tells nobody.\n    never: say "dog"\n\n  brief: Is brief.\n',
      child:
        'persona Holmes\n  kind: expert\n  extends: ./it-base.persona\n  role: detective\n\nvoice\n  - Clipped.\n\ngreeting\n  Come in.\n',
    });
  });

  test('the first entries of a block, and of `persona`; what is extended already stays', () => {
    const done = extract(
      whole.replace('  role', '  extends: ./mother.persona\n  <|role').replace('nobody.', 'nobody.|>'),
      { 'file:///p/mother.persona': 'persona M\n' },
    );
    expect(done).toMatchObject({
      parent: expect.stringContaining('persona Base of Holmes\n  role: detective\n\nvoice\n  - Clipped.\n\nrules\n'),
      child: expect.stringContaining('extends: ./mother.persona, ./it-base.persona\n'),
    });
  });

  test('comments directly above go along, so that none speaks for what came behind', () => {
    const ignored = '  # dramatis-ignore rule-without-check: meant so\n  a: Is kind.\n';
    const text = `persona A\n\nrules\n<|${ignored.slice(0, -1)}|>\n  c: Is fair.\n`;
    expect(extract(text)).toMatchObject({
      parent: `persona Base of A\n\nrules\n${ignored}`,
      child: 'persona A\n  extends: ./it-base.persona\n\nrules\n  c: Is fair.\n',
    });
    const blocks = 'persona A\n\n# dramatis-keep\n<|voice|>\n  - Curt.\n\n# of rules\nrules\n  c: Is fair.\n';
    expect(extract(blocks)).toMatchObject({
      parent: 'persona Base of A\n\n# dramatis-keep\nvoice\n  - Curt.\n',
      child: 'persona A\n  extends: ./it-base.persona\n\n# of rules\nrules\n  c: Is fair.\n',
    });
    const own = 'persona A\n  kind: expert\n  # dramatis-keep\n  <|role: clerk|>\n  summary: x\n';
    expect(extract(own)).toMatchObject({
      parent: 'persona Base of A\n  # dramatis-keep\n  role: clerk\n',
      child: 'persona A\n  kind: expert\n  extends: ./it-base.persona\n  summary: x\n',
    });
  });

  test('never over a file that is there', () => {
    const taken = { 'file:///p/it-base.persona': 'persona X\n' };
    expect(extract(whole.replace('rules\n', '<|rules|>\n'), taken)).toMatchObject({
      uri: 'file:///p/it-base-2.persona',
    });
  });

  test('refused, with the reason, where the persona would not say the same', () => {
    expect(extract(whole.replace('  brief: Is brief.', '  <|brief: Is brief.|>'))).toContain('another order');
    expect(extract(`${whole}\n<|test t|>\n  user: Hi.\n`)).toBe(
      'A test is not inherited, so it stays in its own file.',
    );
    expect(extract('<|rules|>\n  a: Is kind.\n')).toBe('This file has no `persona` block that could extend another.');
    const value = `${whole}\ngiven\n  word: dog\n`
      .replace('say "dog"', 'say "{{word}}"')
      .replace('rules\n', '<|rules|>\n');
    expect(extract(value)).toContain('No value is called `word`');
    const mother = { 'file:///p/mother.persona': 'persona M\n\ngreeting\n  Good day.\n' };
    expect(
      extract(
        whole.replace('  role', '  extends: ./mother.persona\n  role').replace('greeting', '<|greeting|>'),
        mother,
      ),
    ).toContain('what it inherits already');
    expect(extract('persona A\n<|  extends: ./b.persona|>\n')).toBeUndefined();
  });

  test('law: whatever is selected, the prompt stays the same, and the new file holds every word that left', () => {
    const files = Object.fromEntries(
      Object.entries({
        ...filesIn('samples/first-look'),
        ...filesIn('test/fixtures/good'),
        ...filesIn('test/fixtures/personas'),
      }).map(([path, text]) => [`file:///p${path}`, text]),
    );
    let extracted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...personasOf(files)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (uri, a, b) => {
          const text = files[uri] ?? '';
          const [start = 0, end = 0] = [a, b].map((share) => Math.floor(share * text.length)).sort((x, y) => x - y);
          const before = readPersona(text, uri, memorySource(files, 'file:///p'));
          const done = extractToParent(before, { start, end }, memorySource(files, 'file:///p'));
          if (!done?.ok) return;
          extracted++;
          const after = { ...files, [uri]: applyEdits(text, done.edits), [done.uri]: done.text };
          const said = (persona: typeof before) => {
            const { sections, lore, examples, greetings, reminder } = compile(persona);
            return JSON.stringify({ sections, lore, examples, greetings, reminder }, (key, value) =>
              key === 'origin' ? undefined : value,
            );
          };
          const now = readPersona(after[uri] ?? '', uri, memorySource(after, 'file:///p'));
          expect(said(now)).toBe(said(before));
          expect(now.rules.map(({ id }) => id).sort()).toEqual(before.rules.map(({ id }) => id).sort());
          expect(files[done.uri]).toBeUndefined();
          const words = (of: string) =>
            of.split(/\s+/).filter((word) => !/^(persona|extends:|Base|of)$/.test(word)).length;
          expect(words(done.text) + words(after[uri] ?? '')).toBeGreaterThanOrEqual(words(text));
        },
      ),
      { numRuns: 300 },
    );
    expect(extracted).toBeGreaterThan(50);
  }, 120_000);
});

describe('as code actions', () => {
  const actions = (text: string, at: string, asked: boolean, client = { createsFiles: true, showsDisabled: true }) => {
    const start = text.indexOf(at);
    const source = memorySource({});
    return refactorings(checkText(text), 7, { start, end: asked ? start : start + at.length }, source, client, asked);
  };

  test('a file is made first, never over another, then both are written', () => {
    const [action] = actions(whole, 'rules', false);
    expect(action).toMatchObject({
      title: 'Extract to a parent persona',
      kind: 'refactor.extract.dramatis.parent',
      edit: {
        documentChanges: [
          { kind: 'create', uri: 'file:///p/it-base.persona', options: { overwrite: false, ignoreIfExists: false } },
          { textDocument: { uri: 'file:///p/it-base.persona', version: null } },
          { textDocument: { uri: '/p/it.persona', version: 7 } },
        ],
      },
    });
  });

  test('what is not possible is shown with its reason where the editor can, else not at all', () => {
    expect(actions(whole, 'brief', true)).toMatchObject([
      { disabled: { reason: expect.stringContaining('another order') } },
    ]);
    expect(actions(whole, 'brief', true, { createsFiles: true, showsDisabled: false })).toEqual([]);
    expect(actions(whole, 'rules', true, { createsFiles: false, showsDisabled: true })).toEqual([]);
  });

  test('nothing selected and nobody asked: nothing is offered', () => {
    const at = whole.indexOf('rules');
    const client = { createsFiles: true, showsDisabled: true };
    expect(refactorings(checkText(whole), 1, { start: at, end: at }, memorySource({}), client, false)).toEqual([]);
  });
});

describe('a test of an example', () => {
  const example = `${whole}
example the doctor returns
  user: You look tired.
  self thinks: Tanned to the wrist.
  self: And you have been in Afghanistan.
  user: How did you know?
  self: The dog told me.
`;
  /** @param cursor words of the text with `<|>` in them. */
  const made = (text: string, cursor: string) => {
    const start = text.indexOf(cursor.replace('<|>', ''));
    if (start < 0 || !cursor.includes('<|>')) throw new Error(`no ${cursor}`);
    const { persona, book } = checkText(text);
    const found = exampleAt(persona, start + cursor.indexOf('<|>'));
    const edited = found && testOfExample(persona, book, found);
    return edited?.ok ? applyEdits(text, edited.edits).slice(text.length).trimStart() : edited?.reason;
  };

  test('the user’s lines, each with the rules that the reply kept', () => {
    expect(made(example, 'Tan<|>ned')).toBe(
      'test the doctor returns\n  user: You look tired.\n  keeps: secret\n  user: How did you know?\n',
    );
    const after = `${example}\n${made(example, 'example the <|>doctor')}`;
    expect(readPersona(after, 'file:///p/it.persona', memorySource({})).problems).toEqual([]);
    expect(made(after, 'Tan<|>ned')).toContain('test the doctor returns 2\n');
  });

  test('a reply is judged as it is said, with its values put in', () => {
    const text =
      'persona A\n\ngiven\n  w: secretword\n\nrules\n  r: a\n    never: say "{{w}}"\n  q: b\n    must: say "{{w}}"\n' +
      '\nexample e\n  user: What is it?\n  self: Yo {{w}}\n';
    expect(made(text, 'example <|>e')).toContain('test e\n  user: What is it?\n  keeps: q\n');
  });

  test('elsewhere there is none', () => expect(made(example, 'Clip<|>ped')).toBeUndefined());
});

describe('fixes', () => {
  const files = { ...filesIn('test/fixtures/bad'), ...filesIn('test/fixtures/lint') };

  test('each one of every problem is an action at its place, and mends what it says', () => {
    let fixes = 0;
    for (const [path, text] of Object.entries(files)) {
      const { persona, problems } = checkText(text);
      for (const problem of problems) {
        const actions = codeActions(
          persona.tree,
          problems,
          { start: problem.range.start, end: problem.range.start },
          true,
        );
        for (const fix of problem.fixes ?? []) {
          fixes++;
          expect(
            actions.map(({ title }) => title),
            `${path} ${problem.code}`,
          ).toContain(fix.title);
          const after = checkText(applyEdits(text, fix.edits)).problems;
          // What an entry that is added says, only its author knows.
          if (problem.code === 'missing-entry') continue;
          const of = (list: typeof problems) =>
            list.filter(({ code, message }) => code === problem.code && message === problem.message);
          expect(of(after).length, `${path}: ${fix.title} for ${problem.message}`).toBeLessThan(of(problems).length);
        }
      }
    }
    expect(fixes).toBeGreaterThan(40);
  });

  test('all at once, again and again, comes to an end with nothing left to fix', () => {
    for (const [path, text] of Object.entries(files)) {
      let now = text;
      for (let runs = 0; ; runs++) {
        const { persona, problems } = checkText(now);
        const [action] = fixAll(persona.tree, problems);
        if (!action) break;
        expect(runs, path).toBeLessThan(20);
        const { lines } = persona.tree;
        const edits = Object.values(action.edit?.changes ?? {}).flat();
        now = applyEdits(
          now,
          edits.map(({ range, newText }) => ({
            range: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
            text: newText,
          })),
        );
      }
    }
  });
});
