// What `# dramatis-keep` marks stays byte for byte, whatever is proposed: any change at any place of any file, and every way of the table with a
// model that answers anything at all.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directives } from '../../src/lang/directives.ts';
import { parse } from '../../src/lang/parse.ts';
import type { ChatModel } from '../../src/model/port.ts';
import { chance } from '../../src/play/scene/chance.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { applyPatches } from '../../src/write/apply-patches.ts';
import { patchesOfProposal } from '../../src/write/ask-proposals.ts';
import type { Schema } from '../../src/write/fields-of.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import { offers } from '../../src/write/offers.ts';
import { patchesOfLines, patchesOfText } from '../../src/write/patches-of.ts';
import { proseFields, rewriteFields } from '../../src/write/rules/prose-fields.ts';
import { drafted } from './drafted.ts';
import { answeringModel, lastOf, runMade, writeInput } from './input.ts';
import { writeDeps } from './kit.ts';

const uri = 'file:///p/kept.persona';

/** What each mark speaks for, with the mark, as it stands. */
function keptIn(text: string): readonly string[] {
  return directives(parse(text, uri))
    .filter(({ kind }) => kind === 'keep')
    .map(({ range, covers }) => text.slice(range.start, covers.end).trimEnd());
}

/** A file with marks above some of its lines. */
function marked(text: string, at: readonly number[]): string {
  const lines = text.split('\n');
  return lines
    .flatMap((line, index) => {
      const indent = /^\s*/u.exec(line)?.[0] ?? '';
      return line.trim() !== '' && at.includes(index) ? [`${indent}# dramatis-keep: signed off`, line] : [line];
    })
    .join('\n');
}

const lineCount = drafted.split('\n').length;
const marks = fc.array(fc.nat({ max: lineCount - 1 }), { minLength: 1, maxLength: 4 });
const words = fc.constantFrom(
  'Is loud.',
  'role',
  'secret',
  'cellar',
  'What happens by day.',
  '# dramatis-keep',
  'x: y',
  'a\nb',
  '',
);
const headers = fc.constantFrom(
  ...parse(drafted, uri).blocks.map(({ word, title }) =>
    title && word !== 'persona' ? `${word} ${title.value}` : `${word}`,
  ),
);
const lines = fc.array(
  fc.constantFrom(
    ...drafted.split('\n').filter((line) => line.trim() !== ''),
    'rules',
    'knows',
    'persona Nobody',
    '  secret: Says it.',
    '    must: say "x"',
    '  role: thief',
    '  - Loud.',
    'greeting',
    '  Hm.',
  ),
  { maxLength: 12 },
);
const said = ['A1', 'B1', 'secret', '- Is loud.', 'The cellar floods', 'x'];
/** By the name of the field. */
const saidFor: Readonly<Record<string, readonly string[]>> = {
  block: ['rules', 'voice', 'knows', 'persona', 'greeting', 'section Your life', 'unknown'],
  lines: ['- Is loud.', 'role: thief', 'secret: Says it.\n  must: say "x"', 'Out!', 'cellar: It is dry.', ''],
  remove: ['', '', 'secret', 'Dry, brief, kind.', 'role'],
  rule: ['secret', ''],
  fact: ['A1', 'B1'],
  candidate: ['c1', 'c2', 'c3', 'c4'],
  clauses: ['must: say "cellar"', 'never: say "out"', 'must: be at most 9 words'],
};
const texts: readonly { readonly text: string; readonly to?: RegExp }[] = [
  { text: 'B' },
  { text: '1' },
  { text: 'You are Ada, a thief.' },
  { text: 'user: Any maps?\nAda Quill: None for you.', to: /Write a talk of/u },
  { text: 'Verdict: second' },
  { text: 'You are a thief.\n=== answer ===\nTake it.', to: /=== answer ===/u },
  {
    text: '```persona\npersona Eve\n  role: thief\n\nvoice\n  - Loud.\n\nrules\n  secret: Says it.\n    must: say "x"\n```',
  },
];
/** Gives its word away until it is told to be loud. */
const player = answeringModel(({ messages }) => (messages[0]?.content.includes('loud') ? 'No.' : 'It is marginalia.'));
const why = { reason: '', evidence: [] };

describe('whatever is proposed', () => {
  test('a whole draft, single changes, removals, rewritten prose: what is marked stays byte for byte', () => {
    fc.assert(
      fc.property(
        marks,
        lines,
        fc.array(fc.record({ block: headers, lines: words, remove: words }), { maxLength: 4 }),
        words,
        (at, draft, proposals, word) => {
          const text = marked(drafted, at);
          const base = parse(text, uri);
          const patches = [
            ...patchesOfText(base, draft.join('\n'), why).patches,
            ...proposals.flatMap(({ block, lines, remove }) => [
              ...patchesOfProposal(base, { block, lines: '', remove, reason: '', evidence: [] }, ''),
              ...patchesOfLines(base, block, lines, why).patches,
            ]),
            ...rewriteFields(
              base,
              new Map(proseFields(base).map((field) => [field, word])),
              () => why,
              structuralProblems,
            ),
          ];
          const done = applyPatches(text, uri, patches);
          expect(keptIn(done.text)).toEqual(keptIn(text));
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each(offers.map(({ id }) => id))('%s, with a model that answers anything that fits the form', async (id) => {
    const offer = offers.find((one) => one.id === id);
    if (!offer) throw new Error(id);
    const make = await offer.load();
    let proposed = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const random = chance(seed, 0);
      const text = marked(whole, [Math.floor(random() * wholeLines), Math.floor(random() * wholeLines)]);
      const model = anyModel(random);
      const input = writeInput(text, {
        words: wordsFor[id] ?? 'Ada Quill',
        text: textFor[id] ?? talk,
        choices: ['a', 'b', 'c'].map((x) => ({ x, better: `${x} yes`, worse: `${x} no`, from: 'preferred' as const })),
        files: { read: (path) => ({ ok: true, uri: `file:///work/${path}`, text: other }) },
        find: structuralProblems,
        ...(id === 'calibrate-judge' ? { talk: picked } : {}),
      });
      const recipe = make({ ...input, suite: { ...input.suite, modelFor: () => player } });
      if (typeof recipe === 'string') throw new Error(recipe);
      const { patches } = await runMade(recipe, writeDeps(model, { random }));
      proposed += patches.length;
      const done = applyPatches(text, input.base.uri, patches);
      expect(keptIn(done.text)).toEqual(keptIn(text));
    }
    // Else this would prove nothing.
    expect(proposed > 0).toBe(!givesNone.has(id));
  });
});

/** Ways that give files or figures, and change nothing. */
const givesNone = new Set<string>([
  'judge-role',
  'annotate-questions',
  'check-user',
  'cast',
  'bank',
  'sample-users',
  'blend-users',
  'compare',
  'calibrate-judge',
  'learn-strategies',
]);
const at = '2026-01-01T00:00:00.000Z';
const picked: readonly TraceRecord[] = [
  {
    type: 'preference',
    at,
    preference: {
      prompt: [{ role: 'user', content: 'Any maps?' }],
      chosen: 'Third shelf.',
      rejected: 'No.',
      by: 'author',
      at,
      turns: ['a', 'b'],
      models: [undefined, undefined],
    },
  },
];
const wordsFor: Readonly<Record<string, string>> = {
  translate: 'German',
  vary: 'greeting',
  'make-checkable': '',
  'like-my-choices': '',
  'example-dialogues': '',
  compare: './other.persona',
  'against-foil': './other.persona',
  'sample-users': './a.persona ./b.persona ./c.persona',
  'blend-users': './a.persona ./b.persona',
  bank: '1 shy student',
};

const talk = 'You: I keep the cellar dry.\n\nAda: The cellar floods every March.\n\nYou: Any maps?\n\nAda: No.\n';
const questions = 'Two and two?\t4\nIs 7 prime?\tyes\n';
const textFor: Readonly<Record<string, string>> = { 'annotate-questions': questions, 'role-primer': questions };
const whole = `${drafted}
section Your life
  You keep a library by night, and nobody thanks you for it.

section Your character
  You are short with everybody who comes late.

example inside 1
  user: When does it close?
  self: At two.
`;
const other = 'persona Ida Voss\n  role: pilot\n\nknows\n  - The tide turns at six.\n';
const wholeLines = whole.split('\n').length;

/** Answers by the schema it is sent, or with a piece of text. */
function anyModel(random: () => number): ChatModel {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const value = (schema: Schema, name: string, asked: string): unknown => {
    if (name === 'fact' && random() < 0.8) return asked.includes('questions that only') ? 'B1' : 'A1';
    if (Array.isArray(schema['enum'])) return pick(schema['enum']);
    switch (schema['type']) {
      case 'object':
        return Object.fromEntries(
          Object.entries(schema['properties'] as Record<string, Schema>).map(([own, one]) => [
            own,
            value(one, own, asked),
          ]),
        );
      case 'array':
        return Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
          value(schema['items'] as Schema, name, asked),
        );
      case 'boolean':
        return random() < 0.8;
      case 'integer':
        return 1 + Math.floor(random() * 3);
      case 'number':
        return random() / 2;
      default:
        return pick(saidFor[name] ?? said);
    }
  };
  return answeringModel(
    (request) => {
      const { jsonSchema } = request;
      if (jsonSchema) return JSON.stringify(value(jsonSchema.schema, '', lastOf(request)));
      const meant = texts.filter(({ to }) => to?.test(lastOf(request)));
      return pick(meant.length > 0 && random() < 0.8 ? meant : texts).text;
    },
    { jsonSchema: true, n: true },
  );
}
