// What a judge said of two replies to one line: which, by how many votes in both orders, how strongly, or that it cannot tell; opened, each vote's
// critique and the judge's own answer. Which reply is better the reader says, not it.
import { html, nothing } from 'lit-html';
import type { WeighedNote } from '../../play/counsel-notes.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { actionName } from './failure.ts';
import { icon } from './icon.ts';
import type { CounselView } from './refined.ts';

export interface WeighedView extends CounselView {
  readonly note: WeighedNote;
  /** What A and B are called where this stands. */
  readonly names: readonly [string, string];
  /** How often judge and reader agreed so far, over all that both said something of. */
  readonly agreement: { readonly agree: number; readonly of: number };
}

/** Under which name its details are open. */
export function weighedKey({ turns }: WeighedNote): string {
  return `weighed ${turns.join(' ')}`;
}

/** One line, and the rest where it is open. */
export function weighed(view: WeighedView, words: PreviewWords, actions: Actions) {
  const { note, open, tabbable, names, agreement } = view;
  const { votes, reference, action } = note;
  const tab = tabbable ? 0 : -1;
  const failed = action !== undefined;
  const mend = failed && action !== 'retry' ? actionName(action, words) : undefined;
  const said = html`${icon(failed ? 'error' : note.better === undefined ? 'question' : 'law')}<span>${headline(view, words)}</span>`;
  return html`<div class="counsel">
    ${
      failed
        ? html`<p class="counsel-summary">${said}</p>`
        : html`<button type="button" class="counsel-summary" aria-expanded=${String(open)} tabindex=${tab} @click=${() => actions.toggleLedger(weighedKey(note))}>
            ${icon(open ? 'chevron-down' : 'chevron-right')}${said}
          </button>`
    }
    ${mend && action ? html`<button type="button" class="link-button" tabindex=${tab} @click=${() => actions.act(action)}>${mend}</button>` : nothing}
    ${
      open && !failed
        ? html`<div class="counsel-body">
            <p>${figures(view, words)}</p>
            <ul>${votes.map(
              ({ order, for: vote, critique }) => html`<li>
                <strong>${vote === undefined ? words.voteUnread : fill(words.voteFor, names[vote === 'A' ? 0 : 1])}</strong>
                <span class="faint">${fill(words.voteOrder, names[order === 'AB' ? 0 : 1])}</span>
                <p class="why">${critique}</p>
              </li>`,
            )}</ul>
            <p class="faint">${words.judgeOwn}</p><blockquote>${reference}</blockquote>
            ${agreement.of === 0 ? nothing : html`<p>${fill(words.judgeAgrees, agreement.agree, agreement.of)}</p>`}
          </div>`
        : nothing
    }
  </div>`;
}

function headline({ note, names }: WeighedView, words: PreviewWords): string {
  const { judge, better, votes, turns, why, action, positionBiased } = note;
  if (action !== undefined) return fill(words.weighFailed, why);
  const count = (letter: 'A' | 'B') => votes.filter((vote) => vote.for === letter).length;
  if (better === undefined) {
    const told = fill(words.cannotTell, judge, names[0], count('A'), names[1], count('B'));
    return positionBiased ? `${told} ${words.byPlace}` : told;
  }
  const first = better === turns[0];
  const [own, less] = first ? [count('A'), count('B')] : [count('B'), count('A')];
  return fill(words.judgePrefers, judge, names[first ? 0 : 1], own, less);
}

/** Margin and grades, each with how it was found; what nobody knows is not shown. */
function figures({ note: { margin, grades }, names }: WeighedView, words: PreviewWords): string {
  const score = (one: { readonly score?: number } | undefined) =>
    one?.score === undefined ? words.noScore : one.score.toFixed(1);
  const parts = [
    margin ? fill(words.judgeMargin, margin.value.toFixed(2), margin.label) : words.judgeNoMargin,
    grades
      ? fill(words.judgeGrades, names[0], score(grades[0]), names[1], score(grades[1]), grades[0].label)
      : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}
