// The drawer beside the talk, below it where the panel is narrow: tabs and the view of the one chosen. Arrow keys, Home and End move
// between the tabs, Esc closes. Draws only what is in sight.
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { iconButton } from './button.ts';
import { type DrawerTab, tabsOf } from './drawer-tabs.ts';

/** Whether there is anything to open. */
export function hasDrawer(state: PanelState): boolean {
  return tabsOf(state).length > 0;
}

/** The drawer, where it is open. */
export function drawer(state: PanelState, actions: Actions) {
  const tabs = tabsOf(state);
  const shown = tabs.find(({ id }) => id === state.parts.drawer.tab) ?? tabs[0];
  if (!state.parts.drawer.open || !shown) return nothing;
  const { words } = state;
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || state.status.busy) return;
    event.preventDefault();
    actions.closeDrawer();
  };
  return html`<aside class="drawer" id="drawer" aria-label=${words.drawer} @keydown=${close}>
    <div class="drawer-head">
      <div class="tabs" role="tablist" aria-label=${words.drawer} @keydown=${(event: KeyboardEvent) => moveTab(event, tabs, shown, actions)}>
        ${tabs.map(
          ({ id, name }) => html`<button
            type="button"
            role="tab"
            class="tab"
            id="tab-${id}"
            aria-selected=${String(id === shown.id)}
            aria-controls="tab-view"
            tabindex=${id === shown.id ? 0 : -1}
            @click=${() => actions.showTab(id)}
          >${name(words)}</button>`,
        )}
      </div>
      ${iconButton({ icon: 'close', name: words.closeDrawer, run: actions.closeDrawer })}
    </div>
    <div class="tab-view" id="tab-view" role="tabpanel" tabindex="0" aria-labelledby="tab-${shown.id}">
      ${keyed(shown.id, shown.view(state, actions))}
    </div>
  </aside>`;
}

/** The focus goes with the choice, which shows at once. */
function moveTab(event: KeyboardEvent, tabs: readonly DrawerTab[], shown: DrawerTab, actions: Actions): void {
  const at = tabs.indexOf(shown);
  const last = tabs.length - 1;
  const to = { ArrowLeft: at === 0 ? last : at - 1, ArrowRight: at === last ? 0 : at + 1, Home: 0, End: last }[
    event.key
  ];
  const tab = to === undefined ? undefined : tabs[to];
  if (!tab) return;
  event.preventDefault();
  actions.showTab(tab.id);
  const list = event.currentTarget as HTMLElement;
  list.querySelector<HTMLElement>(`#${CSS.escape(`tab-${tab.id}`)}`)?.focus();
}
