// The rounds of a narrated scene: lanes of plan, deed and line, what the narrator told, and where everybody is, with what changed in the round
// marked by a word. In: the state. Out: sections, or `nothing`. The latest round is open.
import { html, nothing } from 'lit-html';
import type { Placement } from '../../play/narrated/narrated-notes.ts';
import { fill } from '../../wire/preview-words.ts';
import { narratedRounds, type RoundShown } from '../narrated-rounds.ts';
import { stageJournal, stageName } from '../stage-journal.ts';
import type { PanelState } from '../state.ts';

export function stageRounds(state: PanelState) {
  const rounds = narratedRounds(stageJournal(state));
  const last = rounds.at(-1);
  if (!last) return nothing;
  const { words } = state;
  const told = [...rounds].reverse();
  const scene = told.find(({ sceneNow }) => sceneNow)?.sceneNow;
  const plot = told.find((round) => round.plot)?.plot;
  return html`
    ${plot ? html`<section class="stage-section"><h2>${words.plotSoFar}</h2><p dir="auto">${plot}</p></section>` : nothing}
    ${scene ? html`<section class="stage-section"><h2>${words.sceneNow}</h2><p dir="auto">${scene}</p></section>` : nothing}
    ${told.map((round) => oneRound(state, round, round === last))}`;
}

function oneRound(state: PanelState, round: RoundShown, open: boolean) {
  const { words } = state;
  return html`<section class="stage-section"><details class="round" ?open=${open}>
    <summary><h2>${fill(words.round, round.round)}</h2></summary>
    <table class="stage-table">
      <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.plan}</th><th scope="col">${words.deeds}</th></tr></thead>
      <tbody>
        ${round.rows.map(
          ({ actor, plan, lines }) => html`<tr>
            <th scope="row">${stageName(state, actor)}</th>
            <td dir="auto">${plan ?? html`<span class="faint">${words.noPlan}</span>`}</td>
            <td dir="auto">${lines.length === 0 ? html`<span class="faint">${words.nothingDone}</span>` : lines.map(lineOf)}</td>
          </tr>`,
        )}
        ${
          round.told.length === 0
            ? nothing
            : html`<tr>
                <th scope="row">${words.narrator}</th>
                <td colspan="2" dir="auto">${round.told.map((text) => html`<p>${text}</p>`)}</td>
              </tr>`
        }
      </tbody>
    </table>
    ${round.places.length === 0 ? nothing : placesTable(state, round)}
  </details></section>`;
}

/** A deed stands between asterisks in the talk. */
function lineOf(text: string) {
  const deed = /^\*([^*]+)\*$/u.exec(text)?.[1];
  return deed === undefined ? html`<p>${text}</p>` : html`<p><em>${deed}</em></p>`;
}

function placesTable(state: PanelState, { round, places }: RoundShown) {
  const { words } = state;
  return html`<table class="stage-table">
    <caption>${fill(words.places, round)}</caption>
    <thead><tr><th scope="col">${words.who}</th><th scope="col">${words.position}</th><th scope="col">${words.condition}</th></tr></thead>
    <tbody>
      ${places.map(
        (place) => html`<tr>
          <th scope="row">${stageName(state, place.actor)}</th>
          ${cell(state, place, 'position')}${cell(state, place, 'condition')}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function cell({ words }: PanelState, place: Placement, part: 'position' | 'condition') {
  const text = place[part];
  return html`<td dir="auto">
    ${text === '' ? html`<span class="faint">${words.notSaid}</span>` : text}
    ${place.changed.includes(part) ? html`<span class="stage-mark">${words.changed}</span>` : nothing}
    ${place.kept.includes(part) ? html`<span class="faint">(${words.keptOld})</span>` : nothing}
  </td>`;
}
