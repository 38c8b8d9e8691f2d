// Whether the drawer beside the talk is open, and at which tab. Pure.
import type { Part } from './parts.ts';

export interface DrawerState {
  readonly open: boolean;
  /** Id of the tab chosen last; undefined, or one that is not there: the first. */
  readonly tab: string | undefined;
}

/** What is not given stays. */
export interface DrawerChange {
  readonly type: 'drawer';
  readonly open?: boolean;
  readonly tab?: string;
}

export const drawerPart: Part<DrawerState> = {
  first: { open: false, tab: undefined },
  lasting: true,
  reduce(drawer, change) {
    if (change.type !== 'drawer') return drawer;
    const { open = drawer.open, tab = drawer.tab } = change;
    return { open, tab };
  },
};
