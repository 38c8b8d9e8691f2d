// The first section of the drawer's *Stage*: who is there, who plays whom, what each hears and knows, the stage of each plan; and how an arena stands. Draws what the
// host says and nothing that an actor thinks.
import { html, nothing } from 'lit-html';
import type { PanelActor, PanelScene } from '../../wire/preview-protocol.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';

/** The section, while a scene is played. */
export function stageCast({ status: { scene }, words }: PanelState) {
  return scene ? stage(scene, words) : nothing;
}

function stage({ cast, arena }: PanelScene, words: PreviewWords) {
  return html`<section class="stage-people">
    <h2>${words.stageCast}</h2>
    <ul class="cast">${cast.map((actor) => html`<li>${member(actor, words)}</li>`)}</ul>
    ${
      arena
        ? html`<h2>${words.arena}</h2>
            <ul class="arena">${arena.wins.map((one) => html`<li>${picked(one, words)}</li>`)}</ul>
            <p class="faint">${fill(words.arenaSum, arena.judged, arena.abstained)}</p>`
        : nothing
    }
  </section>`;
}

function picked({ label, wins }: { readonly label: string; readonly wins: number }, words: PreviewWords): string {
  const often = wins === 0 ? words.arenaWinsNone : wins === 1 ? words.arenaWinsOne : words.arenaWins;
  return fill(often, label, wins);
}

function member(actor: PanelActor, words: PreviewWords) {
  const { name, isPerson, model, nameOnly, stage: now, thinks, missed, knows } = actor;
  const facts = [
    isPerson ? words.playedByYou : model === undefined ? undefined : fill(words.playedBy, model),
    nameOnly ? words.playedFromName : undefined,
    now === undefined ? undefined : fill(words.stageOf, now),
    missed === 0 ? words.hearsAll : counted(missed, words.missedOne, words.missedMany),
    thinks === 0 ? undefined : counted(thinks, words.thoughtsOne, words.thoughtsMany),
    ...knows.map((text) => fill(words.knowsHere, text)),
  ];
  return html`${icon(isPerson ? 'account' : 'person')}<div>
      <strong>${name}</strong>
      <ul class="facts">${facts.map((fact) => (fact === undefined ? nothing : html`<li>${fact}</li>`))}</ul>
    </div>`;
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : fill(many, count);
}
