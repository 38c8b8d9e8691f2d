// The tab *Context*: which turns of the talk went into a request, word for word, summed up or not at all, with tokens and the reason. A fate is
// a word beside its icon; a bar says nothing that the numbers do not.
import { html, nothing } from 'lit-html';
import type { ContextPiece, ContextReport } from '../../play/memory/context-report.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { requestInSight } from '../memory-state.ts';
import type { PanelState } from '../state.ts';
import type { DrawerTab } from './drawer-tabs.ts';
import { givenStrategies } from './given-strategies.ts';
import { type IconName, icon } from './icon.ts';

const fates: Readonly<Record<ContextPiece['as'], { readonly glyph: IconName; readonly word: keyof PreviewWords }>> = {
  raw: { glyph: 'pass', word: 'asRaw' },
  summary: { glyph: 'fold', word: 'asSummary' },
  dropped: { glyph: 'circle-slash', word: 'asDropped' },
};

export const contextTab: DrawerTab = {
  id: 'context',
  name: (words) => words.contextTab,
  view: (state, actions) => html`<div class="memory-tab">${body(state, actions)}${tools(state, actions)}</div>`,
};

function body(state: PanelState, actions: Actions) {
  const { words, parts } = state;
  const { context } = parts.memory;
  if (requestInSight(state) === undefined) return html`<p class="faint">${words.contextNone}</p>`;
  if (context?.why !== undefined) return html`<p>${icon('warning')}${context.why}</p>`;
  if (!context?.made) return html`<p class="faint">${words.loadingTab}</p>`;
  const { report, tokens } = context.made;
  if (!report) return html`<p class="faint">${words.contextOld}</p>`;
  const most = Math.max(1, ...report.pieces.map(({ raw }) => raw));
  return html`
    <h2 class="tab-title">${words.contextOf}</h2>
    ${total(report, tokens, words)}
    ${(report.notes ?? []).map((note) => html`<p class="tab-note">${icon('info')}<span>${note}</span></p>`)}
    ${givenStrategies(context.made.strategies, words)}
    ${recalled(report, words)}
    <ol class="pieces">${report.pieces.map((piece) => pieceRow(piece, most, words, actions))}</ol>
  `;
}

function total(
  { tokens, budget, estimated, similarity }: ContextReport,
  whole: number | undefined,
  words: PreviewWords,
) {
  const takes = budget === undefined ? fill(words.contextTokens, tokens) : fill(words.contextBudget, tokens, budget);
  const by = similarity === 'lexical' ? words.similarityLexical : words.similarityExact;
  const parts = [
    takes,
    ...(whole === undefined ? [] : [fill(words.contextWhole, whole)]),
    ...(similarity === undefined ? [] : [fill(words.contextSimilarity, by)]),
    ...(estimated ? [words.contextEstimated] : []),
  ];
  return html`<p class="total">${parts.join(' ')}</p>${budget === undefined ? nothing : bar(tokens, budget, 'whole')}`;
}

/** Width alone: the numbers stand beside it. */
function bar(part: number, whole: number, kind: string) {
  const width = Math.min(100, Math.round((100 * part) / Math.max(1, whole)));
  return html`<div class="token-bar ${kind}" aria-hidden="true"><div class="token-part" .style=${`width: ${width}%`}></div></div>`;
}

function pieceRow(piece: ContextPiece, most: number, words: PreviewWords, actions: Actions) {
  const { exchanges, turn, as, tokens, raw, similarity, summary, why } = piece;
  const [from, to] = exchanges;
  const name = from === to ? fill(words.oneTurn, from) : fill(words.manyTurns, from, to);
  const size = as === 'raw' ? fill(words.tokens, tokens) : fill(words.tokensOf, tokens, raw);
  const { glyph, word } = fates[as];
  return html`<li class="piece">
    <div class="piece-head">
      <button type="button" class="link-button" title=${words.goToTurn} @click=${() => actions.showTurn(turn)}>${name}</button>
      <span class="fate"><span class="fate-icon fate-${as}">${icon(glyph)}</span>${words[word]}</span>
      <span class="size">${size}${similarity === undefined ? nothing : html` · ${fill(words.alikeBy, similarity.toFixed(2))}`}</span>
    </div>
    <div class="bars" .style=${`width: ${Math.max(2, Math.round((100 * raw) / most))}%`}>${bar(tokens, raw, as)}</div>
    <p class="why">${why}</p>
    ${
      summary === undefined
        ? nothing
        : html`<details class="stands"><summary>${words.showSummary}</summary><p>${summary}</p></details>`
    }
  </li>`;
}

function recalled({ recalled: memories }: ContextReport, words: PreviewWords) {
  if (!memories || memories.length === 0) return nothing;
  return html`<section class="recalled" aria-label=${words.recalledHead}>
    <h3 class="tab-title">${words.recalledHead}</h3>
    <ul>
      ${memories.map(
        ({ id, text, similarity, with: other }) => html`<li>
          <span>${text}</span>
          <span class="faint">${id} · ${other === undefined ? words.recalledBest : fill(words.recalledWith, other)} · ${fill(words.alikeBy, similarity.toFixed(2))}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

function tools({ words }: PanelState, actions: Actions) {
  return html`<div class="tab-tools">
    <button type="button" class="secondary" @click=${() => actions.memoryAct('clear')}>${words.clearMemory}</button>
    <button type="button" class="secondary" @click=${() => actions.memoryAct('export')}>${words.exportMemory}</button>
  </div>`;
}
