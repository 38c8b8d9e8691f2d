// A transcript in, the user behind it out: each attribute with the turns that support it, two paragraphs. What no turn supports is told and stands in no
// paragraph. The other side's words are in no request.
import type { Persona } from '../../lang/persona.ts';
import type { WriteEvent } from '../events.ts';
import type { Grounds } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, patchesOfBlocks } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { type Attribute, inferUser } from './infer-user.ts';
import { readTalk } from './read-talk.ts';
import { consistency } from './user-figures.ts';

/** Titles of the two paragraphs; the check by playing looks for them. */
export const factsTitle = 'Your life';
export const characterTitle = 'Your character';

/** Both paragraphs of an inferred user; empty where the persona has them not. */
export function profileIn({ sections }: Persona): { readonly facts: string; readonly character: string } {
  const of = (title: string) => sections.find((one) => one.title?.value === title)?.text.value.trim() ?? '';
  return { facts: of(factsTitle), character: of(characterTitle) };
}

/** The recipe, or why there is none. */
export const userFromTalk: MakeRecipe = ({ text = '', base, find }) => {
  const turns = readTalk(text).filter(({ user }) => user);
  if (turns.length === 0) return 'There is no transcript: lines that begin with a name and a colon, as “You: …”.';
  return {
    what: 'The user behind a talk',
    requests: { least: 2, most: 4 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'attributes and prose', number: 1, of: 1 };
      const inferred = yield* inferUser(turns, place, deps, signal);
      if (!inferred.ok) return inferred;
      const { attributes, facts, character } = inferred.profile;
      for (const { name, value, supported } of attributes) {
        if (supported) continue;
        const message = `No turn of the user supports “${name}: ${value}”.`;
        yield { type: 'told', severity: 'warning', message };
      }
      yield { type: 'told', severity: 'note', message: figuresOf(attributes, turns.length) };
      const grounds = new Map(attributes.map((one) => [one.name, groundsOf(one)]));
      const patches = patchesOfBlocks(
        base,
        [
          { word: 'persona', title: 'A user', children: [entry('summary', 'Inferred from a talk.')] },
          { word: 'section', title: factsTitle, prose: facts },
          { word: 'section', title: characterTitle, prose: character },
          { word: 'about', children: attributes.map(({ name, value }) => entry(name, value)) },
        ],
        'Put together from what the turns support.',
        grounds,
        find,
      );
      yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

function groundsOf({ evidence, supported }: Attribute): Grounds {
  const said = evidence.flatMap(({ turn }) => turn ?? []).join(', ');
  if (supported) return { reason: `Said in turn ${said}.`, evidence };
  const reason = 'Not supported: no turn of the user says this.';
  return { reason, evidence, unsupported: 'No turn of the user supports it.' };
}

function figuresOf(attributes: readonly Attribute[], statements: number): string {
  const supported = attributes.filter((one) => one.supported);
  const covered = new Set(supported.flatMap(({ evidence }) => evidence.flatMap(({ turn }) => turn ?? [])));
  const { precision, recall, f1 } = consistency(supported.length, attributes.length, covered.size, statements);
  return `${supported.length} of ${attributes.length} attributes are supported, ${covered.size} of ${statements} turns covered: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, F1 ${f1.toFixed(6)}.`;
}
