// Thirty facets of character in a few posts, each shown or not, with the posts that show it. In: posts of one person. Out: a reading, one request or two. What
// an answer leaves out twice is a gap, no zero.
import type { RunPlace } from '../../play/call.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import { fence, fenceRule } from '../fence.ts';
import { fieldsOf, listSchema, numbersIn, objectSchema, objectsIn, textIn, textSchema } from '../fields-of.ts';
import { facetNames, type Reading } from './facets.ts';
import type { Post } from './read-posts.ts';

export interface ChunkReading {
  readonly reading: Reading;
  /** Numbers of posts by facet. */
  readonly posts: ReadonlyMap<string, readonly number[]>;
}

/** One request; what is left out is asked for once more. */
export function askFacets(chunk: readonly Post[], place: RunPlace, deps: WriteDeps, signal: AbortSignal) {
  const fenced = fence(chunk.map(({ number, text }) => `${number}: ${text}`).join('\n\n'), deps.random);
  const content = `${fenced.text}\n\n${fenceRule(fenced)}\n\nWhich of these facets of character do these posts show? ${facetNames.join(', ')}.\nGive every one of the ${facetNames.length}: shown 1 or 0, and for 1 the numbers of the posts that show it.`;
  let tries = 0;
  const read = (value: unknown): { readonly value: ChunkReading } | string => {
    const found = readFacets(chunk, value);
    const missing = facetNames.filter((name) => !found.reading.has(name));
    // What is missing is asked for once; after that the rest counts, and a gap stays a gap.
    return missing.length > 0 && (tries++ === 0 || found.reading.size === 0)
      ? `Missing: ${missing.join(', ')}.`
      : { value: found };
  };
  return askJson(
    { step: 'facets', messages: [{ role: 'user', content }], schema: { name: 'facets', schema }, read },
    place,
    deps,
    signal,
  );
}

const schema = objectSchema({
  facets: listSchema(
    objectSchema({
      facet: { type: 'string', enum: facetNames },
      shown: { type: 'integer', enum: [0, 1] },
      posts: listSchema({ type: 'integer' }),
      why: textSchema('a few words'),
    }),
  ),
});

function readFacets(chunk: readonly Post[], value: unknown): ChunkReading {
  const fields = fieldsOf(value);
  const reading = new Map<string, 0 | 1>();
  const posts = new Map<string, readonly number[]>();
  for (const one of fields ? objectsIn(fields, 'facets') : []) {
    const name = textIn(one, 'facet').toLowerCase();
    const shown = textIn(one, 'shown');
    if (!facetNames.includes(name) || (shown !== '0' && shown !== '1')) continue;
    reading.set(name, shown === '1' ? 1 : 0);
    const there = numbersIn(one, 'posts').filter((number) => chunk.some((post) => post.number === number));
    if (shown === '1') posts.set(name, there);
  }
  return { reading, posts };
}
