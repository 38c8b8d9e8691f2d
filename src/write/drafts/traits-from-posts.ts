// What somebody wrote (posts, or their side of a talk) in, their traits out: thirty facets for every ten posts, averaged, each with the posts it rests on,
// then a report. After Orca (Huang et al., "Orca: enhancing role-playing abilities by integrating personality traits", 2024).
import { askText } from '../ask-json.ts';
import type { WriteEvent } from '../events.ts';
import type { Grounds } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import type { Evidence } from '../patch.ts';
import { entry, patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { askFacets, type ChunkReading } from './ask-facets.ts';
import { chunksOf, type DimensionLevel, facetNames, levelsOf } from './facets.ts';
import { type Post, readPosts } from './read-posts.ts';

/** Posts that are read at once. */
export const chunkSize = 10;

/** The recipe, or why there is none. */
export const traitsFromPosts: MakeRecipe = ({ text = '', base, find }) => {
  const { author, posts } = readPosts(text);
  if (posts.length === 0) return 'There are no posts: paragraphs with a blank line between, or a transcript.';
  const chunks = chunksOf(posts, chunkSize);
  const of = chunks.length + 1;
  return {
    what: `The traits of ${author ?? 'whoever wrote this'}`,
    requests: { least: of, most: 2 * chunks.length + 1 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      const read: ChunkReading[] = [];
      for (const [index, chunk] of chunks.entries()) {
        yield { type: 'step', name: `facets of ${chunk.length} posts`, number: index + 1, of };
        const asked = yield* askFacets(chunk, place, deps, signal);
        if (!asked.ok) return asked;
        read.push(asked.value);
        const missing = facetNames.filter((name) => !asked.value.reading.has(name));
        if (missing.length === 0) continue;
        const message = `Asked twice, the model left out of chunk ${index + 1}: ${missing.join(', ')}. The average is over the others.`;
        yield { type: 'told', severity: 'warning', message };
      }
      const levels = levelsOf(read.map(({ reading }) => reading));
      const grounds = groundsOf(levels, read, posts);
      for (const [name, { evidence }] of grounds) {
        if (evidence.length > 0) continue;
        yield { type: 'told', severity: 'warning', message: `No post was named that shows “${name}”.` };
      }
      for (const { dimension, facets } of levels) {
        const gaps = facets.filter(({ level }) => level === undefined).map(({ name }) => name);
        if (gaps.length === 0) continue;
        const how =
          gaps.length < facets.length ? `is reckoned without ${gaps.length === 1 ? 'it' : 'them'}` : 'is left out';
        const message = `Nothing is known of ${gaps.join(', ')}: ${dimension} ${how}.`;
        yield { type: 'told', severity: 'warning', message };
      }
      const sums = levels.map(({ dimension, sum }) => `${dimension} ${sum?.toFixed(1) ?? 'not known'}`).join(', ');
      yield { type: 'told', severity: 'note', message: `Sums of six facets each: ${sums}.` };
      yield { type: 'step', name: 'report', number: of, of };
      const report = yield* askText(
        { step: 'report', messages: [{ role: 'user', content: reportRequest(levels) }] },
        place,
        deps,
        signal,
      );
      if (!report.ok) return report;
      const patches = patchesOfBlocks(
        base,
        [
          {
            word: 'persona',
            title: plainName(author ?? '') || 'Somebody',
            children: [entry('summary', 'Inferred from what they wrote.')],
          },
          { word: 'section', title: 'Your character', prose: report.reply.text.trim() },
          { word: 'traits', children: levels.flatMap(entriesOf) },
        ],
        'Put together from the facets.',
        grounds,
        find,
      );
      yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

function entriesOf({ dimension, sum, facets }: DimensionLevel) {
  const shown = (value: number) => String(Number(value.toFixed(4)));
  const own = facets.flatMap(({ name, level }) => (level === undefined ? [] : [entry(name, shown(level))]));
  return [...(sum === undefined ? [] : [entry(dimension, shown(sum / facets.length))]), ...own];
}

/** Of facets that some post is said to show. */
function groundsOf(
  levels: readonly DimensionLevel[],
  read: readonly ChunkReading[],
  posts: readonly Post[],
): ReadonlyMap<string, Grounds> {
  const shown = levels.flatMap(({ facets }) => facets).filter(({ level }) => (level ?? 0) > 0);
  return new Map(
    shown.map(({ name }) => {
      const numbers = new Set(read.flatMap((one) => one.posts.get(name) ?? []));
      const evidence = posts.filter(({ number }) => numbers.has(number)).map(evidenceOf);
      const reason = evidence.length > 0 ? `Shown in ${[...numbers].join(', ')}.` : 'Not supported: no post was named.';
      const finding = evidence.length > 0 ? {} : { unsupported: 'No post is named that shows it.' };
      return [name, { reason, evidence, ...finding }];
    }),
  );
}

function evidenceOf({ number, text, start }: Post): Evidence {
  const quote = text.length > 120 ? text.slice(0, 120) : text;
  return {
    quote,
    found: true,
    turn: String(number),
    said: `number ${number}`,
    source: { start, end: start + quote.length },
  };
}

function reportRequest(levels: readonly DimensionLevel[]): string {
  const lines = levels.map(({ dimension, sum, facets }) => {
    const own = facets
      .map(({ name, level }) => `${name} ${level === undefined ? 'unknown' : level.toFixed(2)}`)
      .join(', ');
    return `${dimension} ${sum === undefined ? 'unknown' : `${sum.toFixed(2)} of 6`}: ${own}`;
  });
  return `Levels of somebody's character (each facet 0 to 1):\n${lines.join('\n')}\n\nWrite it as one paragraph to this person ("You …"), in plain words and without numbers. Add nothing that the levels do not say.`;
}
