// Entries of a scene that choose how it is played, other than line after line.
import { entry } from './row.ts';

export const waysToPlay = [
  entry({
    word: 'narrated',
    type: 'yes or no',
    doc: 'It is played in rounds that a narrator keeps: everybody believes, plans, acts, speaks and reacts.',
    example: 'narrated: yes',
    default: 'no',
    wrong: ['narrator mode', 'narrative', 'story mode'],
  }),
  entry({
    word: 'position',
    type: 'line',
    doc: 'Where somebody is as a narrated scene begins.',
    example: 'position watson: by the window',
    many: true,
    named: true,
    wrong: ['stands', 'at'],
  }),
  entry({
    word: 'condition',
    type: 'line',
    doc: 'How somebody is as a narrated scene begins.',
    example: 'condition watson: wet through and out of breath',
    many: true,
    named: true,
    wrong: ['status', 'state'],
  }),
  entry({
    word: 'find out',
    type: 'names',
    doc: 'Facts that one of them keeps to themselves and the other tries to find out, by name.',
    example: 'find out: history, coping',
    wrong: ['decode', 'hidden', 'uncover', 'discover', 'finds out'],
  }),
  entry({
    word: 'close enough',
    type: 'share',
    doc: 'How alike a guess must be to the fact to count as found out.',
    example: 'close enough: 0.8',
    default: '0.9; 0.5 where likeness is counted by words',
    wrong: ['threshold', 'likeness', 'similarity'],
  }),
  entry({
    word: 'propose',
    type: 'text',
    doc: 'What the one who asks proposes in the end, up to seven times, until the other scores it 9 of 10.',
    example: 'propose: One small thing to try this week.',
    wrong: ['proposes', 'treatment', 'proposal', 'advise'],
  }),
  entry({
    word: 'seeker',
    type: 'line',
    doc: 'Who comes with a worry. The other supports them, until their mood has risen.',
    example: 'seeker: watson',
    wrong: ['help seeker', 'seeks', 'supported', 'client'],
  }),
];
