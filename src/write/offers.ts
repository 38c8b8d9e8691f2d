// The table of ways to write. Palette, lightbulb, selection and terminal read it and nothing else: a new way is a recipe and a row here.
import type { Offer, Taken } from './offer.ts';

/** In the order they are offered. */
export const offers: readonly Offer[] = [
  {
    id: 'from-description',
    purpose: 'draft',
    label: 'from a description',
    detail: 'A few sentences about somebody become a whole persona.',
    takes: ['text'],
    prompt: 'Who is it? A sentence is enough; more gives more to go by.',
    load: async () => (await import('./drafts/plain-draft.ts')).plainDraft,
  },
  {
    id: 'improve',
    purpose: 'improve',
    label: 'from what goes wrong',
    detail: 'Failing tests, findings and disliked replies become changes, each measured by the tests.',
    takes: ['persona'],
    mayTake: ['talk'],
    load: async () => (await import('./improve/improve.ts')).improve,
    loadMeasure: async () => (await import('./improve/measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'example-dialogues',
    purpose: 'improve',
    label: 'by example dialogues',
    detail: 'Several talks are written and criticised; the best ones become examples.',
    takes: ['persona', 'list'],
    prompt:
      'Who talks with it: a partner a line, what is known of them between semicolons. Left empty: somebody is invented.',
    load: async () => (await import('./improve/example-dialogues.ts')).exampleDialogues,
    loadMeasure: async () => (await import('./improve/measure-accepted.ts')).measureAccepted,
  },
  {
    id: 'examples-from-critique',
    purpose: 'improve',
    label: 'by criticised replies',
    detail: 'It answers lines of a user; what a critique by the rules makes better becomes an example.',
    takes: ['persona', 'list'],
    prompt: 'Lines that a user could say, one a line. Left empty: the first lines of its tests.',
    load: async () => (await import('./improve/evolve.ts')).evolve,
    loadMeasure: async () => (await import('./improve/measure-accepted.ts')).measureAccepted,
  },
];

/** The way of that id. */
export function offerNamed(id: string): Offer | undefined {
  return offers.find((offer) => offer.id === id);
}

/** The ways that can begin with what is at hand: text that is selected, a talk. */
export function offersTaking(what: Taken, purpose?: Offer['purpose']): readonly Offer[] {
  return offers.filter((offer) => offer.takes[0] === what && (purpose === undefined || offer.purpose === purpose));
}
