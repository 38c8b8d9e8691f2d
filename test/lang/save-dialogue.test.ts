// A dialogue saved into a file reads back in the same words, whatever was said; the formatter leaves it; nothing else of the file changes.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { addDialogue, type DialogueWord, freeTitle, type SpokenLine, titleFault } from '../../src/lang/edit.ts';
import { format } from '../../src/lang/format.ts';
import { parse } from '../../src/lang/parse.ts';
import type { Persona } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

const tour = readFileSync(new URL('../fixtures/good/tour.persona', import.meta.url), 'utf8');
const small = 'persona A\n  role: cook\n';

function save(text: string, word: DialogueWord, title: string, lines: readonly SpokenLine[], cast?: readonly string[]) {
  const tree = parse(text);
  const edited = addDialogue(tree, { word, title, lines, ...(cast ? { cast } : {}) });
  if (!edited.ok) throw new Error(edited.reason);
  return applyEdits(text, edited.edits);
}

const read = (text: string): Persona => readPersona(text, 'file:///work/a.persona', memorySource({}));
const blocks = (persona: Persona, word: DialogueWord) =>
  ({ example: persona.examples, test: persona.tests, scene: persona.scenes })[word];
const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '');

describe('save as', () => {
  it('writes what was said, with the rules it should keep, in the manner of the file', () => {
    const text = 'persona A\r\n    role: cook\r\n\r\nrules\r\n    secret: Tells nobody.\r\n        never: say "x"\r\n';
    const lines = [
      { speaker: 'user', text: 'Tell me.\n\nNow.', keeps: ['secret', 'Is brief, always.'] },
      { speaker: 'user', text: 'Why?', breaks: ['secret'] },
    ];
    expect(save(text, 'test', 'asks twice', lines)).toBe(
      `${text}\r\ntest asks twice\r\n    user: Tell me.\r\n\r\n        Now.\r\n    keeps:\r\n        - secret\r\n        - Is brief, always.\r\n    user: Why?\r\n    breaks: secret\r\n`,
    );
  });

  it('keeps a line that would read as a clause as words of the line before it', () => {
    const said = 'So I told her:\nvisible to: nobody\n# it was over\n- and more';
    const after = save(small, 'example', 'told', [{ speaker: 'self', text: said }]);
    const [example] = read(after).examples;
    expect(example?.lines).toHaveLength(1);
    expect(example?.lines[0]?.visibleTo).toBeUndefined();
    expect(words(example?.lines[0]?.text.value ?? '')).toEqual(words(said));
    expect(example?.lines[0]?.text.value).toBe('So I told her: visible to: nobody\n# it was over\n- and more');
  });

  it.each([
    'user: not a speaker',
    'persona B\nrules\ntest x',
    'never: say "no"',
    'keeps: secret',
    '```js\nself: code\n```',
    '```\nleft open',
    '  indented\n    more',
    '\u3000全角の空白\n\u3000で始まる',
    '\ttab\n\t\ttabs',
    '{{user}} and {{nothing}}',
    '# comment',
    '- item\n- item',
    'self thinks: hm',
    'given a: b',
  ])('reads back: %j', (text) => {
    for (const word of ['example', 'test', 'scene'] as const) {
      const after = save(tour, word, 'held today', [
        { speaker: 'user', text },
        { speaker: 'self', text },
      ]);
      const held = blocks(read(after), word).find(({ title }) => title?.value === 'held today');
      expect(held?.lines.map(({ speaker, text: { value } }) => [speaker, words(value)])).toEqual([
        ['user', words(text)],
        ['self', words(text)],
      ]);
    }
  });

  it('a scene names its cast, and they speak under their names', () => {
    const lines = [
      { speaker: 'narrator', text: 'A knock.' },
      { speaker: 'watson', text: 'Holmes?' },
      { speaker: 'self thinks', text: 'At last.' },
    ];
    const [scene] = read(save(small, 'scene', 'evening', lines, ['./watson.persona', 'Mrs Hudson'])).scenes;
    expect(scene?.cast.map(({ key, path }) => [key, path])).toEqual([
      ['watson', './watson.persona'],
      ['mrs hudson', undefined],
    ]);
    expect(scene?.lines.map(({ speaker, thought }) => [speaker, thought])).toEqual([
      ['narrator', false],
      ['watson', false],
      ['self', true],
    ]);
  });

  it('asks for a title that is one, and free', () => {
    const tree = parse('persona A\n\ntest One\n  user: Hi\n');
    expect(titleFault(tree, 'test', '')).toMatch(/title/);
    expect(titleFault(tree, 'test', ' one')).toMatch(/space around/);
    expect(titleFault(tree, 'test', 'ONE')).toMatch(/already/);
    expect(titleFault(tree, 'test', 'two')).toBeUndefined();
    expect(titleFault(tree, 'example', 'one')).toBeUndefined();
    expect(freeTitle(tree, 'test', 'one')).toBe('one 2');
    expect(addDialogue(tree, { word: 'test', title: 'x', lines: [] })).toMatchObject({ ok: false });
  });
});

const scraps = fc.constantFrom(
  'visible to: user',
  'never: say "x"',
  'keeps: a',
  'user: hi',
  'self: hi',
  'test',
  'persona B',
  '# note',
  '- item',
  '```',
  '``` js',
  '  deeper',
  '\ttab',
  '\u3000wide',
  '\u00a0hard',
  'Must: x',
  'nver: y',
  'given x: 1',
  'with: ./b.persona',
  ' ',
  '',
  'words',
  '：',
  'a：b',
  '\u2028',
  '\ufeff',
  '\u0085',
  '{{x}}',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(scraps, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n')),
  fc
    .array(fc.tuple(scraps, fc.constantFrom('\n', '\r\n', '\r', ' ')), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.flat().join('')),
);
const line = fc.record({ speaker: fc.constantFrom('user', 'self', 'narrator'), text });

describe('the law', () => {
  it('whatever was said is read back in the same words, and formatting leaves it', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('example', 'test', 'scene'),
        fc.constantFrom(small, tour, 'persona A\r\n\r\nexample one\r\n    user: Hi\r\n    self: Ho'),
        (lines, word, file) => {
          const said = lines.filter((one) => words(one.text).length > 0);
          fc.pre(said.length > 0);
          const after = save(file, word, 'the new one', lines);
          const held = blocks(read(after), word).find(({ title }) => title?.value === 'the new one');
          expect(held?.lines.map(({ speaker, text: { value } }) => [speaker, words(value)])).toEqual(
            said.map(({ speaker, text: value }) => [speaker, words(value)]),
          );
          // Nothing else changed, and what was there stands where it stood.
          expect(parse(after).blocks).toHaveLength(parse(file).blocks.length + 1);
          const formatted = applyEdits(after, format(parse(after)));
          const again = blocks(read(formatted), word).find(({ title }) => title?.value === 'the new one');
          expect(again?.lines.map(({ text: { value } }) => value)).toEqual(
            held?.lines.map(({ text: { value } }) => value),
          );
          if (file === small) expect(formatted).toBe(after);
        },
      ),
    );
  });
});
