// Where the user writes. Enter sends, Shift+Enter starts a new line, Esc stops the reply; while one is on its way the field stays live.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';

/** The field and its one button: send, or stop. */
export function composer(state: PanelState, actions: Actions) {
  const { words, status, draft } = state;
  const name = status.persona?.name ?? '';
  const busy = status.busy;
  const able = status.persona !== undefined;
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      actions.say();
    } else if (event.key === 'Escape' && busy) {
      event.preventDefault();
      actions.stop();
    }
  };
  return html`<footer class="composer">
    ${anotherGreeting(state, actions)}
    <div class="field">
      <textarea
        id="composer"
        rows="1"
        aria-label=${fill(words.composer, name)}
        aria-describedby="composer-hint"
        placeholder=${fill(words.placeholder, name)}
        ?disabled=${!able}
        .value=${live(draft)}
        @input=${(event: Event) => actions.draft((event.target as HTMLTextAreaElement).value)}
        @keydown=${keys}
      ></textarea>
      ${
        busy
          ? html`<button type="button" class="send" title=${words.stop} aria-label=${words.stop} @click=${actions.stop}>${icon('debug-stop')}</button>`
          : html`<button type="button" class="send" title=${words.send} aria-label=${words.send} ?disabled=${!able || draft.trim() === ''} @click=${actions.say}>${icon('send')}</button>`
      }
    </div>
    <p class="hint" id="composer-hint">${words.composerHint}</p>
  </footer>`;
}

/** Only while nothing but the greeting was said: another way to begin. */
function anotherGreeting(state: PanelState, actions: Actions) {
  const total = state.status.persona?.greetings ?? 0;
  const untouched = state.talk.entries.every((entry) => entry.kind !== 'turn' || entry.turn.written);
  if (total < 2 || !untouched) return nothing;
  const next = (state.greeting + 1) % total;
  return html`<button type="button" class="link-button another" @click=${() => actions.restart(next)}>
    ${icon('arrow-swap')}${fill(state.words.anotherGreeting, next + 1, total)}
  </button>`;
}
