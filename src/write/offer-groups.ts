// The ways to write under the headings that a newcomer looks for, as the palette and the help of the terminal list them. In: ways in any order. Out:
// groups in the order they are offered. Pure.
import type { Offer } from './offer.ts';

/** In the order they are offered; the heading of each. */
export const offerGroups = {
  somebody: 'From a few words',
  said: 'From what somebody said or wrote',
  users: 'From users that are there',
  several: 'Several at once',
  better: 'Make it better',
  words: 'Work on its words',
  look: 'Find something out; the persona stays as it is',
} as const;

export type OfferGroup = keyof typeof offerGroups;

export interface GroupedOffers {
  readonly heading: string;
  readonly offers: readonly Offer[];
}

/** Groups without a way are left out; inside one the order stays. */
export function groupedOffers(offers: readonly Offer[]): readonly GroupedOffers[] {
  return Object.entries(offerGroups).flatMap(([group, heading]) => {
    const own = offers.filter((offer) => offer.group === group);
    return own.length > 0 ? [{ heading, offers: own }] : [];
  });
}
