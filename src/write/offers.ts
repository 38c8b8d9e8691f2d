// The table of ways to write. Palette, lightbulb, selection and terminal read it and nothing else: a new way is a recipe and a row here.
import { draftOffers } from './drafts/draft-offers.ts';
import { improveOffers } from './improve/improve-offers.ts';
import type { Offer, Taken } from './offer.ts';
import { ruleOffers } from './rules/rule-offers.ts';

/** In the order they are offered under each heading. @see groupedOffers */
export const offers: readonly Offer[] = [...improveOffers, ...ruleOffers, ...draftOffers];

/** The way of that id. */
export function offerNamed(id: string): Offer | undefined {
  return offers.find((offer) => offer.id === id);
}

/** Whether a way can begin with it. Text can be a transcript, a question, or the source beside a name that is asked for. */
export function canTake({ takes, mayTake = [] }: Offer, given: 'text' | 'talk'): boolean {
  return [...takes, ...mayTake].some((what) => canBe(given, what));
}

/** Whether what is at hand can stand for what a way takes. */
export function canBe(given: 'text' | 'talk', what: Taken): boolean {
  return what === 'talk' || (given === 'text' && (what === 'text' || what === 'question'));
}
