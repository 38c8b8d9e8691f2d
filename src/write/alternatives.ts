// Patches of which only one can be had: other words for one text, several checks for one rule. In: patches. Out: which belong together. Pure.
import type { Patch } from './patch.ts';

/** How many there are of which one can be had, the patch among them; 1: it has no alternative. */
export function alternativesTo(patch: Patch, patches: readonly Patch[]): number {
  return 1 + patches.filter((other) => areAlternatives(other, patch)).length;
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
