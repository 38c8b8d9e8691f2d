// What one yes to everything takes: every open patch that something supports and that was not measured to be worse, of alternatives the best. In: rows of a review. Out: what is taken, and what is left for the
// author to say yes to by itself, with why. Pure.
import { areAlternatives } from './alternatives.ts';
import type { Patch } from './patch.ts';
import type { ReviewRow } from './review.ts';
import { unsupportedIn } from './unsupported.ts';

export interface TakeAll {
  readonly taken: readonly Patch[];
  readonly left: readonly { readonly patch: Patch; readonly why: LeftWhy }[];
}

/**
 * `alternative`: the author has taken another of the same, and thinks of this one again. `worse`: a test was seen to pass less often with
 * it. `unsupported`: nothing that was given says it.
 */
export type LeftWhy = 'alternative' | 'worse' | 'unsupported';

/** Both in the order of the review. Alternatives are all among those taken: `applyPatches` takes the first of them that applies. */
export function takeAll(rows: readonly ReviewRow[]): TakeAll {
  const taken: Patch[] = [];
  const left: { patch: Patch; why: LeftWhy }[] = [];
  for (const { patch, state } of rows) {
    if (state !== 'open') continue;
    const why = leftWhy(patch, rows);
    if (why !== undefined) left.push({ patch, why });
    else taken.push(patch);
  }
  return { taken, left };
}

function leftWhy(patch: Patch, rows: readonly ReviewRow[]): LeftWhy | undefined {
  const isTaken = rows.some((row) => row.state === 'accepted' && areAlternatives(row.patch, patch));
  if (isTaken) return 'alternative';
  if (patch.effect?.verdict === 'worse') return 'worse';
  return unsupportedIn(patch).length > 0 ? 'unsupported' : undefined;
}
