// The ways to write, as a newcomer meets them: every one once, under a heading that fits what it does.
import { describe, expect, test } from 'vitest';
import { groupedOffers, offerGroups } from '../../src/write/offer-groups.ts';
import { offers } from '../../src/write/offers.ts';

describe('the groups', () => {
  test('hold every way once, in the order of the headings', () => {
    const grouped = groupedOffers(offers);
    const ids = grouped.flatMap((group) => group.offers.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(offers.map(({ id }) => id).toSorted());
    expect(grouped.map(({ heading }) => heading)).toEqual(Object.values(offerGroups));
  });

  test('begin with what most people want', () => {
    const first = (purpose: 'draft' | 'improve') =>
      groupedOffers(offers.filter((offer) => offer.purpose === purpose))[0]?.offers[0]?.id;
    expect([first('draft'), first('improve')]).toEqual(['from-description', 'improve']);
  });

  test('keep drafts and changes of a file apart, and leave out what has no way', () => {
    const headings = (purpose: 'draft' | 'improve') =>
      groupedOffers(offers.filter((offer) => offer.purpose === purpose)).map(({ heading }) => heading);
    expect(headings('draft').filter((heading) => headings('improve').includes(heading))).toEqual([]);
    expect(headings('improve')).toContain(offerGroups.look);
  });

  test('what changes nothing stands apart from what improves', () => {
    const look = offers.filter(({ group }) => group === 'look').map(({ id }) => id);
    expect(look.toSorted()).toEqual(['calibrate-judge', 'check-user', 'compare', 'judge-role', 'learn-strategies']);
  });
});

test('a label goes on from “Write a persona …”, and a line, which the list has room for, says what comes out', () => {
  for (const { label, detail } of offers) {
    expect(label).toMatch(/^\p{Ll}/u);
    expect(detail).toMatch(/\.$/u);
    expect(detail.length, detail).toBeLessThanOrEqual(84);
  }
});
