// Which part of a profile comes to mind for one reply. In: the parts there are, what was picked before, what a model answered. Out: what
// may be picked, and the pick. Asks nobody. After CharacterChat's dynamic memory, where one field or none is put into one request only.
import { bareWords } from '../bare-words.ts';

/** One part of somebody's profile that may come to mind. */
export interface Aspect {
  readonly id: string;
  /** What the actor is told where it comes to mind. */
  readonly text: string;
}

/** How many of the last picks are looked at, and how many of one aspect among them are too many. */
export const aspectWindow = { last: 5, most: 3 } as const;

/** What stands in a list of picks where nothing came to mind: it takes a place among the last five, and is never blocked. */
export const noAspect = 'none';

/** Ids that have come to mind too often of late: 3 or more of the last 5 picks. `picks` in the order they were made. */
export function blockedAspects(picks: readonly string[]): ReadonlySet<string> {
  const recent = picks.slice(-aspectWindow.last);
  const counts = new Map<string, number>();
  for (const id of recent) if (id !== noAspect) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= aspectWindow.most).map(([id]) => id));
}

/** What may be picked now, in the order given. */
export function openAspects(aspects: readonly Aspect[], picks: readonly string[]): readonly Aspect[] {
  const blocked = blockedAspects(picks);
  return aspects.filter(({ id }) => !blocked.has(id));
}

/**
 * The aspect that a selector's answer names, of those that were open. The answer may hold more than the id; case and the way words are
 * joined do not matter. Undefined for `none`, for an answer that names none of them, and for one that names several: then nothing is put in.
 */
export function readAspect(answer: string, open: readonly Aspect[]): Aspect | undefined {
  const said = ` ${bareWords(answer)} `;
  const named = open.filter(({ id }) => bareWords(id) !== '' && said.includes(` ${bareWords(id)} `));
  // Of `job` and `dream job` the longer one is meant where it is named whole.
  const longest = named.filter(
    ({ id }) => !named.some((other) => other.id !== id && ` ${bareWords(other.id)} `.includes(` ${bareWords(id)} `)),
  );
  return longest.length === 1 ? longest[0] : undefined;
}
