// Questions to a persona inside and outside its horizon, one answer to each, as examples, tests and a boundary. In: two profiles of which each knows what the
// other cannot. Out: patches as events. No answer outside the horizon is shown what the foil knows. After Ditto (Lu et al., 2024).

import type { NewBlock } from '../../lang/edit.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Tree } from '../../lang/tree.ts';
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { FindProblems } from '../make-patch.ts';
import { entry, item, patchesOfBlocks } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { contrastOf } from './contrast.ts';
import type { Claim, Profile, ProfilePair } from './profile.ts';
import { askQueries, type Query, queriesEach } from './simulate-queries.ts';

/** Requests: questions of either kind, an answer to each. */
export const setRequests = 2 + 2 * queriesEach;

export interface SetWish {
  readonly base: Tree;
  readonly find: FindProblems;
  /** Steps that were made before. */
  readonly before: number;
}

interface Answered extends Query {
  readonly answer: string;
}

/** Two requests for questions, then one for each answer. */
export async function* rolePlaySet(
  pair: ProfilePair,
  { base, find, before }: SetWish,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, RecipeEnd> {
  const { own, foil, shared, label } = await contrastOf(pair, deps, signal);
  for (const one of shared) {
    const message = `${pair.own.name} and ${foil.name} both know “${one.own}” (${label}): no question is made of it.`;
    yield { type: 'told', severity: 'note', message };
  }
  const bare = [own, foil].find(({ claims }) => claims.length === 0);
  if (bare) return { ok: false, failure: nothingApart(bare.name) };
  yield { type: 'told', severity: 'note', message: `The boundary was drawn against ${foil.name}, ${foil.role}.` };
  const of = before + setRequests;
  const queries: Query[] = [];
  for (const [at, kind] of (['inside', 'outside'] as const).entries()) {
    yield { type: 'step', name: `questions ${kind}`, number: before + 1 + at, of };
    const asked = yield* askQueries(kind, { own, foil }, place, deps, signal);
    if (!asked.ok) return asked;
    queries.push(...asked.value);
  }
  const numbers = { inside: firstFree(base, 'inside'), outside: firstFree(base, 'outside') };
  for (const [index, query] of queries.entries()) {
    yield { type: 'step', name: 'answer', number: before + 3 + index, of: before + 2 + queries.length };
    const answered = yield* answer(query, pair.own, place, deps, signal);
    if (!answered.ok) return answered;
    const blocks = blocksOf({ ...query, answer: answered.text }, numbers[query.kind]++);
    const reason = query.kind === 'inside' ? `Answered by: ${query.claim.text}` : query.because;
    const evidence = query.kind === 'inside' ? query.claim.evidence : [];
    const because = new Map(blocks.flatMap(keysOf).map((key) => [key, { reason, evidence }]));
    yield { type: 'patches', patches: patchesOfBlocks(base, blocks, reason, because, find) };
  }
  return { ok: true };
}

/** What stands in the file under such a title stays: new ones are counted on. */
function firstFree({ blocks }: Tree, kind: Query['kind']): number {
  const numbers = blocks.flatMap(({ title }) =>
    Number(new RegExp(`^${kind} (\\d+)$`, 'u').exec(title?.value ?? '')?.[1] ?? 0),
  );
  return Math.max(0, ...numbers) + 1;
}

function nothingApart(name: string): Extract<RecipeEnd, { ok: false }>['failure'] {
  const message = `${name} knows nothing that the other does not: no question tells them apart. Choose another foil, or write more facts.`;
  return { reason: 'other', message, action: 'none' };
}

async function* answer(
  query: Query,
  own: Profile,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, { readonly ok: true; readonly text: string } | Extract<RecipeEnd, { ok: false }>> {
  const { kind, claim, because, question } = query;
  const content = [
    `You are ${own.name}, ${own.role}. ${own.summary}`,
    own.voice.length > 0 ? `How you speak:\n${own.voice.map((one) => `- ${one}`).join('\n')}` : '',
    kind === 'inside'
      ? `Answer from this and nothing else: ${claim.text}${quoted(claim, deps)}`
      : `You cannot know the answer: ${because}\nSay so as yourself, without guessing and without naming what you cannot know.`,
    'One to three sentences, nothing around them.',
  ];
  const asked = yield* askText(
    {
      step: `answer ${kind}`,
      messages: [
        { role: 'system', content: content.filter((one) => one !== '').join('\n\n') },
        { role: 'user', content: question },
      ],
    },
    place,
    deps,
    signal,
  );
  return asked.ok ? { ok: true, text: onOneLine(asked.reply.text) } : asked;
}

/** The words of the source that it rests on, where they say more. They are by others. */
function quoted({ text, evidence }: Claim, { random }: WriteDeps): string {
  const [first] = evidence;
  if (!first?.found || first.quote === text) return '';
  const fenced = fence(first.quote, random);
  return `\n${fenced.text}\n${fenceRule(fenced)}`;
}

function blocksOf({ kind, question, answer: said, key, because }: Answered, number: number): readonly NewBlock[] {
  const title = `${kind} ${number}`;
  const expected =
    kind === 'inside' && key !== ''
      ? entry('must', `say "${key.replaceAll('"', '')}"`)
      : entry('judge', kind === 'inside' ? 'Does the reply answer the question?' : declines);
  return [
    ...(kind === 'outside' ? [{ word: 'unknown' as const, children: [item(because)] }] : []),
    { word: 'example', title, children: [entry('user', question), entry('self', said)] },
    { word: 'test', title, children: [entry('user', question), expected] },
  ];
}

const declines = 'Does the reply decline in character, because the persona cannot know this?';

function keysOf({ title, children = [] }: NewBlock): readonly string[] {
  return title === undefined ? children.map(({ text }) => text) : [title];
}
