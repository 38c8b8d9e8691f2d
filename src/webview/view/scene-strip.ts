// The strip of a scene: its title, how far it is, who speaks next, and what can be done: one line more, all of them, the end. Then why it ended.
import { html, nothing } from 'lit-html';
import type { PanelArena, PanelScene } from '../../wire/preview-protocol.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import { icon } from './icon.ts';
import type { Strip } from './strips.ts';

export const sceneStrip: Strip = ({ status: { scene, busy }, words }, actions) => {
  if (!scene) return nothing;
  const { held, mayHold } = scene;
  const over = scene.ended !== undefined;
  return html`<div class="strip scene-strip">
    ${icon('organization')}
    <span class="strip-text">
      <strong>${scene.title || words.sceneUntitled}</strong>
      <span class="faint">${fill(words.sceneTurn, scene.played, scene.limit)}</span>
      <span class="scene-next" role="status">${whatNow(scene, words)}</span>
      ${held ? html`<span class="faint">${arenaWords(held, words)}</span>` : nothing}
    </span>
    <span class="strip-actions">${
      over
        ? html`<button type="button" class="link-button" @click=${() => actions.restart()}>${icon('debug-restart')}${words.sceneAgain}</button>`
        : busy
          ? html`<button type="button" class="link-button" @click=${actions.stop}>${icon('debug-stop')}${words.stop}</button>`
          : html`<button type="button" class="link-button" ?disabled=${scene.person} @click=${() => actions.scene('next')}>${icon('debug-step-over')}${words.nextLine}</button>
              <button type="button" class="link-button" ?disabled=${scene.person} @click=${() => actions.scene('on')}>${icon('debug-continue')}${words.playOn}</button>
              ${
                held
                  ? html`<button type="button" class="link-button" @click=${() => actions.endArena()}>${icon('circle-slash')}${words.endArena}</button>`
                  : mayHold
                    ? html`<button type="button" class="link-button" @click=${() => actions.holdArena()}>${icon('law')}${words.holdArena}</button>`
                    : nothing
              }
              <button type="button" class="link-button" @click=${() => actions.scene('end')}>${icon('close')}${words.endScene}</button>`
    }</span>
  </div>`;
};

/** Always in words: over and why, whose line it is. */
function whatNow({ ended, next, person, seat }: PanelScene, words: PreviewWords) {
  if (ended !== undefined) return html`${icon('check')}${words.sceneOver}: ${quoted(ended)}`;
  if (person && seat) return html`${icon('arrow-right')}${fill(words.sceneYours, seat.name)}`;
  return next === undefined ? nothing : html`${icon('arrow-right')}${fill(words.sceneNext, next)}`;
}

function arenaWords({ candidates, supervisor, left }: PanelArena, words: PreviewWords): string {
  const names = candidates.join(', ');
  return left === 1 ? fill(words.arenaHeldOne, names, supervisor) : fill(words.arenaHeld, names, supervisor, left);
}

/** What a reason quotes of the file stands between backticks. */
function quoted(why: string) {
  return why.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
