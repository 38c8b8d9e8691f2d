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
  const { scene } = status;
  const as = scene?.seat?.name;
  // In a scene a person speaks from a seat, or watches.
  const able = status.persona !== undefined && (!scene || (as !== undefined && scene.ended === undefined));
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
        aria-label=${as === undefined ? fill(words.composer, name) : fill(words.composerAs, as)}
        aria-describedby="composer-hint"
        placeholder=${placeholder(state, name)}
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

/** Who is spoken to, or as whom; in a scene without a seat, that nobody here speaks. */
function placeholder({ words, status: { scene, duplex, busy } }: PanelState, name: string): string {
  if (!scene) return fill(duplex !== undefined && busy ? words.duplexPlaceholder : words.placeholder, name);
  if (scene.ended !== undefined) return words.composerOver;
  return scene.seat ? fill(words.placeholderAs, scene.seat.name) : words.composerWatching;
}

/** What the keys do now. */
function hint({ words, status }: PanelState, name: string): string {
  const { scene } = status;
  if (scene?.ended !== undefined) return words.overHint;
  if (scene && !scene.seat) return words.watchingHint;
  if (status.duplex !== undefined) return fill(words.duplexHint, status.duplex / 1000, name);
  return status.busy ? words.interruptHint : words.composerHint;
}

/** Only while nothing but the greeting was said: another way to begin. */
function anotherGreeting(state: PanelState, actions: Actions) {
  const total = state.status.persona?.greetings ?? 0;
  const untouched = state.talk.entries.every((entry) => entry.kind !== 'turn' || entry.turn.written);
  if (total < 2 || !untouched || state.status.scene) return nothing;
  const next = (state.greeting + 1) % total;
  return html`<button type="button" class="link-button another" @click=${() => actions.restart(next)}>
    ${icon('arrow-swap')}${fill(state.words.anotherGreeting, next + 1, total)}
  </button>`;
}
