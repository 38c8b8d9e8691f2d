// Questions to a persona, found by contrast with a foil: first those it can answer and the foil cannot, then those only the foil could answer. In:
// two profiles. Out: questions, each tied to a claim by its id. After Ditto (Lu et al., "Large language models are superpositions of all
// characters", 2024), in words of our own.
import type { RunPlace } from '../../play/call.ts';
import { type Asked, askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fieldsOf, listSchema, objectSchema, objectsIn, textIn, textSchema } from '../fields-of.ts';
import { type Claim, claimLines, type ProfilePair } from './profile.ts';

export interface Query {
  /** `outside`: to be declined. */
  readonly kind: 'inside' | 'outside';
  readonly question: string;
  /** Inside: what answers it, of the persona. Outside: what would answer it, of the foil; no answer is shown it. */
  readonly claim: Claim;
  /** Inside: a word or number of the claim that any right answer has; empty where the claim has no such word. */
  readonly key: string;
  /** Outside: what of the persona puts it beyond its horizon. */
  readonly because: string;
}

/** How many of each kind. */
export const queriesEach = 2;

/** One request for each kind. */
export function askQueries(
  kind: Query['kind'],
  { own, foil }: ProfilePair,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Asked<readonly Query[]>> {
  const [one, other] = kind === 'inside' ? [own, foil] : [foil, own];
  const content = [
    `What is known of ${one.name}, ${one.role}:\n${claimLines(one)}`,
    `What is known of ${other.name}, ${other.role}:\n${claimLines(other)}`,
    kind === 'inside'
      ? `Ask ${own.name} ${queriesEach} questions that ${own.name} can answer by one of the facts ${idsOf(own.claims)} and ${foil.name} could not. For each give the id of that fact, and as key one word or number of the fact that every right answer has. Leave "because" empty.`
      : `Ask ${own.name} ${queriesEach} questions that only ${foil.name} could answer, by one of the facts ${idsOf(foil.claims)}: they lie outside the time, the place or the trade of ${own.name}. For each give the id of that fact, and in "because" one sentence on why ${own.name} cannot know it, which does not give the answer away. Leave "key" empty.`,
    `Questions are put straight to ${own.name}, as a visitor would.`,
  ].join('\n\n');
  return askJson(
    {
      step: kind === 'inside' ? 'questions inside' : 'questions outside',
      messages: [{ role: 'user', content }],
      schema: { name: 'questions', schema },
      read: (value) => readQueries(kind, one.claims, value),
    },
    place,
    deps,
    signal,
  );
}

const schema = objectSchema({
  questions: listSchema(
    objectSchema({ question: textSchema(), fact: textSchema('its id'), key: textSchema(), because: textSchema() }),
  ),
});

function readQueries(
  kind: Query['kind'],
  claims: readonly Claim[],
  value: unknown,
): { readonly value: readonly Query[] } | string {
  const fields = fieldsOf(value);
  if (!fields) return 'It needs a list "questions".';
  const queries: Query[] = [];
  for (const one of objectsIn(fields, 'questions')) {
    const question = textIn(one, 'question');
    const claim = claims.find(({ id }) => id === textIn(one, 'fact'));
    const because = textIn(one, 'because');
    if (question === '') continue;
    if (!claim) return `“${question}” names no fact of ${idsOf(claims)}.`;
    if (kind === 'outside' && because === '') return `“${question}” needs a "because".`;
    const key = textIn(one, 'key');
    // A word that the fact has not would make a test that no right answer passes.
    const stands = key !== '' && claim.text.toLowerCase().includes(key.toLowerCase());
    queries.push({ kind, question, claim, key: kind === 'inside' && stands ? key : '', because });
  }
  return queries.length > 0 ? { value: queries.slice(0, queriesEach) } : 'It needs a list "questions".';
}

function idsOf(claims: readonly Claim[]): string {
  return claims.map(({ id }) => id).join(', ');
}
