// The line on its way: what has come of it so far, or that nothing has yet and why.
import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { fill } from '../../wire/preview-words.ts';
import type { PanelState } from '../state.ts';
import { icon } from './icon.ts';
import { renderMarkdown } from './markdown.ts';
import { pair } from './pair.ts';
import type { ListContext } from './row.ts';
import { stablePieces } from './stable-pieces.ts';

/** The last item of the list while somebody speaks. */
export function coming(index: number, { state, actions, persona, size }: ListContext) {
  const { words, talk } = state;
  const reply = talk.coming;
  if (!reply) return nothing;
  const who = actorName(state, talk.requests[reply.turn]?.actor) ?? persona;
  const compared = state.parts.compare.pairs.get(reply.turn);
  const shown = compared
    ? pair({ pair: compared, onPath: undefined, active: false, last: false }, state, actions)
    : html`<div class="turn-head">
          <span class="speaker">${who}</span>
          <span class="source">${talk.requests[reply.turn]?.model ?? state.status.model.label}</span>
        </div>
        ${
          reply.text === ''
            ? html`<p class="pending">${
                reply.waiting
                  ? html`${icon('watch')}${fill(words.waiting, reply.waiting.seconds, reply.waiting.why)}`
                  : html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="unseen">${fill(words.thinking, who)}</span>`
              }</p>`
            : html`<div class="text">${stablePieces(reply.text).map((piece) => guard([piece], () => renderMarkdown(piece, [])))}</div>`
        }${reply.silence === undefined ? nothing : html`<p class="pending">${icon('watch')}${reply.silence}</p>`}`;
  return html`<li
    class="entry ${compared ? 'compared' : 'self'} coming"
    data-index=${index}
    aria-setsize=${size}
    aria-posinset=${index + 1}
  ><div class="line">${shown}</div></li>`;
}

/** What an actor of the scene is called; undefined for the persona of a talk of two. */
function actorName({ status: { scene }, words }: PanelState, key: string | undefined): string | undefined {
  if (!scene || key === undefined) return undefined;
  return key === 'narrator' ? words.narrator : scene.cast.find((actor) => actor.key === key)?.name;
}
