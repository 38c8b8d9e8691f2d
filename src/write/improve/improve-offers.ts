// The ways that improve a persona by what it says, as rows of the table of ways to write.
import type { Offer } from '../offer.ts';

export const improveOffers: readonly Offer[] = [
  {
    id: 'improve',
    purpose: 'improve',
    group: 'better',
    label: 'from what goes wrong',
    detail: 'Failing tests, findings, disliked replies become changes, measured by the tests.',
    takes: ['persona'],
    mayTake: ['talk'],
    mends: true,
    load: async () => (await import('./improve.ts')).improve,
    loadMeasure: async () => (await import('./measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'example-dialogues',
    purpose: 'improve',
    group: 'better',
    label: 'by example dialogues',
    detail: 'Several talks are written and criticised; the best ones become examples.',
    takes: ['persona'],
    mayTake: ['list'],
    prompt:
      'Who talks with it: a partner a line, what is known of them between semicolons. Left empty: somebody is invented.',
    load: async () => (await import('./example-dialogues.ts')).exampleDialogues,
    loadMeasure: async () => (await import('./measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'tests-from-talks',
    purpose: 'improve',
    group: 'better',
    label: 'by tests made of dialogues',
    detail: 'A talk or an example becomes a test of the rules at work in it. Asks no model.',
    takes: ['persona'],
    mayTake: ['talk'],
    asksNobody: true,
    load: async () => (await import('./tests-from-talks.ts')).testsFromTalks,
  },
  {
    id: 'examples-from-critique',
    purpose: 'improve',
    group: 'better',
    label: 'by criticised replies',
    detail: 'It answers lines of a user; what a critique makes better becomes an example.',
    takes: ['persona'],
    mayTake: ['list'],
    prompt: 'Lines that a user could say, one a line. Left empty: the first lines of its tests.',
    load: async () => (await import('./evolve.ts')).evolve,
    loadMeasure: async () => (await import('./measure-accepted.ts')).measureAccepted,
  },
];
