// A talk of seeker and supporter: how the seeker's mood goes, as a line and in numbers; what was in mind for each line; how it went. In: the
// state. Out: sections, or `nothing`.
import { html, nothing, svg } from 'lit-html';
import { fill } from '../../wire/preview-words.ts';
import { notesOf, type StageEntry, stageJournal, stageName } from '../stage-journal.ts';
import type { PanelState } from '../state.ts';

interface LineShown {
  readonly id: string;
  readonly speaker: string;
  readonly inMind: string | undefined;
  readonly mood: number | undefined;
}

export function stageDyad(state: PanelState) {
  const journal = stageJournal(state);
  const picks = notesOf(journal, 'aspect-pick');
  const scores = notesOf(journal, 'seeker-mood');
  const tones = notesOf(journal, 'tone-samples');
  if (picks.length + scores.length + tones.length === 0) return nothing;
  const lines = linesOf(journal);
  const rating = notesOf(journal, 'support-rating').at(-1);
  const { words } = state;
  return html`${moodLine(state, lines)}
    <section class="stage-section">
      <h2>${words.lines}</h2>
      <table class="stage-table">
        <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.inMind}</th><th scope="col">${words.mood}</th></tr></thead>
        <tbody>${lines.map(
          ({ speaker, inMind, mood }) => html`<tr>
            <th scope="row">${stageName(state, speaker)}</th>
            <td>${inMind === undefined ? '' : inMind === 'none' ? html`<span class="faint">${words.nothingInMind}</span>` : html`<span class="stage-mark">${inMind}</span>`}</td>
            <td>${mood === undefined ? '' : fill(words.moodOf, mood)}</td>
          </tr>`,
        )}</tbody>
      </table>
    </section>
    ${
      rating
        ? html`<section class="stage-section"><h2>${words.rating}</h2>
            <p>${
              rating.mean === undefined
                ? words.noRating
                : fill(
                    words.ratingMean,
                    rating.mean.toFixed(2),
                    rating.lifted ?? '',
                    rating.addressed ?? '',
                    rating.engaged ?? '',
                  )
            }</p>
            <p class="faint" dir="auto">${rating.reason}</p></section>`
        : nothing
    }`;
}

function linesOf(journal: readonly StageEntry[]): readonly LineShown[] {
  const lines: LineShown[] = [];
  let picked: { readonly actor: string; readonly aspect: string } | undefined;
  for (const entry of journal) {
    if ('line' in entry) {
      const { id, speaker, thought } = entry.line;
      if (thought || speaker === 'narrator') continue;
      lines.push({ id, speaker, inMind: picked?.actor === speaker ? picked.aspect : undefined, mood: undefined });
      picked = undefined;
    } else if (entry.note.kind === 'aspect-pick') picked = entry.note;
    else if (entry.note.kind === 'seeker-mood') {
      const { turn, score } = entry.note;
      const at = lines.findIndex(({ id }) => id === turn);
      const line = lines[at];
      if (line) lines[at] = { ...line, mood: score };
    }
  }
  return lines;
}

/** Drawn from the second score on; the same in words for whoever does not see it. */
function moodLine(state: PanelState, lines: readonly LineShown[]) {
  const { words } = state;
  const scores = lines.flatMap(({ mood }) => (mood === undefined ? [] : [mood]));
  const seeker = lines.find(({ mood }) => mood !== undefined)?.speaker;
  if (scores.length === 0 || seeker === undefined) return nothing;
  const name = stageName(state, seeker);
  const x = (index: number) => (scores.length === 1 ? 50 : 4 + (index * 92) / (scores.length - 1));
  const y = (score: number) => 36 - score * 6.4;
  const points = scores.map((score, index) => `${x(index)},${y(score)}`).join(' ');
  return html`<section class="stage-section">
    <h2>${fill(words.moods, name)}</h2>
    <svg class="mood-line" viewBox="0 0 100 40" role="img" aria-label=${fill(words.moodsLabel, name, scores.join(', '))}>
      ${svg`<polyline class="mood-track" points=${points}></polyline>
        ${scores.map((score, index) => svg`<circle class="mood-dot" cx=${x(index)} cy=${y(score)} r="1.6"></circle>`)}`}
    </svg>
    <p class="faint">${scores.join(' · ')}</p>
  </section>`;
}
