// Whether a persona comes back with the traits it has: it answers a curious user, its facets are read again from its replies alone, and both are compared. In:
// a persona with facets as levels, as posts give them. Out: figures and a table, no patch.
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import { plainAsker } from '../../play/simulated-user/asker.ts';
import { interviewRequests } from '../../play/simulated-user/interview.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { WriteEvent } from '../events.ts';
import type { Recipe, RecipeEnd } from '../run-recipe.ts';
import type { Table } from '../table.ts';
import { askFacets } from './ask-facets.ts';
import { type DimensionLevel, dimensions, facetNames, levelsOf } from './facets.ts';
import { playedLines } from './played-lines.ts';

/** Replies that are played: fewer show too little of thirty facets. */
export const playedReplies = 6;

/** Levels of 0 to 1 by the names of our dimensions and facets; another trait, or a level in words, cannot be compared. */
export function traitLevels({ traits }: Persona): ReadonlyMap<string, number> {
  const known = new Map([...Object.keys(dimensions), ...facetNames].map((name) => [nameKey(name), name]));
  return new Map(
    traits.flatMap(({ name, level }) => {
      const trait = known.get(name.key);
      return trait === undefined || typeof level !== 'number' ? [] : [[trait, level] as const];
    }),
  );
}

/** Of a persona that has at least one facet as a level. */
export function checkTraits(persona: Persona, book: RuleBook): Recipe {
  const target = traitLevels(persona);
  const asker = plainAsker(persona);
  const played = interviewRequests({ turns: playedReplies, asker });
  return {
    what: `Whether ${persona.name} comes back with its traits`,
    requests: { least: played.least, most: played.most + 2 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'play', number: 1, of: 2 };
      const talk = yield* playedLines('self', persona, book, { asker, turns: playedReplies }, deps, signal);
      if (!talk.ok) return talk;
      const posts = talk.lines.map((text, index) => ({ number: index + 1, text, start: 0 }));
      if (posts.length === 0) {
        const message = `${persona.name} said nothing: there is nothing to compare.`;
        yield { type: 'told', severity: 'warning', message };
        return { ok: true };
      }
      yield { type: 'step', name: 'infer again', number: 2, of: 2 };
      const asked = yield* askFacets(posts, place, deps, signal);
      if (!asked.ok) return asked;
      const levels = levelsOf([asked.value.reading]);
      const pairs = levels.flatMap(({ facets }) =>
        facets.flatMap(({ name, level }) => {
          const before = target.get(name);
          return before === undefined || level === undefined ? [] : [{ name, apart: Math.abs(before - level) }];
        }),
      );
      yield { type: 'table', table: traitsTable(target, levels) };
      if (pairs.length === 0) {
        const message = 'No facet is known both times: there is nothing to compare.';
        yield { type: 'told', severity: 'warning', message };
        return { ok: true };
      }
      const alike = 1 - pairs.reduce((sum, { apart }) => sum + apart, 0) / pairs.length;
      const far = pairs.filter(({ apart }) => apart > 0.5).map(({ name }) => name);
      const message = [
        `Played for ${posts.length} replies and inferred again: ${pairs.length} of ${facetNames.length} facets are known both times,`,
        ` ${alike.toFixed(4)} alike (1 less the mean difference).`,
        far.length > 0 ? ` More than half the scale apart: ${far.join(', ')}.` : '',
      ].join('');
      yield { type: 'told', severity: 'note', message };
      return { ok: true };
    },
  };
}

/** Each dimension and facet as it is in the file and as it was read again. A gap is empty. */
function traitsTable(target: ReadonlyMap<string, number>, levels: readonly DimensionLevel[]): Table {
  const shown = (level: number | undefined) => level?.toFixed(2) ?? '';
  const row = (name: string, again: number | undefined) => [name, shown(target.get(name)), shown(again)];
  return {
    title: 'Traits in the file, and as they were read again',
    columns: ['trait', 'in the file', 'again'],
    rows: levels.flatMap(({ dimension, sum, facets }) => [
      row(dimension, sum === undefined ? undefined : sum / facets.length),
      ...facets.map(({ name, level }) => row(name, level)),
    ]),
  };
}
