// What was sent for a reply: every message as the model was given it, and what was left out. Text only, nothing is rendered.
import { html, nothing } from 'lit-html';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { SentView } from '../state.ts';
import { givenStrategies } from './given-strategies.ts';

/** The opened view of one request. */
export function sent(view: SentView, request: string, words: PreviewWords, actions: Actions) {
  if (view.state === 'loading') return html`<div class="sent"><p class="faint">${words.loadingSent}</p></div>`;
  if (view.state === 'failed') return html`<div class="sent"><p>${view.why}</p></div>`;
  const { model, messages, temperature, tokens, dropped, folded, repeatable } = view.sent;
  const roles = { system: words.systemRole, user: words.userRole, assistant: words.assistantRole };
  const facts = [
    fill(words.sentTo, model),
    temperature === undefined ? undefined : fill(words.temperature, temperature),
    tokens === undefined ? undefined : fill(words.tokens, tokens),
  ];
  return html`<section class="sent" aria-label=${words.whatWasSent}>
    <div class="sent-head">
      <span class="faint">${facts.filter((fact) => fact !== undefined).join(' · ')}</span>
      <button type="button" class="link-button" @click=${() => actions.openSent(request)}>${words.openSent}</button>
      ${repeatable ? html`<button type="button" class="link-button" @click=${() => actions.copyAsCurl(request)}>${words.copyAsCurl}</button>` : nothing}
    </div>
    ${folded ? html`<p class="faint">${words.folded}</p>` : nothing}
    ${givenStrategies(view.sent.strategies, words)}
    ${dropped.length > 0 ? html`<p class="faint">${fill(words.dropped, dropped.join('; '))}</p>` : nothing}
    <dl class="messages">${messages.map(
      (message) => html`<div class="message">
        <dt>${roles[message.role]}</dt>
        <dd>${message.content}</dd>
      </div>`,
    )}</dl>
  </section>`;
}
