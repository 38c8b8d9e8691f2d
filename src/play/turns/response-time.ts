// How soon the persona speaks once the user has ended, in slices, and how often within K of them (Acc@K). In: slices. Out: counts and shares.
import type { Slice } from './slice.ts';

/** For each time the user ended: in which slice of its own from then on the persona spoke first, from 1; undefined: never. */
export function responsesOf(slices: readonly Slice[]): (number | undefined)[] {
  const users = slices.filter(({ side }) => side === 'user');
  return users.flatMap((slice, at) => {
    const next = users[at + 1];
    if (slice.idle || (next && !next.idle)) return [];
    const after = slices.filter(({ side, index }) => side === 'self' && index > slice.index);
    const until = users.slice(at + 1).find(({ idle }) => !idle)?.index ?? Number.POSITIVE_INFINITY;
    const first = after.findIndex(({ idle, index }) => !idle && index < until);
    return [first < 0 ? undefined : first + 1];
  });
}

/** The share of responses that came within `k`; undefined where there are none. */
export function accuracyAt(k: number, responses: readonly (number | undefined)[]): number | undefined {
  if (responses.length === 0) return undefined;
  return responses.filter((response) => response !== undefined && response <= k).length / responses.length;
}
