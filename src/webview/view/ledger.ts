// The ledger under a reply: how many rules it kept and broke, and, opened, each rule with its evidence. A state is always a word
// beside its icon, never a colour alone.
import { html, nothing } from 'lit-html';
import type { VerdictState } from '../../rules/verdict.ts';
import type { PanelVerdict } from '../../wire/preview-protocol.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { type IconName, icon } from './icon.ts';

/** What matters most comes first. */
const order = ['broken', 'unsure', 'kept', 'idle'] as const satisfies readonly VerdictState[];

const icons: Readonly<Record<VerdictState, IconName>> = {
  broken: 'error',
  unsure: 'question',
  kept: 'pass',
  idle: 'circle-large-outline',
};

export interface LedgerView {
  readonly entry: string;
  readonly verdicts: readonly PanelVerdict[];
  readonly open: boolean;
  readonly tabbable: boolean;
}

/** The summary line, and the rules where it is open. */
export function ledger({ entry, verdicts, open, tabbable }: LedgerView, words: PreviewWords, actions: Actions) {
  if (verdicts.length === 0) return nothing;
  const sorted = [...verdicts].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const counts = order
    .map((state) => ({ state, of: verdicts.filter((verdict) => verdict.state === state) }))
    .filter((count) => count.of.length > 0);
  return html`<div class="ledger">
    <button
      type="button"
      class="ledger-summary"
      aria-expanded=${String(open)}
      tabindex=${tabbable ? 0 : -1}
      @click=${() => actions.toggleLedger(entry)}
    >
      ${icon(open ? 'chevron-down' : 'chevron-right')}
<span class="unseen">${words.ledger}</span>
      ${counts.map(({ state, of }, index) => count(state, of, index < counts.length - 1, words))}
    </button>
    ${open ? html`<ul class="verdicts">${sorted.map((verdict) => row(verdict, tabbable, words, actions))}</ul>` : nothing}
  </div>`;
}

/** Read aloud, the counts are a list: its commas are there for the ear alone. */
function count(state: VerdictState, of: readonly PanelVerdict[], more: boolean, words: PreviewWords) {
  const names = of.map((verdict) => verdict.rule).join(', ');
  return html`<span class="count ${state}">${icon(icons[state])}${of.length} ${words[state]}${
    state === 'broken' ? html`<span class="count-names">: ${names}</span>` : nothing
  }${more ? html`<span class="unseen">, </span>` : nothing}</span>`;
}

function row(verdict: PanelVerdict, tabbable: boolean, words: PreviewWords, actions: Actions) {
  return html`<li class="verdict ${verdict.state}">
    ${icon(icons[verdict.state])}
    <div>
      ${
        verdict.ours
          ? html`<span class="rule" title=${words.oursCheck}>${verdict.rule}</span> <span class="faint">${words.oursCheck}</span>`
          : html`<button
              type="button"
              class="rule"
              title=${fill(words.reveal, verdict.rule)}
              tabindex=${tabbable ? 0 : -1}
              @click=${() => actions.reveal(verdict.rule)}
            >${verdict.rule}</button>`
      }
      <span class="state">${words[verdict.state]}</span>
      <p class="why">${quoted(verdict.why)}</p>
    </div>
  </li>`;
}

/** What a reason quotes of the file stands between backticks. */
function quoted(why: string) {
  return why.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
