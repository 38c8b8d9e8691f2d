// The talk: a list with one tab stop, moved by the arrow keys; then the reply on its way. Each line is drawn again only when it changed.
import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import type { Entry } from '../talk-state.ts';
import { failure } from './failure.ts';
import { icon } from './icon.ts';
import { renderMarkdown } from './markdown.ts';
import { pair, pairInputs } from './pair.ts';
import { turn } from './turn.ts';

/** The list of everything said. */
export function talk(state: PanelState, actions: Actions) {
  const { words, talk: shown, status } = state;
  const persona = status.persona?.name ?? '';
  const stops = shown.entries.filter((entry) => entry.kind !== 'change');
  const active = stops.find((entry) => entry.id === state.active)?.id ?? stops.at(-1)?.id;
  const lastTurn = shown.entries.findLast((entry) => entry.kind === 'turn')?.id;
  const move = (event: KeyboardEvent) => moveActive(event, stops, active, actions);
  return html`<div class="log" role="log" aria-live="off" aria-label=${fill(words.talk, persona)} @keydown=${move}>
    <ol class="entries">
      ${repeat(
        shown.entries,
        (entry) => entry.id,
        (entry) => line(entry, { state, actions, persona, active: entry.id === active, last: entry.id === lastTurn }),
      )}
      ${shown.coming ? coming(state, persona, actions) : nothing}
    </ol>
  </div>`;
}

interface LineContext {
  readonly state: PanelState;
  readonly actions: Actions;
  readonly persona: string;
  readonly active: boolean;
  readonly last: boolean;
}

function line(entry: Entry, { state, actions, persona, active, last }: LineContext) {
  const { words } = state;
  if (entry.kind === 'change') {
    const text = entry.problems > 0 ? words.personaChangedProblems : words.personaChanged;
    return html`<li class="change"><span>${icon('git-commit')}${text}</span></li>`;
  }
  const open = state.ledgers.has(entry.id);
  const sent = state.sent.get(entry.id);
  const editing = state.editing?.turn === entry.id ? state.editing.text : undefined;
  const busy = state.talk.coming !== undefined || state.status.busy;
  const role = entry.kind === 'failure' ? 'failed' : entry.turn.speaker;
  const compared = state.parts.compare.pairs.get(entry.id);
  if (compared) {
    const onPath = entry.kind === 'turn' ? entry.id : undefined;
    const view = { pair: compared, onPath, active, last };
    return html`<li class="entry compared" data-entry=${entry.id} tabindex=${active ? 0 : -1} @focusin=${() => actions.activate(entry.id)}>
      ${guard([compared, onPath, persona, active, last, busy, words, ...pairInputs(state, compared)], () => pair(view, state, actions))}
    </li>`;
  }
  return html`<li class="entry ${role}" data-entry=${entry.id} tabindex=${active ? 0 : -1} @focusin=${() => actions.activate(entry.id)}>
    ${guard([entry, persona, active, last, busy, open, sent, editing, words], () =>
      entry.kind === 'failure'
        ? failure(entry, persona, words, actions)
        : turn({ entry, persona, active, last, busy, ledgerOpen: open, sent, editing }, words, actions),
    )}
  </li>`;
}

function coming(state: PanelState, persona: string, actions: Actions) {
  const { words, talk: shown } = state;
  const reply = shown.coming;
  if (!reply) return nothing;
  const model = shown.requests[reply.turn]?.model ?? state.status.model.label;
  const compared = state.parts.compare.pairs.get(reply.turn);
  if (compared) {
    const view = { pair: compared, onPath: undefined, active: false, last: false };
    return html`<li class="entry compared coming">${pair(view, state, actions)}</li>`;
  }
  const { waiting, silence } = reply;
  const waits = silence === undefined ? nothing : html`<p class="pending">${icon('watch')}${silence}</p>`;
  return html`<li class="entry self coming">
    <div class="turn-head"><span class="speaker">${persona}</span><span class="source">${model}</span></div>
    ${
      reply.text === ''
        ? html`<p class="pending">${
            waiting
              ? html`${icon('watch')}${fill(words.waiting, waiting.seconds, waiting.why)}`
              : html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="unseen">${fill(words.thinking, persona)}</span>`
          }</p>`
        : html`<div class="text">${guard([reply.text], () => renderMarkdown(reply.text, []))}</div>`
    }${waits}
  </li>`;
}

/** Up, down, home and end move between the lines; in a text field they stay what they are. */
function moveActive(event: KeyboardEvent, stops: readonly Entry[], active: string | undefined, actions: Actions): void {
  if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = stops.findIndex((entry) => entry.id === active);
  const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: stops.length - 1 }[event.key];
  const entry = target === undefined ? undefined : stops[Math.max(0, Math.min(target, stops.length - 1))];
  if (!entry) return;
  event.preventDefault();
  actions.activate(entry.id);
  const list = event.currentTarget as HTMLElement;
  requestAnimationFrame(() => list.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry.id)}"]`)?.focus());
}
