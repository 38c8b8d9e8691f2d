// The tabs of the drawer, in the order they stand. A feature adds its line here and has its view in a file of its own.
import type { PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { contextTab } from './context-tab.ts';
import { loreTab } from './lore-tab.ts';
import { memoriesTab } from './memories-tab.ts';
import { plotsTab } from './plots-tab.ts';
import { stageTab } from './stage-tab.ts';

export interface DrawerTab {
  /** Unique; remembered over a reload. */
  readonly id: string;
  readonly name: (words: PreviewWords) => string;
  /** False: not offered now. Undefined: always offered. */
  readonly offered?: (state: PanelState) => boolean;
  /** What the tab shows; called only while it is in sight. */
  readonly view: (state: PanelState, actions: Actions) => unknown;
}

const all: readonly DrawerTab[] = [stageTab, contextTab, loreTab, memoriesTab, plotsTab];

/** The tabs offered now; none: no drawer and no button for it. */
export function tabsOf(state: PanelState): readonly DrawerTab[] {
  return all.filter(({ offered }) => offered?.(state) ?? true);
}

/** The tab in sight; undefined: the drawer is closed. */
export function shownTab(state: PanelState): string | undefined {
  const { open, tab } = state.parts.drawer;
  const tabs = tabsOf(state);
  return open ? (tabs.find(({ id }) => id === tab) ?? tabs[0])?.id : undefined;
}
