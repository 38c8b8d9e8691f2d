// What has been found out of what somebody keeps: for each part a bar of how near the latest guess comes, in numbers and words, too; hints;
// proposals with their scores. In: the state. Out: sections, or `nothing`.
import { html, nothing, svg } from 'lit-html';
import type { Decoded, Proposal } from '../../play/hidden/hidden-notes.ts';
import { fill } from '../../wire/preview-words.ts';
import { notesOf, type StageEntry, stageJournal } from '../stage-journal.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';

export function stageHidden(state: PanelState) {
  const journal = stageJournal(state);
  const guesses = [...new Map(notesOf(journal, 'decoded').map((note) => [note.part, note])).values()];
  if (guesses.length === 0) return nothing;
  const { words } = state;
  const hints = notesOf(journal, 'hint').filter(({ text }) => text !== '');
  const by = guesses[0]?.estimator === 'lexical' ? words.lexical : (guesses[0]?.estimator ?? '');
  return html`<section class="stage-section">
      <h2>${words.findingOut}</h2>
      <ul class="guesses">${guesses.map((guess) => guessOf(state, guess))}</ul>
      <p class="faint">${fill(words.byEstimator, by)}</p>
    </section>
    ${
      hints.length === 0
        ? nothing
        : html`<section class="stage-section"><h2>${words.hints}</h2>
            <ol class="stage-list">${hints.map(({ part, text }) => html`<li dir="auto"><b>${part}</b> ${text}</li>`)}</ol>
          </section>`
    }
    ${proposals(state, journal)}`;
}

function guessOf({ words }: PanelState, { part, guess, likeness, threshold, found }: Decoded) {
  const how = found ? words.found : words.notFound;
  const [is, needed] = [likeness.toFixed(2), threshold.toFixed(2)];
  return html`<li class="guess">
    <div class="guess-head"><b>${part}</b>
      <span class="guess-state ${found ? 'is-found' : ''}">${icon(found ? 'pass' : 'circle-large-outline')} ${how}</span>
      <span class="guess-number">${fill(words.likeness, is, needed)}</span></div>
    <svg class="guess-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"
      aria-label=${fill(words.likenessLabel, part, is, needed, how)}>
      ${svg`<rect class="guess-fill" x="0" y="0" height="8" width=${Math.max(0, likeness) * 100}></rect>
        <rect class="guess-needed" x=${threshold * 100 - 0.5} y="0" height="8" width="1"></rect>`}
    </svg>
    <p dir="auto"><span class="faint">${words.guess}:</span> ${guess}</p>
  </li>`;
}

function proposals({ words }: PanelState, journal: readonly StageEntry[]) {
  const made = notesOf(journal, 'proposal');
  if (made.length === 0) return nothing;
  const scores = new Map(notesOf(journal, 'proposal-score').map(({ attempt, score }) => [attempt, score]));
  const score = ({ attempt }: Proposal) => scores.get(attempt) ?? 0;
  const best = made.reduce((first, one) => (score(one) > score(first) ? one : first));
  return html`<section class="stage-section"><h2>${words.proposals}</h2>
    <ol class="stage-list">
      ${made.map((one) => {
        const given = scores.get(one.attempt);
        return html`<li dir="auto">${one.text}
          <span class="faint">${given === undefined ? words.noScore : fill(words.proposalScore, given)}</span>
          ${one === best && score(one) > 0 ? html`<span class="stage-mark">${words.bestKept}</span>` : nothing}
        </li>`;
      })}
    </ol>
  </section>`;
}
