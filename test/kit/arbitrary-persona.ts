// Texts that look enough like personas to reach every branch of the parser, for fast-check. Never reads a file.
import fc from 'fast-check';
import { vocabulary } from '../../src/lang/vocabulary.ts';

const headers = vocabulary.flatMap((row) => (row.title === 'none' ? [row.word] : [row.word, `${row.word} a title`]));
const words = vocabulary.flatMap((row) => row.entries.map((entry) => entry.word));
const clauses = vocabulary.flatMap((row) => (row.free?.clauses ?? []).map((clause) => clause.word));

const pieces = [
  'secret',
  'some words of prose',
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

const piece = fc.constantFrom(...pieces);

const junk = fc
  .tuple(indents, fc.constantFrom('', '', '- ', '# '), piece, colons, fc.oneof(fc.constant(''), piece), ends)
  .map((parts) => parts.join(''));
const named = fc
  .tuple(
    indents,
    fc.constantFrom(...words, ...clauses, 'secret', 'x', 'watson'),
    colons,
    fc.oneof(fc.constant(''), piece),
    ends,
  )
  .map((parts) => parts.join(''));
const prose = fc.tuple(indents, piece, ends).map((parts) => parts.join(''));
const item = fc.tuple(indents, fc.constantFrom('- ', '-', '-  '), piece, ends).map((parts) => parts.join(''));
const header = fc
  .tuple(fc.constantFrom('', '', '', '  '), fc.constantFrom(...headers, 'rule', 'nonsense', 'rules:'), ends)
  .map((parts) => parts.join(''));

/** Mash of headers, entries, items, clauses, fences, comments and junk with every kind of indentation and line end. */
export const personaLike: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '\ufeff'),
    fc.array(fc.tuple(header, fc.array(fc.oneof(named, named, prose, item, junk), { maxLength: 8 })), { maxLength: 4 }),
  )
  .map(([bom, blocks]) => bom + blocks.map(([head, lines]) => head + lines.join('')).join(''));

/** Any text at all, unpaired surrogates and control characters included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  personaLike,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((codes) => String.fromCharCode(...codes)),
);
