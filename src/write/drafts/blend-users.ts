// A new user out of two that are near each other: somebody between them, as the two paragraphs of an inferred user. In: files of users. Out: a file. Measured: it
// must be more like each of the two than they are like one another; one that is not is asked for once more, then left out. After USP (Wang et al., 2025).
import { likeness } from '../../model/fallbacks/likeness.ts';
import type { RunPlace } from '../../play/call.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import { fieldsOf, objectSchema, textIn, textSchema } from '../fields-of.ts';
import { linesOfBlock } from '../lines-of.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { fileNameOf } from './draft-member.ts';
import { densitiesOf } from './user-density.ts';
import { readUsers, type UserFile } from './user-files.ts';
import { characterTitle, factsTitle } from './user-from-talk.ts';

/** Two that are as alike as this leave nothing between them. */
const same = 0.999;

interface Blend {
  readonly name: string;
  readonly facts: string;
  readonly character: string;
}

/** The recipe, or why there is none. `words`: paths. */
export const blendUsers: MakeRecipe = (input) => {
  const users = readUsers(input, 2);
  if (typeof users === 'string') return users;
  return {
    what: `A user between two of ${users.length}`,
    requests: { least: 1, most: 4 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'nearest', number: 1, of: 2 };
      const pair = await parentsOf(users, deps, signal);
      if (!pair) {
        yield { type: 'told', severity: 'warning', message: 'No two of them differ: there is nobody between them.' };
        return { ok: true };
      }
      const { a, b, apart, label } = pair;
      let fault = '';
      for (const step of ['blend', 'blend again']) {
        yield { type: 'step', name: step, number: 2, of: 2 };
        const asked = yield* askBlend(step, a, b, fault, place, deps, signal);
        if (!asked.ok) return asked;
        const { value } = asked;
        const between = [`${value.facts}\n${value.character}`, [a.content, b.content]] as const;
        const [found] = await likeness(deps.similarity, [between], signal);
        const [toA = 0, toB = 0] = found?.alike ?? [];
        const figures = `${toA.toFixed(4)} like ${a.name}, ${toB.toFixed(4)} like ${b.name}; they are ${apart.toFixed(4)} like one another (${found?.label})`;
        // A budget that is spent meanwhile, and words are counted: figures of two measures are no comparison.
        if (found?.label !== label || Math.min(toA, toB) <= apart) {
          fault = `It does not lie between the two: ${figures}.`;
          continue;
        }
        yield { type: 'told', severity: 'note', message: `Between ${a.path} and ${b.path}: ${figures}.` };
        yield { type: 'file', name: fileNameOf(value.name, new Set()), text: textOf(value, a, b) };
        return { ok: true };
      }
      yield { type: 'told', severity: 'warning', message: `Left out after two tries. ${fault}` };
      return { ok: true };
    },
  };
};

interface Parents {
  readonly a: UserFile;
  readonly b: UserFile;
  /** How alike the two are. */
  readonly apart: number;
  readonly label: string;
}

/** One by chance, and whoever is nearest to it without being the same. */
async function parentsOf(
  users: readonly UserFile[],
  { similarity, random }: WriteDeps,
  signal: AbortSignal,
): Promise<Parents | undefined> {
  const { alike, label } = await densitiesOf(
    users.map(({ content }) => content),
    similarity,
    signal,
  );
  const first = Math.floor(random() * users.length);
  for (let turn = 0; turn < users.length; turn++) {
    const at = (first + turn) % users.length;
    const row = (alike[at] ?? []).map((one, other) => (other === at || one >= same ? -2 : one));
    const apart = Math.max(...row);
    const [a, b] = [users[at], users[row.indexOf(apart)]];
    if (a && b && apart > -2) return { a, b, apart, label };
  }
  return undefined;
}

function askBlend(
  step: string,
  a: UserFile,
  b: UserFile,
  fault: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
) {
  const one = fence(a.content, deps.random);
  const other = fence(b.content, deps.random);
  const content = [
    `One user of a chat:\n${one.text}\n${fenceRule(one)}`,
    `Another:\n${other.text}\n${fenceRule(other)}`,
    fault === '' ? '' : `What was written before this was rejected: ${fault}`,
    'Write a third who lies between the two: take about half of the facts and half of the traits of each, in their own words, and change what would contradict. Give a name, and two paragraphs to this person ("You …"): the facts, then the character.',
  ];
  const messages = [{ role: 'user' as const, content: content.filter((part) => part !== '').join('\n\n') }];
  return askJson({ step, messages, schema: { name: 'user', schema }, read }, place, deps, signal);
}

const schema = objectSchema({ name: textSchema(), facts: textSchema(), character: textSchema() });

function read(value: unknown): { readonly value: Blend } | string {
  const fields = fieldsOf(value);
  const [facts, character] = [fields && textIn(fields, 'facts'), fields && textIn(fields, 'character')];
  if (!fields || !facts || !character) return 'It needs "name", "facts" and "character" as text.';
  return { value: { name: plainName(textIn(fields, 'name')) || 'A user', facts, character } };
}

function textOf({ name, facts, character }: Blend, a: UserFile, b: UserFile): string {
  const source = `Between ${a.name} and ${b.name}, written by a model.`;
  const blocks = [
    { word: 'persona' as const, title: name, children: [entry('source', source)] },
    { word: 'section' as const, title: factsTitle, prose: facts },
    { word: 'section' as const, title: characterTitle, prose: character },
  ];
  return `${blocks.map(linesOfBlock).join('\n\n')}\n`;
}
