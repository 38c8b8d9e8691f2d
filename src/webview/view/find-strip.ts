// The search in the talk: a field, how many lines hold what it says, next and previous. It finds lines that are not drawn, too.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { linesWith } from '../find-state.ts';
import type { PanelState } from '../state.ts';
import { iconButton } from './button.ts';
import { icon } from './icon.ts';

/** The strip, while the search is open. */
export function findStrip(state: PanelState, actions: Actions) {
  const { open, query, current } = state.parts.find;
  if (!open) return nothing;
  const { words, talk } = state;
  const ids = linesWith(talk.entries, query);
  const at = current === undefined ? 0 : ids.indexOf(current) + 1;
  const count = query === '' ? '' : ids.length === 0 ? words.findNone : fill(words.findCount, at, ids.length);
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') actions.findNext(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') actions.closeFind();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="strip find-strip" role="search">
    ${icon('search')}
    <input
      id="find"
      type="text"
      aria-label=${words.findField}
      placeholder=${words.findField}
      .value=${live(query)}
      @input=${(event: Event) => actions.find((event.target as HTMLInputElement).value)}
      @keydown=${keys}
    />
    <span class="find-count" role="status">${count}</span>
    ${iconButton({ icon: 'chevron-up', name: words.findPrevious, run: () => actions.findNext(-1) })}
    ${iconButton({ icon: 'chevron-down', name: words.findNext, run: () => actions.findNext(1) })}
    ${iconButton({ icon: 'close', name: words.closeFind, run: actions.closeFind })}
  </div>`;
}
