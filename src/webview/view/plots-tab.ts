// The drawer's *plots*: what the talk cost, and over its replies the rules kept and broken, how long they are, how much of them was said
// before. As pictures or, with the same figures, as a table whose rows lead to the lines.
import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { FiguresState } from '../figures-state.ts';
import { type Column, columnsOf } from '../plot-columns.ts';
import type { PanelState } from '../state.ts';
import { chart } from './chart.ts';
import type { DrawerTab } from './drawer-tabs.ts';
import { icon } from './icon.ts';

export const plotsTab: DrawerTab = {
  id: 'plots',
  name: (words) => words.plots,
  view: (state, actions) => plots(state, actions),
};

function plots({ parts, talk, words }: PanelState, actions: Actions) {
  const columns = columnsOf(talk.entries);
  const { table } = parts.figures;
  return html`<p class="totals">${totals(parts.figures, words)}</p>
    ${
      columns.length === 0
        ? html`<p class="faint">${words.noPlots}</p>`
        : html`<button type="button" class="link-button as-table" aria-pressed=${String(table)} @click=${actions.toggleTable}>
              ${icon(table ? 'graph' : 'table')}${table ? words.asPlots : words.asTable}
            </button>
            ${guard([columns, table, words], () => (table ? figures(columns, words, actions) : pictures(columns, words, actions)))}`
    }`;
}

/** As in `12 requests · 4,912 tokens in, 310 out · 14.2 s`; says so where not every answer told its tokens. */
function totals({ requests, counted, input, output, ms }: FiguresState, words: PreviewWords): string {
  if (requests === 0) return words.noRequests;
  const parts = [
    requests === 1 ? words.requestsOne : fill(words.requests, requests),
    counted > 0 ? fill(words.tokensInOut, input.toLocaleString(), output.toLocaleString()) : words.tokensUnknown,
    counted > 0 && counted < requests ? fill(words.tokensPartly, counted) : undefined,
    fill(words.seconds, (ms / 1000).toFixed(1)),
  ];
  // Lines break between figures, not between a figure and its unit.
  const whole = parts.flatMap((part) => (part === undefined ? [] : [part.replaceAll(' ', '\u00a0')]));
  return whole.join(' · ');
}

function pictures(columns: readonly Column[], words: PreviewWords, actions: Actions) {
  const max = (of: (column: Column) => number) => Math.max(...columns.map(of));
  const bars = (up: (c: Column) => number, down: (c: Column) => number, says: (c: Column) => string) =>
    columns.map((column) => ({
      up: up(column),
      down: down(column),
      title: `${lineOf(column, words)}: ${says(column)}`,
      run: () => actions.goTo(column.goTo),
    }));
  const share = ({ repeated = 0 }: Column) => repeated;
  const none = () => 0;
  const most = {
    rules: { up: max(({ kept }) => kept), down: max(({ broken }) => broken) },
    words: { up: max((column) => column.words), down: 0 },
    repeated: { up: 1, down: 0 },
  };
  const sums = (of: (column: Column) => number) => columns.reduce((all, column) => all + of(column), 0);
  return html`
    ${figure(
      words.rulesPlot,
      fill(
        words.rulesSum,
        sums(({ kept }) => kept),
        sums(({ broken }) => broken),
      ),
      most.rules.down > 0 ? words.rulesAxis : undefined,
      {
        bars: bars(
          ({ kept }) => kept,
          ({ broken }) => broken,
          (column) => rulesOf(column, words),
        ),
        most: most.rules,
      },
    )}
    ${figure(words.lengthPlot, fill(words.lengthSum, Math.round(most.words.up)), undefined, {
      bars: bars(
        (column) => column.words,
        none,
        (column) => fill(words.wordCount, Math.round(column.words)),
      ),
      most: most.words,
    })}
    ${figure(words.repeatedPlot, fill(words.repeatedSum, percent(max(share))), undefined, {
      bars: bars(share, none, (column) => shareOf(column, words)),
      most: most.repeated,
    })}
  `;
}

function figure(title: string, sum: string, axis: string | undefined, of: Omit<Parameters<typeof chart>[0], 'name'>) {
  return html`<figure class="plot">
    <figcaption><h2>${title}</h2><span class="faint">${sum}</span></figcaption>
    ${chart({ ...of, name: `${title}. ${sum}` })}
    ${axis === undefined ? nothing : html`<p class="axis">${axis}</p>`}
  </figure>`;
}

function figures(columns: readonly Column[], words: PreviewWords, actions: Actions) {
  return html`<div class="table-scroll"><table class="plot-table">
    <thead>
      <tr>
        <th scope="col">${words.line}</th>
        <th scope="col">${words.kept}</th>
        <th scope="col">${words.broken}</th>
        <th scope="col">${words.unsure}</th>
        <th scope="col">${words.wordsHead}</th>
        <th scope="col">${words.repeatedHead}</th>
      </tr>
    </thead>
    <tbody>${columns.map(
      (column) => html`<tr>
        <th scope="row"><button type="button" class="link-button" @click=${() => actions.goTo(column.goTo)}>${placesOf(column)}</button></th>
        <td>${column.kept}</td>
        <td>${column.broken}</td>
        <td>${column.unsure}</td>
        <td>${Math.round(column.words)}</td>
        <td>${column.repeated === undefined ? '–' : percent(column.repeated)}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}

function placesOf({ from, to }: Column): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function lineOf(column: Column, words: PreviewWords): string {
  return fill(column.from === column.to ? words.lineNumber : words.lineNumbers, placesOf(column));
}

function rulesOf({ kept, broken, unsure }: Column, words: PreviewWords): string {
  const parts = [`${kept} ${words.kept}`, `${broken} ${words.broken}`, unsure > 0 ? `${unsure} ${words.unsure}` : ''];
  return parts.filter((part) => part !== '').join(', ');
}

function shareOf({ repeated }: Column, words: PreviewWords): string {
  return repeated === undefined ? words.tooShort : fill(words.repeatedSaid, percent(repeated));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
