// The tab *Lore*: what became of every fact with keys in the request in sight, and what would come up if a line were said; no model is asked.
import { html, nothing } from 'lit-html';
import type { LoreReason } from '../../lang/prompt.ts';
import type { PanelLore } from '../../wire/memory-protocol.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { requestInSight } from '../memory-state.ts';
import type { PanelState } from '../state.ts';
import type { DrawerTab } from './drawer-tabs.ts';
import { type IconName, icon } from './icon.ts';

const reasons: Readonly<Record<LoreReason, { readonly glyph: IconName; readonly word: keyof PreviewWords }>> = {
  sent: { glyph: 'pass', word: 'loreSent' },
  'no-key': { glyph: 'circle-large-outline', word: 'loreNoKey' },
  'no-also': { glyph: 'circle-large-outline', word: 'loreNoAlso' },
  'too-far-back': { glyph: 'circle-large-outline', word: 'loreTooFarBack' },
  budget: { glyph: 'warning', word: 'loreBudget' },
  'not-visible': { glyph: 'eye-closed', word: 'loreNotVisible' },
  'only-with': { glyph: 'eye-closed', word: 'loreOnlyWith' },
  'unknown-value': { glyph: 'question', word: 'loreUnknownValue' },
  'no-text': { glyph: 'question', word: 'loreNoText' },
};

export const loreTab: DrawerTab = {
  id: 'lore',
  name: (words) => words.loreTab,
  view: (state, actions) => html`<div class="memory-tab">${simulator(state, actions)}${past(state, actions)}</div>`,
};

function past(state: PanelState, actions: Actions) {
  const { words, parts } = state;
  const { context } = parts.memory;
  if (requestInSight(state) === undefined) return html`<p class="faint">${words.loreUnsent}</p>`;
  if (context?.why !== undefined) return html`<p>${icon('warning')}${context.why}</p>`;
  if (!context?.made) return html`<p class="faint">${words.loadingTab}</p>`;
  return html`<h2 class="tab-title">${words.lorePast}</h2>${list(context.made.lore, context.made.request, words, actions)}`;
}

function simulator({ words, parts }: PanelState, actions: Actions) {
  const { text, lore } = parts.memory.tried;
  const send = (event: Event) => {
    event.preventDefault();
    actions.tryLore();
  };
  return html`<form class="lore-try" @submit=${send}>
    <label for="lore-text">${words.loreTry}</label>
    <div class="lore-field">
      <input
        id="lore-text"
        type="text"
        autocomplete="off"
        aria-describedby="lore-hint"
        .value=${text}
        @input=${(event: Event) => actions.tryText((event.target as HTMLInputElement).value)}
      />
      <button type="submit" class="primary">${words.loreTryButton}</button>
    </div>
    <p class="faint" id="lore-hint">${words.loreTryHint}</p>
  </form>
  <div role="status">
    ${lore === undefined ? nothing : html`<h2 class="tab-title">${words.loreResult}</h2>${list(lore, '', words, actions)}`}
  </div>`;
}

/** What was sent comes first; the place in the list given is kept, for the host knows it by that. */
function list(lore: readonly PanelLore[], request: string, words: PreviewWords, actions: Actions) {
  if (lore.length === 0) return html`<p class="faint">${words.loreNone}</p>`;
  const rows = lore.map((one, index) => ({ one, index }));
  const sorted = [
    ...rows.filter(({ one }) => one.reason === 'sent'),
    ...rows.filter(({ one }) => one.reason !== 'sent'),
  ];
  return html`<ul class="lore-list">
    ${sorted.map(({ one, index }) => row(one, () => actions.revealLore(request, index), words, actions))}
  </ul>`;
}

function row({ label, reason, key, also, turn }: PanelLore, reveal: () => void, words: PreviewWords, actions: Actions) {
  const { glyph, word } = reasons[reason];
  const by =
    key === undefined ? undefined : also === undefined ? fill(words.loreKey, key) : fill(words.loreKeyAlso, key, also);
  return html`<li class="lore">
    <span class="fate-icon fate-${reason}">${icon(glyph)}</span>
    <div>
      <button type="button" class="link-button" title=${fill(words.revealFact, label)} @click=${reveal}>${label}</button>
      <span class="fate">${words[word]}</span>
      ${by === undefined ? nothing : html`<span class="faint">${by}</span>`}
      ${
        turn === undefined
          ? nothing
          : html`<button type="button" class="link-button small" @click=${() => actions.showTurn(turn)}>${words.goToTurn}</button>`
      }
    </div>
  </li>`;
}
