// A button with an icon, named for screen readers and on hovering. Native, so that keys, focus and forced colours work by themselves.
import { html, nothing } from 'lit-html';
import { type IconName, icon } from './icon.ts';

export interface IconButton {
  readonly icon: IconName;
  readonly name: string;
  readonly run: () => void;
  /** False: the tab key passes it by, as its line is not the active one. */
  readonly tabbable?: boolean;
  readonly expanded?: boolean;
  /** For a button that is on or off. */
  readonly pressed?: boolean;
  /** Id of the element, where somebody must find it. */
  readonly id?: string;
}

/** A square button without visible words. */
export function iconButton({ icon: glyph, name, run, tabbable = true, expanded, pressed, id }: IconButton) {
  return html`<button
    type="button"
    id=${id ?? nothing}
    class="icon-button"
    title=${name}
    aria-label=${name}
    aria-expanded=${expanded === undefined ? nothing : String(expanded)}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    tabindex=${tabbable ? 0 : -1}
    @click=${run}
  >${icon(glyph)}</button>`;
}
