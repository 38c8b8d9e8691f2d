// What became of refining a reply: one line under it, and, opened, the critique by the rules' names and what was written and rejected.
import { html, nothing } from 'lit-html';
import type { RefinedNote } from '../../play/counsel-notes.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { actionName } from './failure.ts';
import { type IconName, icon } from './icon.ts';

export interface CounselView {
  /** Key under which it is open or not. */
  readonly open: boolean;
  readonly tabbable: boolean;
}

const icons: Readonly<Record<RefinedNote['outcome'], IconName>> = {
  refined: 'sparkle',
  kept: 'pass',
  rejected: 'circle-slash',
  failed: 'error',
};

/** Under which name its details are open. */
export function refinedKey({ of, turn }: RefinedNote): string {
  return `refined ${turn ?? of}`;
}

/** Nothing where nobody asked. */
export function refined(
  note: RefinedNote | undefined,
  { open, tabbable }: CounselView,
  words: PreviewWords,
  actions: Actions,
) {
  if (!note) return nothing;
  const { outcome, flaws, rejected, why, action } = note;
  const said = html`${icon(icons[outcome])}<span>${headline(note, words)}</span>`;
  const mend = action === undefined || action === 'retry' ? undefined : actionName(action, words);
  const more = flaws.length > 0 || rejected !== undefined || outcome === 'refined';
  const tab = tabbable ? 0 : -1;
  return html`<div class="counsel">
    ${
      more
        ? html`<button type="button" class="counsel-summary" aria-expanded=${String(open)} tabindex=${tab} @click=${() => actions.toggleLedger(refinedKey(note))}>
            ${icon(open ? 'chevron-down' : 'chevron-right')}${said}
          </button>`
        : html`<p class="counsel-summary">${said}</p>`
    }
    ${mend && action ? html`<button type="button" class="link-button" tabindex=${tab} @click=${() => actions.act(action)}>${mend}</button>` : nothing}
    ${
      open && more
        ? html`<div class="counsel-body">
            ${flaws.length === 0 ? nothing : html`<ul>${flaws.map((flaw) => row(flaw, tab, words, actions))}</ul>`}
            ${rejected === undefined ? nothing : html`<p class="faint">${words.refineWritten}</p><blockquote>${rejected}</blockquote>`}
            ${outcome === 'refined' ? html`<p class="faint">${fill(words.refineJudged, why)}</p>` : nothing}
          </div>`
        : nothing
    }
  </div>`;
}

function headline({ outcome, by, flaws, why }: RefinedNote, words: PreviewWords): string {
  switch (outcome) {
    case 'refined':
      if (by === 'choices') return words.refinedLikeChoices;
      return flaws.length === 1 ? words.refinedOne : fill(words.refinedMany, flaws.length);
    case 'kept':
      return fill(words.refineKept, why);
    case 'rejected':
      return fill(words.refineRejected, why);
    case 'failed':
      return fill(words.refineFailed, why);
  }
}

function row({ rule, what }: RefinedNote['flaws'][number], tab: number, words: PreviewWords, actions: Actions) {
  const name =
    rule === ''
      ? html`<span class="rule">${words.noRule}</span>`
      : html`<button type="button" class="rule" title=${fill(words.reveal, rule)} tabindex=${tab} @click=${() => actions.reveal(rule)}>${rule}</button>`;
  return html`<li>${name} <span class="why">${what}</span></li>`;
}
