// A name, with or without a source text, in; a character out: facts with their evidence, a boundary found by contrast with a foil, questions
// inside and outside the horizon as tests, one answer to each as an example. No answer outside the horizon is shown what the foil knows.
import type { NewBlock } from '../../lang/edit.ts';
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { onOneLine } from '../fields-of.ts';
import type { Grounds } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, item, patchesOfBlocks, unsupported } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { askProfiles, type Claim, type Profile } from './profile.ts';
import { askQueries, type Query, queriesEach } from './simulate-queries.ts';

interface Answered extends Query {
  readonly answer: string;
}

/** The recipe, or why there is none. */
export const character: MakeRecipe = ({ words, text, base, find }) => {
  const [name = ''] = words.split('\n').map(onOneLine);
  if (name === '') return 'A name is needed: who it is.';
  const source = text?.trim() ? text : undefined;
  const requests = 3 + 2 * queriesEach;
  return {
    what: source ? `${name}, from a text` : `${name}, from what the model knows`,
    requests: { least: 5, most: requests + 3 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'profile', number: 1, of: requests };
      const profiles = yield* askProfiles(name, source, place, deps, signal);
      if (!profiles.ok) return profiles;
      const { own, foil } = profiles.value;
      const grounds = groundsOf(own, source !== undefined);
      yield* tellUnsupported(own, source !== undefined);
      yield { type: 'patches', patches: patchesOfBlocks(base, whoTheyAre(own), '', grounds, find) };
      yield { type: 'told', severity: 'note', message: `The boundary was drawn against ${foil.name}, ${foil.role}.` };
      const queries: Query[] = [];
      for (const kind of ['inside', 'outside'] as const) {
        yield { type: 'step', name: `questions ${kind}`, number: kind === 'inside' ? 2 : 3, of: requests };
        const asked = yield* askQueries(kind, profiles.value, place, deps, signal);
        if (!asked.ok) return asked;
        queries.push(...asked.value);
      }
      for (const [index, query] of queries.entries()) {
        yield { type: 'step', name: 'answer', number: 4 + index, of: 3 + queries.length };
        const answered = yield* answer(query, own, place, deps, signal);
        if (!answered.ok) return answered;
        const blocks = blocksOf({ ...query, answer: answered.text }, countOf(queries, index));
        const reason = query.kind === 'inside' ? `Answered by: ${query.claim.text}` : query.because;
        const evidence = query.kind === 'inside' ? query.claim.evidence : [];
        const because = new Map(blocks.flatMap(keysOf).map((key) => [key, { reason, evidence }]));
        yield { type: 'patches', patches: patchesOfBlocks(base, blocks, reason, because, find) };
      }
      return { ok: true };
    },
  };
};

/** The number of a query among those of its kind, from 1. */
function countOf(queries: readonly Query[], at: number): number {
  return queries.slice(0, at + 1).filter(({ kind }) => kind === queries[at]?.kind).length;
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
      ? `Answer from this and nothing else: ${evidenceOf(claim)}`
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

function evidenceOf({ text, evidence }: Claim): string {
  const [first] = evidence;
  return first?.found && first.quote !== text ? `${text} (“${first.quote}”)` : text;
}

function whoTheyAre({ name, role, summary, voice, claims }: Profile): readonly NewBlock[] {
  return [
    {
      word: 'persona',
      title: name,
      children: [
        entry('kind', 'character'),
        ...(role === '' ? [] : [entry('role', role)]),
        ...(summary === '' ? [] : [entry('summary', summary)]),
      ],
    },
    { word: 'voice', children: voice.map(item) },
    { word: 'knows', children: claims.map(({ text }) => item(text)) },
  ];
}

function groundsOf({ claims }: Profile, sourced: boolean): ReadonlyMap<string, Grounds> {
  return new Map(
    claims.map(({ text, evidence }) => [text, { reason: reasonOf(evidence, sourced), evidence }] as const),
  );
}

function reasonOf(evidence: Claim['evidence'], sourced: boolean): string {
  if (!sourced) return 'From what the model knows: there was no text to check it against.';
  return unsupported(evidence) ? 'Not supported: the text does not say this in the words quoted.' : 'The text says so.';
}

function* tellUnsupported({ claims }: Profile, sourced: boolean): Generator<WriteEvent> {
  if (!sourced) {
    const message = 'No source text was given: the facts come from the model alone. Check them.';
    return yield { type: 'told', severity: 'warning', message };
  }
  for (const { text, evidence } of claims.filter((claim) => unsupported(claim.evidence))) {
    const quoted = evidence[0] ? `“${evidence[0].quote}” stands nowhere in it` : 'it quotes nothing';
    yield { type: 'told', severity: 'warning', message: `The text does not support “${text}”: ${quoted}.` };
  }
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
