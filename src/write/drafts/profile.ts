// Somebody's profile as claims, each with its evidence, and a foil: somebody who knows what they cannot. In: a name and, where there is one, a
// source text. Out: both profiles. With a source every claim quotes it; a quote that stands nowhere makes its claim unsupported.
import type { RunPlace } from '../../play/call.ts';
import { type Asked, askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import {
  type Fields,
  fieldsOf,
  listSchema,
  objectSchema,
  objectsIn,
  textIn,
  textSchema,
  textsIn,
} from '../fields-of.ts';
import { findEvidence } from '../find-evidence.ts';
import type { Evidence } from '../patch.ts';

/** One thing that is so of somebody. */
export interface Claim {
  /** `A1`, `A2` … of the one, `B1` … of the foil. */
  readonly id: string;
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

export interface Profile {
  readonly name: string;
  /** A few words: what they are. */
  readonly role: string;
  readonly summary: string;
  readonly voice: readonly string[];
  readonly claims: readonly Claim[];
}

export interface ProfilePair {
  readonly own: Profile;
  readonly foil: Profile;
}

export interface ProfileQuestion {
  readonly name: string;
  /** Undefined: from what the model knows, which is said of every claim. */
  readonly source: string | undefined;
  /** Who was chosen; undefined: the model names one. */
  readonly foil: Profile | undefined;
}

/** One request. */
export function askProfiles(
  { name, source, foil }: ProfileQuestion,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Asked<ProfilePair>> {
  const fenced = source === undefined ? undefined : fence(source, deps.random);
  const content = [
    `Make a profile of ${name}${fenced ? ' out of this text' : ''}.`,
    ...(fenced ? [fenced.text, fenceRule(fenced)] : []),
    fenced
      ? 'Take every fact from the text and nowhere else; give for each the words of the text it rests on, to the letter, as quote.'
      : 'Write only what you are sure of. Leave each quote empty.',
    ...(foil
      ? []
      : [
          'Then name a foil: somebody real or made up who lives in another time, place or trade, and knows what this one cannot know. Give facts of the foil, too; their quotes are empty.',
        ]),
    'Each fact is one sentence that stands by itself.',
  ].join('\n\n');
  return askJson(
    {
      step: 'profile',
      messages: [{ role: 'user', content }],
      schema: foil ? { name: 'profile', schema: ownSchema } : { name: 'profiles', schema: pairSchema },
      read: (value) => readPair({ name, source, foil }, value),
    },
    place,
    deps,
    signal,
  );
}

const facts = listSchema(objectSchema({ fact: textSchema(), quote: textSchema('words of the text, to the letter') }));
const person = {
  name: textSchema(),
  role: textSchema('a few words'),
  summary: textSchema('one sentence'),
  facts,
};
const own = { ...person, voice: listSchema(textSchema('one habit of speech')) };
const ownSchema = objectSchema(own);
const pairSchema = objectSchema({ ...own, foil: objectSchema(person) });

function readPair({ name, source, foil: chosen }: ProfileQuestion, value: unknown): { value: ProfilePair } | string {
  const fields = fieldsOf(value);
  const other = fields && fieldsOf(fields['foil']);
  if (!fields || (!other && !chosen)) return 'It needs the profile and in it a "foil".';
  const own = readProfile(fields, 'A', source, name);
  const foil = chosen ?? readProfile(other ?? {}, 'B', undefined, textIn(other ?? {}, 'name'));
  if (own.claims.length === 0) return 'It needs "facts", each with "fact" and "quote".';
  if (foil.name === '' || foil.claims.length === 0) return 'The foil needs a "name" and "facts".';
  return { value: { own, foil } };
}

function readProfile(fields: Fields, letter: string, source: string | undefined, name: string): Profile {
  const claims = objectsIn(fields, 'facts').flatMap((one) => {
    const text = textIn(one, 'fact');
    return text === '' ? [] : [{ text, quote: textIn(one, 'quote') }];
  });
  return {
    name,
    role: textIn(fields, 'role'),
    summary: textIn(fields, 'summary'),
    voice: textsIn(fields, 'voice'),
    claims: claims.map(({ text, quote }, index) => ({
      id: `${letter}${index + 1}`,
      text,
      evidence: source === undefined ? [] : findEvidence(source, [quote]),
    })),
  };
}

/** The claims as a request shows them, one a line. */
export function claimLines({ claims }: Profile): string {
  return claims.map(({ id, text }) => `${id}: ${text}`).join('\n');
}
