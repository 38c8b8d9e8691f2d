// Several user personas by how typical they are: the densest stands for many, the rarest for nobody else. In: their files. Out: a table and both by name. No
// chat model is asked; likeness is by embeddings where there are any.
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe } from '../offer.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { densitiesOf, neighbours } from './user-density.ts';
import { readUsers } from './user-files.ts';

/** The recipe, or why there is none. `words`: paths. */
export const sampleUsers: MakeRecipe = (input) => {
  const users = readUsers(input, 3);
  if (typeof users === 'string') return users;
  return {
    what: `Who of ${users.length} users is typical, and who is rare`,
    requests: { least: 0, most: 0 },
    async *steps(_place, { similarity }, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'likeness', number: 1, of: 1 };
      const texts = users.map(({ content }) => content);
      const { densities, label } = await densitiesOf(texts, similarity, signal);
      const ranked = users
        .map((user, at) => ({ ...user, density: densities[at] ?? 0 }))
        // Of equals the first of the list.
        .sort((a, b) => b.density - a.density);
      const title = `Users by density: the mean likeness to the ${Math.min(neighbours, users.length - 1)} nearest (${label})`;
      const rows = ranked.map(({ path, name, density }) => [path, name, density.toFixed(4)]);
      yield { type: 'table', table: { title, columns: ['file', 'name', 'density'], rows } };
      const [dense] = ranked;
      const rare = ranked.at(-1);
      const message = `Dense: ${dense?.path} (${dense?.density.toFixed(4)}). Rare: ${rare?.path} (${rare?.density.toFixed(4)}).`;
      yield { type: 'told', severity: 'note', message };
      return { ok: true };
    },
  };
};
