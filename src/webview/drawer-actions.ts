// What a person can do with the drawer. In: the state's door. Out: changes of it; the host is told nothing.
import type { ActionDeps } from './actions.ts';

export interface DrawerActions {
  toggleDrawer(): void;
  /** Puts the focus back on the button that opened it. */
  closeDrawer(): void;
  /** Opens the drawer at a tab. */
  showTab(tab: string): void;
}

/** Binds them. */
export function drawerActions({ state, change, focusOn }: ActionDeps): DrawerActions {
  return {
    toggleDrawer: () => change({ type: 'drawer', open: !state().parts.drawer.open }),
    closeDrawer() {
      change({ type: 'drawer', open: false });
      focusOn('#drawer-button');
    },
    showTab: (tab) => change({ type: 'drawer', open: true, tab }),
  };
}
