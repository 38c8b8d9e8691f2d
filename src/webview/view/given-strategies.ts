// Which strategies a request holds, with how like the words they are: under *what was sent* and in the drawer.
import { html, nothing } from 'lit-html';
import type { SentStrategies } from '../../play/strategies/advise.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';

/** Nothing where no library was in play. */
export function givenStrategies(sent: SentStrategies | undefined, words: PreviewWords) {
  if (!sent) return nothing;
  const { library, used, label, trouble } = sent;
  if (trouble !== undefined) return html`<p class="faint">${trouble}</p>`;
  if (used.length === 0) return html`<p class="faint">${fill(words.strategiesNone, library)}</p>`;
  const by = label === 'lexical' ? words.similarityLexical : label;
  return html`<div class="given">
    <p class="faint">${fill(words.strategiesGiven, library, by)}</p>
    <ul>${used.map(({ name, advice, alike }) => html`<li>${fill(words.strategyAlike, name, alike.toFixed(2), advice)}</li>`)}</ul>
  </div>`;
}
