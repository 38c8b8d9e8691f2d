// Texts that look enough like personas to reach every branch of the parser, for fast-check. Never reads a file.
import fc from 'fast-check';
import { vocabulary } from '../../src/lang/vocabulary.ts';

const words = vocabulary.flatMap((row) => [
  row.word,
  ...row.entries.map((entry) => entry.word),
  ...(row.free?.clauses ?? []).map((clause) => clause.word),
]);

const pieces = [
  ...words,
  'secret',
  'Must',
  'nver',
  'given a',
  'self thinks',
  'two words',
  'a.b',
  'שם',
  'cafe\u0301',
  '10:30',
  'https://x',
  '``` js',
  '```',
  '#',
  '# note',
  '#1',
  '- ',
  '-',
  '{{a}}',
  '/re(/i',
  '"x"',
  'a, b，c、d،e',
  './x.persona as y',
  '3',
  '\u200f',
  '\u200d',
  '\ud83d',
];

const ends = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n', '\n  \n');
const indents = fc.constantFrom(
  '',
  '',
  '  ',
  '  ',
  '  ',
  '    ',
  '    ',
  '      ',
  ' ',
  '   ',
  '\t',
  '\u00a0 ',
  '\u3000',
  '          ',
);
const colons = fc.constantFrom('', ': ', ': ', ':', '：', ' : ', ' ');

const line = fc
  .tuple(
    indents,
    fc.constantFrom('', '', '- ', '# '),
    fc.constantFrom(...pieces),
    colons,
    fc.constantFrom('', '', ...pieces),
    ends,
  )
  .map((parts) => parts.join(''));

/** Mash of headers, entries, items, clauses, fences, comments and junk with every kind of indentation and line end. */
export const personaLike: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '', '', '\ufeff'), fc.array(line, { maxLength: 30 }))
  .map(([bom, lines]) => bom + lines.join(''));

/** Any text at all, unpaired surrogates and control characters included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  personaLike,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((codes) => String.fromCharCode(...codes)),
);
