// What everybody in a narrated scene believes now, as a tree that opens and closes. In: the state. Out: a section, or `nothing`.
import { html, nothing } from 'lit-html';
import { notesOf, stageJournal, stageName } from '../stage-journal.ts';
import type { PanelState } from '../state.ts';

export function stageBeliefs(state: PanelState) {
  const { words } = state;
  const journal = stageJournal(state);
  const selves = new Map(notesOf(journal, 'self-belief').map((note) => [note.actor, note]));
  const places = new Map(notesOf(journal, 'surroundings').map((note) => [note.actor, note]));
  const actors = [...new Set([...selves.keys(), ...places.keys()])];
  if (actors.length === 0) return nothing;
  return html`<section class="stage-section">
    <h2>${words.beliefs}</h2>
    <ul class="belief-tree">
      ${actors.map((actor) => {
        const self = selves.get(actor);
        const rows = [
          [words.believes, self?.belief],
          [words.wants, self?.desire],
          [words.means, self?.intention],
          [words.sees, places.get(actor)?.text],
        ].filter(([, text]) => text !== undefined && text !== '');
        return html`<li><details open>
          <summary>${stageName(state, actor)}</summary>
          ${
            rows.length === 0
              ? html`<p class="faint">${words.noBeliefs}</p>`
              : html`<dl>${rows.map(([name, text]) => html`<dt>${name}</dt><dd dir="auto">${text}</dd>`)}</dl>`
          }
        </details></li>`;
      })}
    </ul>
  </section>`;
}
