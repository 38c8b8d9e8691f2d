// The table of ways to write. Palette, lightbulb, selection and terminal read it and nothing else: a new way is a recipe and a row here.
import { draftOffers } from './drafts/draft-offers.ts';
import type { Offer, Taken } from './offer.ts';
import { ruleOffers } from './rules/rule-offers.ts';

/** In the order they are offered. */
export const offers: readonly Offer[] = [
  ...draftOffers,
  {
    id: 'improve',
    purpose: 'improve',
    label: 'from what goes wrong',
    detail: 'Failing tests, findings and disliked replies become changes, each measured by the tests.',
    takes: ['persona'],
    mayTake: ['talk'],
    mends: true,
    load: async () => (await import('./improve/improve.ts')).improve,
    loadMeasure: async () => (await import('./improve/measure-accepted.ts')).measureAccepted,
  },
  ...ruleOffers,
];

/** The way of that id. */
export function offerNamed(id: string): Offer | undefined {
  return offers.find((offer) => offer.id === id);
}

/** The ways that can begin with what is at hand: text that is selected, a talk. */
export function offersTaking(what: Taken, purpose?: Offer['purpose']): readonly Offer[] {
  return offers.filter((offer) => offer.takes[0] === what && (purpose === undefined || offer.purpose === purpose));
}
