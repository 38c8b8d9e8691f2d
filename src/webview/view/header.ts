// The top of the panel: who plays, by which model, and what can be done with the whole talk.
import { html, nothing } from 'lit-html';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { iconButton } from './button.ts';
import { hasDrawer } from './drawer.ts';
import { icon } from './icon.ts';

/** Name, model and the commands of a talk. */
export function header(state: PanelState, actions: Actions) {
  const { words, status } = state;
  const { persona, model } = status;
  return html`<header class="header">
    <h1 class="name" title=${persona?.file ?? ''}>${persona?.name ?? fileName(state.session?.uri ?? '')}</h1>
    <div class="tools">
      ${iconButton({ icon: 'refresh', name: words.restart, run: () => actions.restart() })}
      ${iconButton({ icon: 'save', name: words.keep, run: actions.keep })}
      ${iconButton({
        icon: 'pulse',
        name: words.duplex,
        run: () => actions.duplex(status.duplex === undefined),
        pressed: status.duplex !== undefined,
      })}
      ${iconButton({
        icon: 'split-horizontal',
        name: words.compare,
        run: status.compare ? actions.endCompare : actions.compare,
        pressed: status.compare !== undefined,
      })}
      ${state.talk.entries.length > 1 ? iconButton({ icon: 'search', name: words.find, run: actions.openFind }) : nothing}
      ${hasDrawer(state) ? drawerButton(state, actions) : nothing}
      ${iconButton({ icon: 'ellipsis', name: words.more, run: actions.more })}
    </div>
    <div class="under">
      ${persona?.role ? html`<p class="role" title=${persona.role}>${persona.role}</p>` : nothing}
      <button
        type="button"
        class="model"
        title=${fill(words.selectModel, model.label)}
        aria-label=${fill(words.selectModel, model.label)}
        @click=${actions.selectModel}
      ><span class="model-label">${model.label}</span>${icon('chevron-down')}</button>
    </div>
  </header>`;
}

function drawerButton({ words, parts }: PanelState, actions: Actions) {
  const { open } = parts.drawer;
  return iconButton({
    id: 'drawer-button',
    icon: 'graph',
    name: words.drawer,
    run: actions.toggleDrawer,
    expanded: open,
  });
}

/** Where no persona could be read, the file at least has a name. */
function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
