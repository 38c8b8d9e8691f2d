// The mark at the end of a line that was cut: by whom, as a word beside a sign. In: a line. Out: the mark, or `nothing`.
import { html, nothing } from 'lit-html';
import type { PanelTurn } from '../../wire/preview-protocol.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';
import { icon } from './icon.ts';

/** The label of a line that the user's own words cut. */
export const interruptedLabel: typeof import('../../play/turns/interrupted.ts').interruptedLabel = 'interrupted';

/** Where a line was cut. */
export function cutMark({ finish, labels }: PanelTurn, words: PreviewWords) {
  if (finish !== 'stopped') return nothing;
  const interrupted = labels.includes(interruptedLabel);
  return html`<p class="cut-mark">
    ${icon(interrupted ? 'debug-disconnect' : 'debug-stop')}${interrupted ? words.interruptedHere : words.stoppedHere}
  </p>`;
}
