// The understudy's parts by themselves: first person, sampled patterns, words, what is found.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, matches } from '../../src/lang/pattern.ts';
import { samplePattern } from '../../src/rules/witness/sample-pattern.ts';
import { splitSentences } from '../../src/rules/witness/split-sentences.ts';
import { buildFinder } from '../../src/understudy/find-passages.ts';
import { inFirstPerson } from '../../src/understudy/first-person.ts';
import { splitPieces, splitWords } from '../../src/understudy/split-words.ts';

test.each([
  ['Lives at 221B Baker Street.', 'I live at 221B Baker Street.'],
  ['Never carries his watch and plays chess.', 'I never carry my watch and play chess.'],
  ['Sherlock Holmes has two sons. Holmes watches them.', 'I have two sons. I watch them.'],
  ['You are a support assistant. Keep to your desk.', 'I am a support assistant. Keep to your desk.'],
  ['Knows that Moran hid his rifle.', 'I know that Moran hid his rifle.'],
  [
    'Drinks her tea black because milk comes only on Fridays.',
    'I drink my tea black because milk comes only on Fridays.',
  ],
  ['Colonel Moran is still at large.', 'Colonel Moran is still at large.'],
  ['Works of Shakespeare stand on the shelf', 'Works of Shakespeare stand on the shelf'],
  ['Letters are delivered twelve times a day.', 'Letters are delivered twelve times a day.'],
  ['拙政园建于明代。', '拙政园建于明代。'],
  ['', ''],
])('first person: %s', (text, expected) => {
  expect(inFirstPerson(text, ['Sherlock Holmes', 'Holmes'])).toBe(expected);
});

describe('a sampled pattern', () => {
  test.each([
    '\\byou (have|are|were)\\b',
    '^\\d{3}-[A-F]{2}$',
    '(?:a|b)+c*d?',
    '[^a-z]x',
    'colou?r\\.',
    '^(?P<who>Ann|Bob): .+$',
    'one.*two',
    '\\[x\\]',
    '[\\d.]{2,}',
  ])('%s is matched by its sample', (regex) => {
    const sample = samplePattern({ regex, flags: '', range: { start: 0, end: 0 } }, {});
    const pattern = compilePattern(regex);
    expect(sample).toBeDefined();
    expect(pattern.ok && matches(pattern, sample ?? '')).toBe(true);
  });

  test('what it cannot read, or whose value is not known, gives none; nothing throws', () => {
    const range = { start: 0, end: 0 };
    expect(samplePattern({ regex: '\\p{Han}', flags: '', range }, {})).toBeUndefined();
    expect(samplePattern({ regex: '{{x}}', flags: '', range }, { x: null })).toBeUndefined();
    expect(samplePattern({ regex: '{{x}}!', flags: '', range }, { x: 'a.b' })).toBe('a.b!');
    fc.assert(fc.property(fc.string(), (regex) => void samplePattern({ regex, flags: '', range }, {})));
  });
});

describe('words', () => {
  test('forms of one word meet, scripts without spaces are split', () => {
    expect(splitWords('lives lived living')).toEqual(splitWords('live live live'));
    expect(splitWords('She kept the letters')).toEqual(splitWords('she keeps the letter'));
    expect(splitWords('拙政园在苏州')).toContain('苏州');
    expect(splitWords('Müller’s CAFÉ')).toEqual(splitWords('müller café'));
  });

  test('pieces and the text are the same characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => splitPieces(text).join('') === text));
    expect(splitPieces('One two, three.')).toEqual(['One ', 'two, ', 'three.']);
    expect(splitSentences('One. Two? 三。四')).toEqual(['One.', 'Two?', '三。', '四']);
  });
});

test('what is found: the passage with more of the question first, lore by its key to the letter, nothing for mere grammar', () => {
  const passage = (id: number, about: string, keys: string[] = []) =>
    ({ id, kind: 'fact', about, say: about, keys, also: [] }) as const;
  const passages = [
    passage(0, 'The lamp turns every twelve seconds.'),
    passage(1, 'The lamp is seen from nineteen miles.'),
    passage(2, 'She tied herself to the rail.', ['big storm']),
  ];
  const finder = buildFinder(passages, 'the is a from of what who how');
  expect(finder.find('From how many miles is the lamp seen?').map((found) => found.passage.id)).toEqual([1, 0]);
  expect(finder.find('Was there a BIG STORM?')[0]).toMatchObject({ share: 1, passage: { id: 2 } });
  expect(finder.find('what is the')).toEqual([]);
});
