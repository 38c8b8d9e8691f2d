// The strip that says that two answer each line now, who they are, and how to end it.
import { html, nothing } from 'lit-html';
import { fill } from '../../wire/preview-words.ts';
import { icon } from './icon.ts';
import type { Strip } from './strips.ts';

export const compareStrip: Strip = ({ words, status }, actions) => {
  if (!status.compare) return nothing;
  const { left, right } = status.compare;
  return html`<div class="strip compare-strip">
    ${icon('split-horizontal')}
    <span class="strip-text">${fill(words.comparing, left, right)}</span>
    <span class="strip-actions">
      <button type="button" class="link-button" @click=${actions.compare}>${icon('arrow-swap')}${words.compareOther}</button>
      <button type="button" class="link-button" @click=${actions.endCompare}>${icon('close')}${words.endCompare}</button>
    </span>
  </div>`;
};
