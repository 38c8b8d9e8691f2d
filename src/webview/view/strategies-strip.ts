// The strip that says which strategies replies are given, and how to end it.
import { html, nothing } from 'lit-html';
import { fill } from '../../wire/preview-words.ts';
import { icon } from './icon.ts';
import type { Strip } from './strips.ts';

export const strategiesStrip: Strip = ({ words, status }, actions) => {
  if (!status.strategies) return nothing;
  const { name, approved, of } = status.strategies;
  const understudy = status.model.provider === 'understudy';
  const text = understudy ? fill(words.strategiesUnderstudy, name) : fill(words.strategiesOn, name, approved, of);
  return html`<div class="strip strategies-strip">
    ${icon(approved === 0 || understudy ? 'warning' : 'lightbulb')}
    <span class="strip-text">${text}</span>
    <span class="strip-actions">
      <button type="button" class="link-button" @click=${actions.openStrategies}>${icon('go-to-file')}${words.strategiesOpen}</button>
      <button type="button" class="link-button" @click=${actions.endStrategies}>${icon('close')}${words.strategiesEnd}</button>
    </span>
  </div>`;
};
