// Who wrote these lines: facts and traits of character, each on the turns that support it, then two paragraphs. In: the user's turns alone. Out: a
// profile. Two requests. After "Know you first and be you better: implicit user profiles" (USP, Wang et al., 2025).
import type { RunPlace } from '../../play/call.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import { fieldsOf, listSchema, numbersIn, objectSchema, objectsIn, textIn, textSchema } from '../fields-of.ts';
import { findEvidence } from '../find-evidence.ts';
import type { Evidence } from '../patch.ts';
import { plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { saidWords } from '../said.ts';
import type { TalkTurn } from './read-talk.ts';

export interface Attribute {
  readonly kind: 'fact' | 'character';
  readonly name: string;
  readonly value: string;
  /** The turns it is said to rest on, with the words found there. */
  readonly evidence: readonly Evidence[];
  readonly supported: boolean;
}

export interface UserProfile {
  readonly attributes: readonly Attribute[];
  /** A paragraph each, in the second person. */
  readonly facts: string;
  readonly character: string;
}

export type Inferred = { readonly ok: true; readonly profile: UserProfile } | Extract<RecipeEnd, { ok: false }>;

/** `turns`: the user's, and nobody else's. */
export async function* inferUser(
  turns: readonly TalkTurn[],
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Inferred> {
  const fenced = fence(turns.map(({ number, text }) => `${number}: ${text}`).join('\n'), deps.random);
  const content = `${fenced.text}\n\n${fenceRule(fenced)}\n\n${task}`;
  const asked = yield* askJson(
    {
      step: 'attributes',
      messages: [{ role: 'user', content }],
      schema: { name: 'attributes', schema },
      read: (value) => readAttributes(turns, value),
    },
    place,
    deps,
    signal,
  );
  if (!asked.ok) return asked;
  const kept = asked.value.filter(({ supported }) => supported);
  const listed = (kind: Attribute['kind']) =>
    kept.flatMap((one) => (one.kind === kind ? [`- ${one.name}: ${one.value}`] : [])).join('\n') || '- nothing';
  const request = `Facts:\n${listed('fact')}\n\nCharacter:\n${listed('character')}\n\n${polish}`;
  const prose = yield* askJson(
    {
      step: 'prose',
      messages: [{ role: 'user', content: request }],
      schema: { name: 'prose', schema: proseSchema },
      read: readProse,
    },
    place,
    deps,
    signal,
  );
  return prose.ok ? { ok: true, profile: { attributes: asked.value, ...prose.value } } : prose;
}

const task =
  'These are the lines of one person in a talk; the other side is left out. What do they show of this person? Facts: age, work, family, routines, aims, tasks at hand. Character: how they think and feel, how they write. For each give the numbers of the lines it rests on and words of one of them, to the letter. Leave out what no line shows.';
const polish = 'Write this as two paragraphs to the person ("You …"): the facts, then the character. Add nothing.';

const attribute = objectSchema({
  name: textSchema('one or two words'),
  value: textSchema(),
  turns: listSchema({ type: 'integer' }),
  quote: textSchema('words of one of these lines, to the letter'),
});
const schema = objectSchema({ facts: listSchema(attribute), character: listSchema(attribute) });
const proseSchema = objectSchema({ facts: textSchema(), character: textSchema() });

function readAttributes(turns: readonly TalkTurn[], value: unknown): { readonly value: readonly Attribute[] } | string {
  const fields = fieldsOf(value);
  if (!fields) return 'It needs "facts" and "character".';
  const found = (['facts', 'character'] as const).flatMap((list) =>
    objectsIn(fields, list).flatMap((one): readonly Attribute[] => {
      const name = plainName(textIn(one, 'name'));
      const said = textIn(one, 'value');
      if (name === '' || said === '') return [];
      const evidence = evidenceOf(turns, numbersIn(one, 'turns'), textIn(one, 'quote'));
      const kind = list === 'facts' ? 'fact' : 'character';
      return [{ kind, name, value: said, evidence, supported: evidence.some((each) => each.found) }];
    }),
  );
  return found.length > 0
    ? { value: found }
    : 'It needs "facts" and "character", each with "name", "value", "turns" and "quote".';
}

/** The quote where it stands in one of the turns named; a turn that there is not, or that has it not, supports nothing. */
function evidenceOf(turns: readonly TalkTurn[], numbers: readonly number[], quote: string): readonly Evidence[] {
  const named = turns.filter(({ number }) => numbers.includes(number));
  const found = named.flatMap(({ number, text, start }) =>
    findEvidence(text, [quote]).flatMap((one): readonly Evidence[] =>
      one.found && one.source
        ? [
            {
              ...one,
              turn: String(number),
              said: saidWords(number, 'user'),
              source: { start: start + one.source.start, end: start + one.source.end },
            },
          ]
        : [],
    ),
  );
  return found.length > 0 ? found : [{ quote, found: false }];
}

function readProse(
  value: unknown,
): { readonly value: { readonly facts: string; readonly character: string } } | string {
  const fields = fieldsOf(value);
  const prose = fields && { facts: textIn(fields, 'facts'), character: textIn(fields, 'character') };
  return prose && prose.facts !== '' && prose.character !== ''
    ? { value: prose }
    : 'It needs "facts" and "character" as text.';
}
