// A place of the talk where more than one line was said: which of them is shown, how many there are, and the way to the others.
import { html, nothing } from 'lit-html';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { Branch } from '../talk-index.ts';
import { iconButton } from './button.ts';
import { icon } from './icon.ts';

/** As in `‹ 2 / 3 ›`; without the arrows while a reply is on its way. Nothing where a line stands alone. */
export function branch(
  id: string,
  place: Branch | undefined,
  { busy, tabbable }: { readonly busy: boolean; readonly tabbable: boolean },
  words: PreviewWords,
  actions: Actions,
) {
  if (!place) return nothing;
  const { at, ids } = place;
  const arrow = (by: -1 | 1) =>
    busy
      ? nothing
      : iconButton({
          icon: by < 0 ? 'chevron-left' : 'chevron-right',
          name: by < 0 ? words.versionBefore : words.versionAfter,
          run: () => void actions.swipe(id, by),
          tabbable,
        });
  const name = fill(words.version, at + 1, ids.length);
  return html`<span class="branch" role="group" aria-label=${name} title=${name}>
    ${icon('git-branch')}${arrow(-1)}<span class="branch-count" aria-hidden="true">${at + 1} / ${ids.length}</span>${arrow(1)}
  </span>`;
}
