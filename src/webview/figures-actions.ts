// What a person can do with the plots. In: the state's door. Out: a change of it.
import type { ActionDeps } from './actions.ts';

export interface FiguresActions {
  /** Plots as a table, and back. */
  toggleTable(): void;
}

/** Binds them. */
export function figuresActions({ state, change }: ActionDeps): FiguresActions {
  return { toggleTable: () => change({ type: 'figures', table: !state().parts.figures.table }) };
}
