// A persona and a foil, both in files, in; a role-play set out: questions that only the one could answer and questions that only the other could, an answer to
// each in the persona's voice, tests of both, a boundary. Six requests, the profiles are the files'. Changes nothing that is there.
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe } from '../offer.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { namedFoil, profileOf, readFoil } from './foil-file.ts';
import { rolePlaySet, setRequests } from './role-play-set.ts';

/** The recipe, or why there is none. `words`: the path of the foil. */
export const againstFoil: MakeRecipe = ({ words, persona, base, files, find }) => {
  const { path = words.trim() } = namedFoil(words);
  if (path === '') return 'A foil is needed: the path of another persona, as in ./other.persona.';
  const foil = readFoil(path, { files, base });
  if (typeof foil === 'string') return foil;
  const own = profileOf(persona, 'A');
  if (own.claims.length === 0) return `${own.name} knows nothing yet: write facts under \`knows\` first.`;
  return {
    what: `Questions to ${own.name}, against ${foil.name}`,
    // A question of either kind, asked once more each.
    requests: { least: 4, most: setRequests + 2 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      return yield* rolePlaySet({ own, foil }, { base, find, before: 0 }, place, deps, signal);
    },
  };
};
