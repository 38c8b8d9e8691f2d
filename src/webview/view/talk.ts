// The talk: a list of which only what is in sight is in the page, with one tab stop that the arrow keys move; then the line on its way.
// Each line is drawn again only when it changed.
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { activePlace, type Step } from '../list-actions.ts';
import type { Listing } from '../rows.ts';
import type { PanelState } from '../state.ts';
import { onwardFrom, placeOf } from '../talk-index.ts';
import type { Entry } from '../talk-state.ts';
import { coming } from './coming.ts';
import { icon } from './icon.ts';
import { row } from './row.ts';

/** What there is to list, for `Rows`. */
export function listingOf({ talk, active, editing }: PanelState): Listing {
  const { entries, coming: next } = talk;
  const at = editing ? placeOf(entries, editing.turn) : undefined;
  return {
    of: entries,
    count: entries.length + (next ? 1 : 0),
    key: (index) => entries[index]?.id ?? next?.turn ?? '',
    guess: (index) => guessedHeight(entries[index]),
    pinned: at ?? activePlace(talk, active),
  };
}

/** The list; `indexes`: the lines of it that are drawn. */
export function talk(state: PanelState, actions: Actions, indexes: readonly number[]) {
  const { words, talk: shown, status } = state;
  const { entries } = shown;
  const persona = status.persona?.name ?? '';
  const active = activePlace(shown, state.active);
  const last = entries.findLastIndex((entry) => entry.kind === 'turn');
  const context = { state, actions, persona, size: entries.length + (shown.coming ? 1 : 0) };
  return html`<div class="log" role="log" aria-live="off" aria-label=${fill(words.talk, persona)} @keydown=${(event: KeyboardEvent) => keys(event, actions)}>
    <ol class="entries">
      ${repeat(
        indexes,
        (index) => entries[index]?.id ?? shown.coming?.turn ?? index,
        (index) => {
          const entry = entries[index];
          return entry
            ? row(entry, { ...context, index, active: index === active, last: index === last })
            : coming(index, context);
        },
      )}
    </ol>
    ${shown.step === undefined ? nothing : html`<p class="step">${icon('loading')}${fill(words.step, shown.step)}</p>`}
    ${onward(state, actions)}
  </div>`;
}

/** Where the talk had gone on before somebody went back to its last line. */
function onward({ talk: { entries, tree, coming: next }, words, status }: PanelState, actions: Actions) {
  const last = entries.at(-1);
  if (last?.kind !== 'turn' || next || status.busy) return nothing;
  const count = onwardFrom(tree, last.id);
  if (count === 0) return nothing;
  const text = count === 1 ? words.wentOnOne : fill(words.wentOn, count);
  return html`<p class="onward">${icon('git-branch')}<span>${text}</span>
    <button type="button" class="link-button" @click=${() => actions.go(last.id, true)}>${words.goOn}</button>
  </p>`;
}

const steps: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

/** Up, down, home and end move between the lines, Alt with left and right between alternatives, plus and minus are thumbs; in a text field they stay what they are. */
function keys(event: KeyboardEvent, actions: Actions): void {
  if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey) return;
  // Where plus is, shift is often needed for it.
  if (event.shiftKey && event.key !== '+') return;
  if (!event.altKey && (event.key === '+' || event.key === '-')) {
    if (!actions.thumbHere(event.key === '+' ? 'up' : 'down')) return;
  } else if (event.altKey) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || !actions.swipeHere(by)) return;
    // VS Code itself would go back or forward.
    event.stopPropagation();
  } else {
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (step === undefined || !actions.step(step)) return;
  }
  event.preventDefault();
}

/** About seventy characters a line of the page; enough for a scrollbar that does not jump. */
function guessedHeight(entry: Entry | undefined): number {
  if (!entry || entry.kind === 'change') return 44;
  const text = entry.kind === 'turn' ? entry.turn.text : entry.partial;
  const ledger = entry.kind === 'turn' && entry.turn.verdicts?.length ? 28 : 0;
  return 62 + ledger + Math.floor(text.length / 70) * 21;
}
