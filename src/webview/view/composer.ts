// Where the user writes. Enter sends, Shift+Enter starts a new line, Esc stops the reply. While one is on its way the field stays live, and
// sending interrupts it; in a talk in slices what is written is heard without sending.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';

/** The field and its one button: send (which interrupts), or stop where there is nothing to send. */
export function composer(state: PanelState, actions: Actions) {
  const { words, status, draft } = state;
  const name = status.persona?.name ?? '';
  const busy = status.busy;
  const able = status.persona !== undefined;
  const sends = busy && status.duplex === undefined ? words.sendAndInterrupt : words.send;
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
        placeholder=${fill(status.duplex !== undefined && busy ? words.duplexPlaceholder : words.placeholder, name)}
        ?disabled=${!able}
        .value=${live(draft)}
        @input=${(event: Event) => actions.draft((event.target as HTMLTextAreaElement).value)}
        @keydown=${keys}
      ></textarea>
      ${
        busy && draft.trim() === ''
          ? html`<button type="button" class="send" title=${words.stop} aria-label=${words.stop} @click=${actions.stop}>${icon('debug-stop')}</button>`
          : html`<button type="button" class="send" title=${sends} aria-label=${sends} ?disabled=${!able || draft.trim() === ''} @click=${() => actions.say()}>${icon('send')}</button>`
      }
    </div>
    <p class="hint" id="composer-hint">${hint(state, name)}</p>
  </footer>`;
}

/** What the keys do now. */
function hint({ words, status }: PanelState, name: string): string {
  if (status.duplex !== undefined) return fill(words.duplexHint, status.duplex / 1000, name);
  return status.busy ? words.interruptHint : words.composerHint;
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
