// A thumb up or down on one reply: the two buttons, what was said of it, and the way from a disliked one to a better persona.
import { html, nothing } from 'lit-html';
import type { Thumb } from '../../play/thumbs.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { iconButton } from './button.ts';
import { icon } from './icon.ts';

/** Pressed again, a thumb is taken back. */
export function thumbButtons(
  id: string,
  thumb: Thumb | undefined,
  tabbable: boolean,
  words: PreviewWords,
  actions: Actions,
) {
  return (['up', 'down'] as const).map((way) =>
    iconButton({
      icon: `thumbs${way}${thumb === way ? '-filled' : ''}`,
      name: way === 'up' ? words.like : words.dislike,
      run: () => actions.thumb(id, way),
      tabbable,
      pressed: thumb === way,
    }),
  );
}

/** In words, wherever the pointer is. Nothing where nothing was said. */
export function thumbMark(
  id: string,
  thumb: Thumb | undefined,
  { tabbable, busy }: { readonly tabbable: boolean; readonly busy: boolean },
  words: PreviewWords,
  actions: Actions,
) {
  if (thumb === undefined) return nothing;
  const said = thumb === 'up' ? words.liked : words.disliked;
  return html`<p class="thumb-mark">
    <span>${icon(`thumbs${thumb}-filled`)}${said}</span>
    ${
      thumb === 'up' || busy
        ? nothing
        : html`<button type="button" class="link-button" tabindex=${tabbable ? 0 : -1} @click=${() => actions.improveFrom(id)}>
            ${words.improveFrom}
          </button>`
    }
  </p>`;
}
