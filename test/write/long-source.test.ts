// Sources too long for one request: cut where a line ends, said what was left out; transcripts keep their newest turns; ways that read in parts get all.
import { describe, expect, test } from 'vitest';
import { facetNames } from '../../src/write/drafts/facets.ts';
import { fitSource, usualLongest } from '../../src/write/fit-source.ts';
import { offerNamed } from '../../src/write/offers.ts';
import { recipeOf } from '../../src/write/recipe-of.ts';
import { applyEvent, emptyReview } from '../../src/write/review.ts';
import { runRecipe } from '../../src/write/run-recipe.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { drafted } from './drafted.ts';
import { writeInput } from './input.ts';
import { writeDeps } from './kit.ts';

const never = new AbortController().signal;
const line = (at: number) => `Line ${at} says that the cellar of the archive floods every March.\n`;
const long = Array.from({ length: 32_000 }, (_, at) => line(at)).join('');

describe('what is cut', () => {
  test('nothing, where it fits', () => {
    expect(fitSource('short', 5, 'text')).toBeUndefined();
  });

  test('the end of a text, at the end of a line; what was left out is said', () => {
    const fitted = fitSource(long, 10_000, 'text');
    expect(fitted?.text.length).toBeLessThanOrEqual(10_000);
    expect(long.startsWith(fitted?.text ?? 'x')).toBe(true);
    expect(fitted?.text.endsWith('March.\n')).toBe(true);
    expect(fitted?.leftOut).toMatch(
      /^The text is too long for one request: 9 \d{3} of 2 \d{3} \d{3} characters were read; left out begins with “Line \d+ says/u,
    );
  });

  test('the beginning of a transcript, before a turn', () => {
    const talk = Array.from({ length: 900 }, (_, at) => `You: Question ${at}\n\nAda: Answer ${at}\n`).join('\n');
    const fitted = fitSource(talk, 1000, 'talk');
    expect(fitted?.text).toMatch(/^(You|Ada): /u);
    expect(talk.endsWith(fitted?.text ?? 'x')).toBe(true);
    expect(fitted?.leftOut).toMatch(/turns \d+ to 1800 were read/u);
  });

  test('no half of a character, where nothing ends', () => {
    const faces = '😀'.repeat(600);
    for (const of of ['text', 'talk'] as const) {
      const fitted = fitSource(faces, 901, of);
      expect(fitted?.text).toBe('😀'.repeat((fitted?.text.length ?? 0) / 2));
      expect(fitted?.text.length).toBe(900);
    }
  });
});

describe('two megabytes', () => {
  test('become a draft: cut, said so above the changes, quotes found in what was read', async () => {
    expect(long.length).toBeGreaterThan(2_000_000);
    const offer = offerNamed('from-description');
    const model = scriptedModel([`\`\`\`persona\n${drafted}\`\`\``]);
    const made = offer && (await recipeOf(offer, writeInput('', { text: long })));
    if (!made || typeof made === 'string') throw new Error('no recipe');
    expect(made.input.text?.length).toBeLessThanOrEqual(usualLongest);
    let review = emptyReview;
    for await (const event of runRecipe(made.recipe, writeDeps(model), never)) review = applyEvent(review, event);
    expect(review.told[0]).toMatchObject({ severity: 'warning', message: expect.stringContaining('left out') });
    const cellar = review.rows.find(({ patch }) => patch.title === 'knows › cellar')?.patch;
    const at = cellar?.evidence[0]?.source;
    expect(made.input.text?.slice(at?.start, at?.end)).toBe('floods every March');
    const sent = model.requests[0]?.messages.map(({ content }) => content).join('') ?? '';
    expect(sent.length).toBeLessThan(usualLongest + 40_000);
  });

  test('a model that reads little is sent little', async () => {
    const offer = offerNamed('from-description');
    const input = writeInput('', { text: long });
    const made = offer && (await recipeOf(offer, { ...input, suite: { ...input.suite, promptBudget: 8000 } }));
    expect(made && typeof made !== 'string' && (made.input.text?.length ?? 0)).toBeLessThanOrEqual(16_000);
  });

  test('posts are read in parts, all of them', async () => {
    const posts = Array.from({ length: 25 }, (_, at) => `Post ${at}. ${'It rained. '.repeat(8000)}`).join('\n\n');
    expect(posts.length).toBeGreaterThan(2_000_000);
    const facets = facetNames.map((facet) => ({ facet, shown: 0, posts: [], why: '' }));
    const read = JSON.stringify({ facets });
    const model = scriptedModel([read, read, read, 'You are calm.']);
    const offer = offerNamed('persona-from-posts');
    const made = offer && (await recipeOf(offer, writeInput('', { text: posts })));
    if (!made || typeof made === 'string') throw new Error('no recipe');
    let review = emptyReview;
    for await (const event of runRecipe(made.recipe, writeDeps(model), never)) review = applyEvent(review, event);
    model.finish();
    expect(review.told.map(({ message }) => message).join(' ')).not.toContain('left out');
    const all = model.requests.map(({ messages }) => messages[0]?.content).join('');
    for (const at of [0, 9, 10, 24]) expect(all).toContain(`Post ${at}. It rained.`);
  });
});
