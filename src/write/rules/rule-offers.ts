// Ways to work on a file that is there: its rules, its words, by what was chosen before. Rows of the table of offers, nothing else.
import type { Offer } from '../offer.ts';

export const ruleOffers: readonly Offer[] = [
  {
    id: 'make-checkable',
    purpose: 'improve',
    label: 'Make a rule checkable',
    detail: 'A rule in prose gets a check, tried at once on the examples and on replies that keep and break it.',
    takes: ['persona'],
    mayTake: ['name'],
    prompt: 'Which rule? Its name; nothing where only one has no check.',
    load: async () => (await import('./make-checkable.ts')).makeCheckable,
  },
];
