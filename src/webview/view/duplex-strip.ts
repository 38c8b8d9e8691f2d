// The strip of a talk in slices: two lanes, the user's and the persona's, one cell a slice, the newest at the end. Silence is an empty
// cell; an interruption has a word and a notch, a cut a word and a torn edge. The slice that is going on grows.
import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { ref } from 'lit-html/directives/ref.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Slice } from '../../play/turns/slice.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';
import type { Strip } from './strips.ts';

/** More than fit on any screen; older ones are in the talk. */
const mostPairs = 60;

export const duplexStrip: Strip = (state, actions) => {
  const { words, status, parts } = state;
  if (status.duplex === undefined) return nothing;
  const { slices } = parts.duplex;
  return html`<div class="strip duplex-strip">
    <div class="duplex-head">
      ${icon('pulse')}
      <span class="strip-text">${fill(words.duplexOn, status.duplex / 1000)}</span>
      <button type="button" class="link-button strip-actions" @click=${() => actions.duplex(false)}>${icon('close')}${words.endDuplex}</button>
    </div>
    ${slices.length === 0 && !status.busy ? html`<p class="faint">${words.noSlices}</p>` : timeline(state, status.duplex, actions)}
  </div>`;
};

function timeline(state: PanelState, sliceMs: number, actions: Actions) {
  const { words, parts, status } = state;
  const { slices } = parts.duplex;
  const persona = status.persona?.name ?? '';
  const stop = slices.find(({ index }) => index === parts.duplex.active) ?? slices.at(-1);
  const begin = slices[0]?.t0 ?? 0;
  const cell = (slice: Slice | undefined) =>
    slice && sliceCell({ slice, words, begin, name: nameOf(slice, words, persona), stop: slice === stop }, actions);
  const move = (event: KeyboardEvent) => moveSlice(event, actions);
  // Laid out from the end, so that the newest is in sight without scrolling.
  return html`
    <div class="timeline" role="group" aria-label=${words.timeline} @keydown=${move} @mouseleave=${() => look(actions)}>
      <div class="lanes">
        ${status.busy ? keyed(slices.length, growing(state, sliceMs)) : nothing}
        ${repeat(
          pairsOf(slices).slice(-mostPairs).reverse(),
          ([user, self]) => user?.index ?? self?.index,
          ([user, self]) => html`<div class="exchange">${cell(user)}${cell(self)}</div>`,
        )}
      </div>
      <div class="lane-names" aria-hidden="true"><span>${words.you}</span><span>${persona}</span></div>
    </div>
    <p class="slice-detail">${stop ? describe({ slice: stop, words, begin, name: nameOf(stop, words, persona) }) : nothing}</p>
  `;
}

interface CellView {
  readonly slice: Slice;
  readonly words: PreviewWords;
  /** When the first slice began. */
  readonly begin: number;
  readonly name: string;
}

function sliceCell(view: CellView & { readonly stop: boolean }, actions: Actions) {
  const { slice, words, stop } = view;
  const { index, side, text, idle, cut, interruption } = slice;
  const kinds = [side, idle ? 'silent' : '', cut && !idle ? 'cut' : '', interruption ? 'interrupts' : ''];
  return html`<button
    type="button"
    class="slice ${kinds.join(' ')}"
    data-slice=${index}
    tabindex=${stop ? 0 : -1}
    title=${describe(view)}
    @focus=${() => look(actions, index)}
    @mouseenter=${() => look(actions, index)}
  >
    <span class="unseen">${when(view)}</span>
    <span class="slice-text">${idle ? html`<span class="unseen">${words.silence}</span>` : text.trim()}</span>
    ${interruption ? html`<span class="slice-mark">${icon('debug-disconnect')}${shortWord(slice, words)}</span>` : nothing}
    ${cut && !idle ? html`<span class="slice-mark">${icon('close')}${words.cutShort}</span>` : nothing}
  </button>`;
}

/** What is being written, and what is being said, in the slice that is not over. */
function growing({ draft, talk }: PanelState, sliceMs: number) {
  // The page's policy lets no attribute set a style.
  const lasts = ref((bar) => {
    if (bar instanceof HTMLElement) bar.style.animationDuration = `${sliceMs}ms`;
  });
  return html`<div class="exchange now" aria-hidden="true">
    <span class="slice user growing"><span class="slice-text">${draft.trim()}</span><i ${lasts}></i></span>
    <span class="slice self growing"><span class="slice-text">${talk.coming?.text.slice(-40) ?? ''}</span><i ${lasts}></i></span>
  </div>`;
}

/** The sides of each exchange. */
function pairsOf(slices: readonly Slice[]): (readonly [Slice | undefined, Slice | undefined])[] {
  const pairs = new Map<number, [Slice | undefined, Slice | undefined]>();
  for (const slice of slices) {
    const number = Math.floor(slice.index / 2);
    const pair = pairs.get(number) ?? [undefined, undefined];
    pair[slice.side === 'user' ? 0 : 1] = slice;
    pairs.set(number, pair);
  }
  return [...pairs.values()];
}

function nameOf({ side }: Slice, words: PreviewWords, persona: string): string {
  return side === 'user' ? words.you : persona;
}

/** As in `You, 4.0 s to 6.0 s: stop (interrupts: stop)`. */
function describe(view: CellView): string {
  const { slice, words } = view;
  const { text, idle, cut } = slice;
  const marks = [kindOf(slice, words), cut && !idle ? words.cutShort : undefined].filter((mark) => mark !== undefined);
  const line = `${when(view)} ${idle ? words.silence : text.trim()}`;
  return marks.length > 0 ? `${line} (${marks.join(', ')})` : line;
}

/** As in `You, 4.0 s to 6.0 s:`. */
function when({ slice: { t0, t1 }, words, begin, name }: CellView): string {
  const seconds = (at: number) => ((at - begin) / 1000).toFixed(1);
  return fill(words.sliceOf, name, seconds(t0), seconds(t1));
}

function kindOf({ interruption }: Slice, words: PreviewWords): string | undefined {
  const kinds = {
    stop: words.interruptStop,
    regenerate: words.interruptAgain,
    return: words.interruptReturn,
    'new topic': words.interruptNew,
  } as const;
  return interruption && kinds[interruption];
}

/** The word behind `interrupts:`. */
function shortWord(slice: Slice, words: PreviewWords): string {
  return kindOf(slice, words)?.split(':').at(-1)?.trim() ?? '';
}

function look(actions: Actions, index?: number): void {
  actions.lookAtSlice(index);
}

/** Left and right go through time, up and down between the sides. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowRight: 2,
  ArrowUp: -1,
  ArrowDown: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function moveSlice(event: KeyboardEvent, actions: Actions): void {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  actions.moveSlice(step);
}
