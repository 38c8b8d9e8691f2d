// A talk in which nothing was said yet: a friendly word, and lines to begin with that the file itself suggests.
import { html, nothing } from 'lit-html';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';

/** Shown instead of the list where the persona has no greeting. */
export function empty(state: PanelState, actions: Actions) {
  const { words, status } = state;
  const { persona } = status;
  if (!persona) return nothing;
  const rules =
    persona.rules === 0
      ? words.emptyNoRules
      : persona.rules === 1
        ? words.emptyRule
        : fill(words.emptyRules, persona.rules);
  return html`<div class="empty">
    ${icon('comment-discussion')}
    <h2>${fill(words.emptyTitle, persona.name)}</h2>
    <p>${rules}</p>
    ${starters(state, actions)}
  </div>`;
}

/** Lines that put themselves into the composer, so that they can be changed before they are sent. */
export function starters(state: PanelState, actions: Actions) {
  const lines = state.status.persona?.starters ?? [];
  if (lines.length === 0) return nothing;
  return html`<div class="starters">
    <p class="faint" id="starters">${state.words.starters}</p>
    <ul aria-labelledby="starters">${lines.map(
      (line) =>
        html`<li><button type="button" class="starter" @click=${() => actions.draft(line)}>${line}</button></li>`,
    )}</ul>
  </div>`;
}
