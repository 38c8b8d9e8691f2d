// The whole panel from the whole state. Only the finished words of a reply reach the live region.
import { html, nothing } from 'lit-html';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { composer } from './composer.ts';
import { drawer, hasDrawer } from './drawer.ts';
import { empty, starters } from './empty.ts';
import { header } from './header.ts';
import { notices } from './notices.ts';
import { strips } from './strips.ts';
import { talk } from './talk.ts';

/** Header, strips, talk with notices, composer, drawer. `indexes`: the lines of the talk that are drawn. */
export function panel(state: PanelState, actions: Actions, indexes: readonly number[]) {
  if (!state.session) {
    return html`<main class="panel first">
      ${state.lost === undefined ? html`<p class="faint connecting">${state.words.connecting}</p>` : notices(state, actions)}
    </main>`;
  }
  const { entries, coming } = state.talk;
  const bare = entries.length === 0 && !coming;
  const greetingOnly =
    entries.length > 0 &&
    !coming &&
    !state.status.scene &&
    entries.every((one) => one.kind === 'turn' && one.turn.written);
  return html`
    ${header(state, actions)}
    ${strips(state, actions)}
    <div class="stage ${state.parts.drawer.open && hasDrawer(state) ? 'with-drawer' : ''}">
      <main class="panel" data-talk=${state.session.talk}>
        ${notices(state, actions)}
        ${bare ? empty(state, actions) : talk(state, actions, indexes)}
        ${greetingOnly && state.draft === '' ? html`<div class="begin">${starters(state, actions)}</div>` : nothing}
      </main>
      ${composer(state, actions)}
      ${drawer(state, actions)}
    </div>
    <div class="unseen" role="status" aria-live="polite" aria-atomic="true">${state.announced}</div>
  `;
}
