// The cycle of a persona made from posts: it is played, its facets are read again from its replies alone, and compared with those in the file.
import { describe, expect, test } from 'vitest';
import { checkUser } from '../../../src/write/drafts/check-user.ts';
import { dimensions, facetNames } from '../../../src/write/drafts/facets.ts';
import { traitsFromPosts } from '../../../src/write/drafts/traits-from-posts.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const answer = (shown: readonly string[], leftOut: readonly string[] = []) =>
  JSON.stringify({
    facets: facetNames
      .filter((facet) => !leftOut.includes(facet))
      .map((facet) => ({ facet, shown: shown.includes(facet) ? 1 : 0, posts: [1], why: '' })),
  });
const { openness, neuroticism } = dimensions;

/** As the way from a transcript writes it. */
async function made() {
  const model = scriptedModel([answer(openness), 'You dream a lot.']);
  const talk = 'You: Who goes there?\n\nIda: Me, in the fog, as ever.\n';
  const { text } = await ran(traitsFromPosts, inputOf({ text: talk }), model);
  model.finish();
  return text;
}

describe('check what was inferred', () => {
  test('of a persona from a transcript: played, read again from its replies alone, compared facet by facet', async () => {
    const file = await made();
    const again = answer(openness.slice(0, 3), neuroticism);
    const model = scriptedModel(['What do you do all day?', 'I watch ships.', 'Goodbye.', again, again]);
    const { told, events, patches, ending } = await ran(checkUser, inputOf({}, file), model);
    expect([patches, ending]).toEqual([[], 'nothing']);
    const [asks, , , ...rest] = model.requests;
    const facets = rest.filter((request) => wordsOf(request).includes('facets of character'));
    expect(wordsOf(facets[0])).toContain('1: I watch ships.');
    // Neither what the user asked nor what the file says of it.
    expect(wordsOf(facets[0])).not.toMatch(/all day|dream a lot|fog/u);
    expect(wordsOf(asks)).not.toContain('dream a lot');
    expect(stepsOf(events).filter((step) => step.startsWith('facets'))).toEqual(['facets', 'facets again']);
    // Three of 24 differ by a whole step; the six of which nothing is known count for nothing.
    expect(told.at(-1)).toContain('24 of 30 facets are known both times, 0.8750 alike');
    expect(told.at(-1)).toContain(`More than half the scale apart: ${openness.slice(3).join(', ')}.`);
    const table = events.flatMap((event) => (event.type === 'table' ? [event.table] : []))[0];
    expect(table?.rows).toContainEqual(['openness', '1.00', '0.50']);
    expect(table?.rows).toContainEqual(['neuroticism', '0.00', '']);
  });

  test('a persona that says nothing, and one without facets', async () => {
    const model = scriptedModel(['Goodbye.']);
    const { told } = await ran(checkUser, inputOf({}, await made()), model);
    expect(told.join()).toContain('said nothing: there is nothing to compare');
    expect(checkUser(inputOf({}, 'persona X\n\ntraits\n  openness: high\n'))).toContain('are needed');
  });
});
