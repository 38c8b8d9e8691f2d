// Demands in; whether it is proven that no reply meets them all, and which of them are enough for the proof.
import { amountsClash } from './amount-bounds.ts';
import { excludes, implies } from './atom-logic.ts';
import type { Atom, Demand } from './demand.ts';

/** Alternatives looked at before giving up: then nothing is proven. */
const patience = 2000;

/** Whether no reply meets all of them. False also where that cannot be told. */
export function refuted(demands: readonly Demand[]): boolean {
  const required = demands.filter(({ kind }) => kind === 'must').sort((a, b) => a.atoms.length - b.atoms.length);
  const forbidden = demands.flatMap(({ kind, atoms }) => (kind === 'never' ? atoms : []));
  if (required.length === 0) return false;
  let steps = 0;
  return refute(0, []);

  /** Whether every choice of an alternative for the demands from `index` on fails beside those chosen. */
  function refute(index: number, chosen: readonly Atom[]): boolean {
    const demand = required[index];
    if (!demand) return amountsClash(chosen);
    return demand.atoms.every((atom) => {
      if (++steps > patience) return false;
      if (forbidden.some((other) => implies(atom, other))) return true;
      if (chosen.some((other) => excludes(atom, other))) return true;
      return refute(index + 1, [...chosen, atom]);
    });
  }
}

/** Of demands that are refuted those that it takes: without any one of them nothing is proven. */
export function coreOf(demands: readonly Demand[]): readonly Demand[] {
  let core = demands;
  for (const demand of demands) {
    const without = core.filter((other) => other !== demand);
    if (refuted(without)) core = without;
  }
  return core;
}
