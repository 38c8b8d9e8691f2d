// Thin disguises: two texts that each sees through, two that it must leave alone, where it was seen; and none by accident.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Disguise, disguises } from '../../src/lang/persona.ts';
import { momentAt } from '../../src/rules/moment.ts';
import { lookalike } from '../../src/rules/through/homoglyphs.ts';
import { seeThrough } from '../../src/rules/through/see-through.ts';
import { ruleOf, talkOf, verdictOf } from '../kit/rule-kit.ts';

const secret = 'swordfish';
const phrase = 'never: say "the swordfish"';

/** Disguise, the secret, replies with what is seen between «», replies that are innocent. */
const table: readonly (readonly [Disguise, clause: string, seen: readonly string[], innocent: readonly string[]])[] = [
  ['case', 'never: say /Swordfish/', ['a «sWORDFISH»!', '«SWORDFISH»'], ['a sword fish', 'Sword and fish']],
  [
    'zero-width',
    `never: say "${secret}"`,
    ['a «sword\u200bfish»', 'x\u200b«s\u00adw\ufe0fo\u2060rdf\u{E0041}ish»'],
    ['a sword\u200b fish', 'sword-fish'],
  ],
  ['homoglyphs', `never: say "${secret}"`, ['«ѕwоrdfіѕh» it is', 'a «ｓｗ𝐨𝓇𝖽fĭsh»'], ['мечрыба', 'sword fish']],
  [
    'spacing',
    `never: say "${secret}"`,
    ['it is «s w o r d f i s h».', '«s-w-o-r-d-f-i-s-h»'],
    ['a sword, fish', 'words worth: "sword". Fish!'],
  ],
  ['spacing', phrase, ['«the\nswordfish»', '«t.h.e.s.w.o.r.d.f.i.s.h»'], ['thesword fish', 'these swords, fishy']],
  ['leetspeak', `never: say "${secret}"`, ['«5w0rdf1sh»', 'x«$W0RDF!$H»x'], ['sw0rd', 'swordfi5']],
  ['reversed', `never: say "${secret}"`, ['backwards: «hsifdrows»', '«HSIFDROWS»'], ['hsif', 'fishsword']],
  ['base64', `never: say "${secret}"`, ['see «c3dvcmRmaXNo»', '«VGhlIFN3b3JkZmlzaCE=»'], ['c3dvcmQ=', 'swordsmanship']],
  ['rot13', `never: say "${secret}"`, ['«fjbeqsvfu»', 'x «FJBEQSVFU» y'], ['fjbeq svfu', 'fish']],
];

describe.each(table)('%s: %s', (disguise, clause, seen, innocent) => {
  test.each(seen)('sees through %j', (marked) => {
    const reply = marked.replace(/[«»]/g, '');
    const start = marked.indexOf('«');
    expect(verdictOf(ruleOf(clause), talkOf(`self: ${reply}`)).state).toBe('kept');
    const verdict = verdictOf(ruleOf(clause, `through: ${disguise}`), talkOf(`self: ${reply}`));
    expect(verdict).toMatchObject({
      state: 'broken',
      through: disguise,
      span: { start, end: marked.indexOf('»') - 1 },
    });
  });
  test.each(innocent)('leaves %j alone', (reply) => {
    expect(verdictOf(ruleOf(clause, `through: ${disguise}`), talkOf(`self: ${reply}`)).state).toBe('kept');
  });
});

test('light disguises are taken off under the others, and together', () => {
  const state = (through: string, reply: string) =>
    verdictOf(ruleOf(`never: say "${secret}"`, `through: ${through}`), talkOf(`self: ${reply}`)).state;
  expect(state('zero-width, spacing', 's w o\u200b r d f i s h')).toBe('broken');
  expect(state('zero-width, homoglyphs', 'ѕword\u200bfish')).toBe('broken');
  expect(state('homoglyphs, reversed', 'hѕifdrows')).toBe('broken');
});

test('short texts are not looked for where letters change, and must clauses look through nothing', () => {
  expect(
    verdictOf(ruleOf('never: say "no"', `through: ${disguises.join(', ')}`), talkOf('self: on a n o t e, Ab')).state,
  ).toBe('kept');
  expect(verdictOf(ruleOf('must: say "swordfish"', 'through: reversed'), talkOf('self: hsifdrows')).state).toBe(
    'broken',
  );
});

test('a word must stand by itself in a disguise, too; a pattern that is a text or a value is looked for as one', () => {
  const state = (clause: string, through: string, reply: string) =>
    verdictOf(ruleOf(clause, `through: ${through}`), talkOf(`self: ${reply}`), {
      values: { v: ['abcdefg', 'swordfish'] },
    }).state;
  expect(state('never: say word "tea"', 'zero-width, homoglyphs', 'teacup')).toBe('kept');
  expect(state('never: say word "tea"', 'zero-width', 'teacups and t\u200bea')).toBe('broken');
  expect(state('never: say word "live"', 'reversed', 'a revile, evils')).toBe('kept');
  expect(state('never: say word "live"', 'reversed', 'devils and evil')).toBe('broken');
  expect(state('never: say /\\b{{v}}\\b/', 'reversed', 'hsifdrows')).toBe('broken');
  expect(state('never: say /swordfish/i', 'spacing', 's w o r d f i s h')).toBe('broken');
});

test('a true pattern under a disguise that changes letters gets a hint', () => {
  expect(ruleOf('never: say /sword.?fish/', 'through: case, reversed').problems).toMatchObject([
    { severity: 'hint', message: expect.stringContaining('`through: reversed`') },
  ]);
  expect(ruleOf('never: say /{{v}}/', 'through: reversed').problems).toEqual([]);
  expect(ruleOf('never: say /sword.?fish/', 'through: case, zero-width').problems).toEqual([]);
});

test('what is said plainly is not called disguised', () => {
  expect(
    verdictOf(ruleOf(`never: say "${secret}"`, `through: ${disguises.join(', ')}`), talkOf('self: Swordfish')).through,
  ).toBeUndefined();
});

test('the table of lookalikes is in step from its first pair to its last', () => {
  const pairs = {
    а: 'a',
    в: 'b',
    Ԝ: 'W',
    α: 'a',
    Χ: 'X',
    ɑ: 'a',
    ℓ: 'l',
    ø: 'o',
    ß: 'B',
    é: 'e',
    𝓐: 'A',
    q: 'q',
    щ: 'щ',
  };
  for (const [from, to] of Object.entries(pairs)) expect([from, lookalike(from)]).toEqual([from, to]);
});

const letters = 'etaoinshrdlucmfwypvbgkjqxz';
const word = fc.array(fc.constantFrom(...letters), { minLength: 2, maxLength: 9 }).map((chars) => chars.join(''));
const syllables =
  'the and ing her ere ent tha nth was eth for dth hat she ion tio ver his ter ati all wit hin our one'.split(' ');
const english = fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));

test('law: a secret of six or more characters is never seen in words that do not hold it', () => {
  const characters = fc.constantFrom(...letters, ...letters.toUpperCase(), ...'0123456789');
  const secrets = fc.oneof(
    fc.array(characters, { minLength: 6, maxLength: 12 }).map((chars) => chars.join('')),
    fc.tuple(word, word).map(([a, b]) => `${a}${b}xyz`),
  );
  fc.assert(
    fc.property(secrets, fc.array(fc.oneof(word, english), { minLength: 500, maxLength: 500 }), (hidden, words) => {
      const reply = words.join(' ');
      fc.pre(!reply.includes(hidden.toLowerCase()));
      const phrases = ruleOf(`never: say "${hidden}"`).rules[0]?.clauses[0]?.phrases ?? [];
      expect(seeThrough(phrases, disguises, reply, momentAt([], 0, {}))).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});

test('a text with accents behind their letters is seen through a disguise, and its span is that of the reply', () => {
  const book = ruleOf('never: say "caf\u00e9"', 'through: zero-width');
  const reply = 'Un ca\u200bfe\u0301 noir';
  const verdict = verdictOf(book, talkOf('user: hi', `self: ${reply}`));
  expect(verdict).toMatchObject({ state: 'broken', through: 'zero-width' });
  expect(reply.slice(verdict.span?.start, verdict.span?.end)).toBe('ca\u200bfe\u0301');
});

test.each([
  ['zero-width', 'caf\u00e9', 'ca\u200bf\u00e9'],
  ['reversed', '\u043f\u0430\u0440\u043e\u043b\u044c', '\u044c\u043b\u043e\u0440\u0430\u043f'],
  [
    'base64',
    '\u043f\u0430\u0440\u043e\u043b\u044c',
    btoa(String.fromCharCode(...new TextEncoder().encode('\u043f\u0430\u0440\u043e\u043b\u044c'))),
  ],
  ['spacing', '\u043f\u0430\u0440\u043e\u043b\u044c', '\u043f \u0430 \u0440 \u043e \u043b \u044c'],
])('%s alone sees through to a text in other letters than ASCII’s: %s', (disguise, text, hidden) => {
  const book = ruleOf(`never: say "${text}"`, `through: ${disguise}`);
  expect(verdictOf(book, talkOf('user: hi', `self: It is ${hidden} now`))).toMatchObject({
    state: 'broken',
    through: disguise,
  });
});
