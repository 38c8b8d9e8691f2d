// The ways that improve a persona by what it says, as rows of the table of ways to write.
import type { Offer } from '../offer.ts';

export const improveOffers: readonly Offer[] = [
  {
    id: 'improve',
    purpose: 'improve',
    label: 'from what goes wrong',
    detail: 'Failing tests, findings and disliked replies become changes, each measured by the tests.',
    takes: ['persona'],
    mayTake: ['talk'],
    mends: true,
    load: async () => (await import('./improve.ts')).improve,
    loadMeasure: async () => (await import('./measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'example-dialogues',
    purpose: 'improve',
    label: 'by example dialogues',
    detail: 'Several talks are written and criticised; the best ones become examples.',
    takes: ['persona', 'list'],
    prompt:
      'Who talks with it: a partner a line, what is known of them between semicolons. Left empty: somebody is invented.',
    load: async () => (await import('./example-dialogues.ts')).exampleDialogues,
    loadMeasure: async () => (await import('./measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'examples-from-critique',
    purpose: 'improve',
    label: 'by criticised replies',
    detail: 'It answers lines of a user; what a critique by the rules makes better becomes an example.',
    takes: ['persona', 'list'],
    prompt: 'Lines that a user could say, one a line. Left empty: the first lines of its tests.',
    load: async () => (await import('./evolve.ts')).evolve,
    loadMeasure: async () => (await import('./measure-accepted.ts')).measureAccepted,
  },
];
