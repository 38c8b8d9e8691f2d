// Traits from posts: chunks of ten with the last one whole, averages of the card, gaps asked for again and never taken as zero.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { chunksOf, dimensions, facetNames, levelsOf, type Reading } from '../../../src/write/drafts/facets.ts';
import { traitsFromPosts } from '../../../src/write/drafts/traits-from-posts.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const vectors = ['101100', '111000', '001110'];
const answer = (vector: string, post: number, leaveOut?: string) =>
  JSON.stringify({
    facets: facetNames
      .filter((facet) => facet !== leaveOut)
      .map((facet) => {
        const at = (dimensions.openness as readonly string[]).indexOf(facet);
        const shown = at >= 0 ? Number(vector[at]) : 0;
        return { facet, shown, posts: shown ? [post] : [], why: '' };
      }),
  });
const text = Array.from({ length: 23 }, (_, at) => `Post number ${at + 1} is here.`).join('\n\n');
const script = [answer('101100', 2), answer('111000', 12), answer('001110', 23), 'You dream a lot.'];

describe('from 23 posts', () => {
  test('chunks of 10, 10 and 3; the averages of the card; evidence on the posts', async () => {
    expect(chunksOf([...Array(23).keys()], 10).map(({ length }) => length)).toEqual([10, 10, 3]);
    const model = scriptedModel(script);
    const { text: file, told, patches, events } = await ran(traitsFromPosts, inputOf({ text }), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['facets', 'facets', 'facets', 'report']);
    expect(wordsOf(model.requests[0])).toContain('10: Post number 10 is here.');
    expect(wordsOf(model.requests[0])).not.toContain('Post number 11');
    expect(wordsOf(model.requests[2])).toContain('23: Post number 23 is here.');
    expect(wordsOf(model.requests[2])).not.toContain('Post number 20');
    // The report is written from the levels, not from the posts.
    expect(wordsOf(model.requests[3])).toContain(
      'openness 3.00 of 6: imagination 0.67, artistic interests 0.33, emotionality 1.00',
    );
    expect(wordsOf(model.requests[3])).not.toContain('Post number');
    expect(told[0]).toContain('openness 3.0, conscientiousness 0.0');
    expect(file).toContain('openness: 0.5\n  imagination: 0.6667\n  artistic interests: 0.3333\n  emotionality: 1\n');
    expect(parse(file, 'x').problems).toEqual([]);
    const imagination = patches.find(({ title }) => title === 'traits › imagination');
    expect(imagination?.evidence.map(({ turn, quote }) => [turn, quote])).toEqual([
      ['2', 'Post number 2 is here.'],
      ['12', 'Post number 12 is here.'],
    ]);
    expect(imagination?.evidence[0]?.source?.start).toBe(text.indexOf('Post number 2 '));
  });

  test('a facet left out is asked for again', async () => {
    const model = scriptedModel([answer('101100', 2, 'anger'), ...script]);
    const { events } = await ran(traitsFromPosts, inputOf({ text }), model);
    expect(stepsOf(events).slice(0, 2)).toEqual(['facets', 'facets again']);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('Missing: anger.');
    model.finish();
  });

  test('left out twice it is a gap, no zero', async () => {
    const gap = answer('101100', 2, 'imagination');
    const model = scriptedModel([gap, gap, ...script.slice(1)]);
    const { told, text: file } = await ran(traitsFromPosts, inputOf({ text }), model);
    model.finish();
    expect(told[0]).toContain('left out of chunk 1: imagination');
    // 1 and 0 of the two that have it.
    expect(file).toContain('imagination: 0.5\n');
  });

  test('a facet that nobody could read lowers no dimension; one of which nothing is known is left out', async () => {
    const posts = 'Only this one.';
    const given = JSON.parse(answer('111110', 1, 'liberalism')) as { facets: { facet: string }[] };
    const gaps: readonly string[] = dimensions.neuroticism;
    const gap = JSON.stringify({ facets: given.facets.filter(({ facet }) => !gaps.includes(facet)) });
    const model = scriptedModel([gap, gap, 'You dream a lot.']);
    const { told, text: file } = await ran(traitsFromPosts, inputOf({ text: posts }), model);
    model.finish();
    expect(file).toContain('  openness: 1\n  imagination: 1\n');
    expect(file).not.toMatch(/liberalism|neuroticism|anger/u);
    expect(wordsOf(model.requests[2])).toContain('neuroticism unknown: anxiety unknown');
    expect(told.join('\n')).toContain('Nothing is known of liberalism: openness is reckoned without it.');
    expect(told.join('\n')).toContain('vulnerability: neuroticism is left out.');
    expect(told.join('\n')).toContain('openness 6.0, conscientiousness 0.0');
  });

  test('a facet that no post is named for is a finding', async () => {
    const nowhere = answer('101100', 99);
    const model = scriptedModel([nowhere, nowhere, nowhere, 'You dream.']);
    const { told } = await ran(traitsFromPosts, inputOf({ text }), model);
    expect(told.join('\n')).toContain('No post was named that shows “adventurousness”');
  });

  test('of a transcript only what the persona said', async () => {
    const talk = 'You: Who goes there?\n\nIda: Me, as ever.\n\nYou: Why?\n\nIda: I like the fog.\n';
    const model = scriptedModel([answer('101100', 2), 'You like fog.']);
    const { text: file } = await ran(traitsFromPosts, inputOf({ text: talk }), model);
    model.finish();
    expect(wordsOf(model.requests[0])).toContain('4: I like the fog.');
    expect(wordsOf(model.requests[0])).not.toContain('Who goes');
    expect(file).toContain('persona Ida\n');
  });
});

test('levels of the vector', () => {
  const readings = vectors.map(
    (vector): Reading => new Map(dimensions.openness.map((name, at) => [name, vector[at] === '1' ? 1 : 0])),
  );
  const [openness] = levelsOf(readings);
  expect(openness?.facets.map(({ level }) => Number(level?.toFixed(4)))).toEqual([
    0.6667, 0.3333, 1, 0.6667, 0.3333, 0,
  ]);
  expect(openness?.sum).toBeCloseTo(3, 10);
});
