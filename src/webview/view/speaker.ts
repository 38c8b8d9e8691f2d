// Who speaks: a name, before it an initial in the speaker's own colour, and the word for it where nobody hears. The colour is never the only sign.
import { html, nothing } from 'lit-html';
import type { PanelTurn } from '../../wire/preview-protocol.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';
import type { Actor } from '../talk-index.ts';

/** Colours there are; the seventh actor has the first one's again, with another initial. */
const colours = 6;

/** The head of a line. `persona`: what `self` is called. */
export function speaker(turn: PanelTurn, persona: string, actor: Actor | undefined, words: PreviewWords) {
  const name = nameOf(turn, persona, words);
  const thinks = turn.thought ? html`<span class="thinks">${words.thinks}</span>` : nothing;
  if (!actor) return html`<span class="speaker">${name}</span>${thinks}`;
  return html`<span class="initial actor-${(actor.order % colours) + 1}" aria-hidden="true">${actor.initial}</span
    ><span class="speaker">${name}</span>${thinks}`;
}

/** What readers call a speaker. */
export function nameOf({ speaker: key, name }: PanelTurn, persona: string, words: PreviewWords): string {
  if (key === 'self') return name ?? persona;
  if (key === 'user') return name ?? words.you;
  if (key === 'narrator') return name ?? words.narrator;
  return name ?? key;
}
