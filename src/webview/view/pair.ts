// Two replies to one line, side by side or, where it is narrow, one below the other: who is which, which the talk goes on with, which was
// found better, and the buttons to say so.
import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { type Pair, pickOf, type Side } from '../compare-state.ts';
import { agreement, weighingOf } from '../counsel-state.ts';
import type { PanelState } from '../state.ts';
import { branchOf } from '../talk-index.ts';
import { failure } from './failure.ts';
import { icon } from './icon.ts';
import { renderMarkdown } from './markdown.ts';
import { turn } from './turn.ts';
import { weighed, weighedKey } from './weighed.ts';

export interface PairView {
  readonly pair: Pair;
  /** Id of the reply that is on the path; undefined while neither is. */
  readonly onPath: string | undefined;
  readonly active: boolean;
  readonly last: boolean;
}

/** What a pair's looks depend on beside itself. */
export function pairInputs(state: PanelState, { left, right }: Pair): readonly unknown[] {
  const open = [left, right].flatMap(({ turn: id }) => [
    state.ledgers.has(id),
    state.sent.get(id),
    state.parts.thumbs.get(id),
    state.parts.counsel.refined.get(id),
    state.ledgers.has(`refined ${id}`),
  ]);
  const [entry] = [left.entry, right.entry].filter((one) => one?.kind === 'turn');
  const others = entry && branchOf(state.talk.tree, entry)?.ids.length;
  const note = weighingOf(state.parts.counsel, left.turn, right.turn);
  // Every pick of the talk counts for how often judge and reader agree.
  const judged = note ? [note, state.parts.compare.picks, state.ledgers.has(weighedKey(note))] : [];
  return [pickOf(state.parts.compare, left.turn, right.turn), others, ...judged, ...open];
}

/** Both columns, and what was found of them. */
export function pair(view: PairView, state: PanelState, actions: Actions) {
  const { words } = state;
  const { left, right } = view.pair;
  const picked = pickOf(state.parts.compare, left.turn, right.turn);
  const both = left.entry?.kind === 'turn' && right.entry?.kind === 'turn';
  const tabindex = view.active ? 0 : -1;
  return html`<div class="pair">
      ${column(left, right, 'A', view, state, actions)} ${column(right, left, 'B', view, state, actions)}
    </div>
    ${
      both && !state.status.busy
        ? html`<div class="pair-verdict" role="group" aria-label=${words.whichBetter}>
            ${better(left.turn, right.turn, fill(words.aBetter, 'A'), picked, tabindex, actions)}
            ${better(right.turn, left.turn, fill(words.aBetter, 'B'), picked, tabindex, actions)}
            <button type="button" class="verdict-button" tabindex=${tabindex} @click=${() => actions.neither([left.turn, right.turn])}>${words.neither}</button>
            <button type="button" class="verdict-button" tabindex=${tabindex} @click=${() => actions.weigh(left.turn, right.turn)}>${icon('law')}${words.weigh}</button>
          </div>`
        : nothing
    }
    ${judgement(view, state, actions)}`;
}

/** What a judge said of the two. */
function judgement(
  { pair: { left, right }, active }: PairView,
  { parts, words, ledgers }: PanelState,
  actions: Actions,
) {
  const note = weighingOf(parts.counsel, left.turn, right.turn);
  if (!note) return nothing;
  const names = note.turns[0] === left.turn ? (['A', 'B'] as const) : (['B', 'A'] as const);
  const open = ledgers.has(weighedKey(note));
  const known = agreement(parts.counsel, parts.compare.picks);
  return weighed({ note, names, agreement: known, open, tabbable: active }, words, actions);
}

function better(id: string, other: string, name: string, picked: string | undefined, tab: number, actions: Actions) {
  const on = picked === id;
  return html`<button
    type="button"
    class="verdict-button"
    aria-pressed=${String(on)}
    tabindex=${tab}
    @click=${() => actions.prefer(id, [other])}
  >${icon(on ? 'star-full' : 'star-empty')}${name}</button>`;
}

function column(side: Side, other: Side, letter: string, view: PairView, state: PanelState, actions: Actions) {
  const { words } = state;
  const picked = pickOf(state.parts.compare, side.turn, other.turn);
  const name = contestant(side, other, words);
  const marks = [
    picked === side.turn ? html`<span class="mark better">${icon('star-full')}${words.better}</span>` : nothing,
    view.onPath === side.turn && other.entry?.kind === 'turn'
      ? html`<span class="mark">${icon('arrow-right')}${words.goesOn}</span>`
      : nothing,
  ];
  return html`<section class="contestant ${picked === side.turn ? 'picked' : ''}" aria-label=${`${letter}: ${name}`}>
    <h2 class="contestant-name"><span class="letter">${letter}</span><span>${name}</span>${marks}</h2>
    ${body(side, view, state, actions)}
  </section>`;
}

/** What tells the two apart: their versions of the persona, else their models. */
function contestant(side: Side, other: Side, words: PreviewWords): string {
  const versions = side.request.version !== undefined || other.request.version !== undefined;
  const version = side.request.version ?? words.asEdited;
  if (!versions) return side.request.model;
  return side.request.model === other.request.model ? version : `${version} · ${side.request.model}`;
}

function body(side: Side, view: PairView, state: PanelState, actions: Actions) {
  const { words, status } = state;
  const persona = status.persona?.name ?? '';
  const { entry, coming, turn: id } = side;
  if (entry?.kind === 'failure') return failure(entry, persona, words, actions);
  if (entry) {
    const open = { ledgerOpen: state.ledgers.has(id), sent: state.sent.get(id), editing: undefined };
    const { active, last } = view;
    const branch = view.onPath === id ? branchOf(state.talk.tree, entry) : undefined;
    const more = {
      persona,
      active,
      last: last && view.onPath === id,
      busy: status.busy,
      aside: view.onPath !== id,
      thumb: state.parts.thumbs.get(id),
      refined: state.parts.counsel.refined.get(id),
      opened: state.ledgers,
      // The two stand here; only more than two are swiped through.
      branch: branch && branch.ids.length > 2 ? branch : undefined,
    };
    return turn({ entry, ...more, ...open }, words, actions);
  }
  const silence = coming?.silence;
  const waits = silence === undefined ? nothing : html`<p class="pending">${icon('watch')}${silence}</p>`;
  if (coming && coming.text !== '') {
    return html`<div class="text">${guard([coming.text], () => renderMarkdown(coming.text, []))}</div>${waits}`;
  }
  return html`<p class="pending">${
    coming?.waiting
      ? html`${icon('watch')}${fill(words.waiting, coming.waiting.seconds, coming.waiting.why)}`
      : html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="unseen">${fill(words.thinking, persona)}</span>`
  }</p>${waits}`;
}
