// Patches of which only one can be had: other words for one text, several checks for one rule. In: patches. Out: which belong together. Pure.
import type { Patch } from './patch.ts';

/** Which it is of those of which only one can be had, from 1, the best first, and how many those are. `of` 1: it has no alternative. */
export function rankOf(patch: Patch, patches: readonly Patch[]): { readonly rank: number; readonly of: number } {
  const all = patches.filter((other) => other.id === patch.id || areAlternatives(other, patch));
  return { rank: all.findIndex(({ id }) => id === patch.id) + 1, of: all.length };
}

export function areAlternatives(one: Patch, other: Patch): boolean {
  return one.id !== other.id && one.oneOf !== undefined && one.oneOf === other.oneOf;
}

/** Before its alternatives, where it has any: what is applied takes the first. The rest stay in order. */
export function inFront(patches: readonly Patch[], id: string | undefined): readonly Patch[] {
  const one = patches.find((patch) => patch.id === id);
  const at = patches.findIndex((patch) => one !== undefined && areAlternatives(patch, one));
  if (!one || at < 0 || at > patches.indexOf(one)) return patches;
  return patches.filter((patch) => patch !== one).toSpliced(at, 0, one);
}
