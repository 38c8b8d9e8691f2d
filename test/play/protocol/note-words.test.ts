// Notes of the ways of playing as the terminal says them.
import { expect, test } from 'vitest';
import type { Note } from '../../../src/play/notes.ts';
import { noteWords } from '../../../src/play/protocol/note-words.ts';

const about = { round: 1, request: 'r1', after: undefined };
const name = (key: string) => ({ self: 'Holmes', watson: 'Watson' })[key] ?? key;
const rows: readonly (readonly [Note, string | undefined])[] = [
  [
    { kind: 'self-belief', ...about, actor: 'self', belief: 'bored', desire: '', intention: 'ring' },
    'Holmes believes: bored; means to: ring',
  ],
  [
    { kind: 'synopsis', ...about, plans: [{ actor: 'self', plan: 'smoke' }], order: ['watson', 'self'] },
    'Round 1\n  Watson: no plan\n  Holmes: smoke',
  ],
  [{ kind: 'affected', ...about, actor: 'self', target: undefined, impact: '' }, undefined],
  [
    {
      kind: 'placement',
      ...about,
      actor: 'watson',
      position: 'on the rug',
      condition: '',
      changed: ['position'],
      kept: ['condition'],
    },
    'Watson is now: on the rug (changed); not said (kept: the answer could not be read)',
  ],
  [
    {
      kind: 'decoded',
      request: 'r1',
      after: 't1',
      part: 'coping',
      guess: 'plays at night',
      likeness: 0.42,
      estimator: 'lexical',
      threshold: 0.5,
      found: false,
    },
    'Guess at coping: plays at night [####......] 0.42 of 0.50 needed, lexical: not found out',
  ],
  [
    { kind: 'aspect-pick', request: 'r1', after: 't1', actor: 'self', aspect: 'none', blocked: ['hobby'] },
    'Holmes has in mind: nothing (too often of late: hobby)',
  ],
  [{ kind: 'seeker-mood', request: 'r1', after: 't1', turn: 't1', score: 3 }, 'Mood: 3 of 5'],
  [
    {
      kind: 'support-rating',
      request: 'r1',
      after: 't1',
      lifted: 5,
      addressed: 4,
      engaged: 4,
      mean: 13 / 3,
      reason: 'Calm.',
    },
    'How it went: 4.33 of 5 (mood 5, problem 4, took part 4). Calm.',
  ],
  [{ kind: 'remark', turn: undefined, text: 'x' }, undefined],
];

test.each(rows)('%o', (note, words) => {
  expect(noteWords(note, name)).toBe(words);
});
