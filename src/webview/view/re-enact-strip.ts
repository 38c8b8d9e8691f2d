// The strip of a talk that was played afresh in another language: which, from what, and what programs found of it.
import { html, nothing } from 'lit-html';
import type { ReEnactNote } from '../../play/re-enact/re-enact-notes.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import { icon } from './icon.ts';
import type { Strip } from './strips.ts';

export const reEnactStrip: Strip = ({ parts: { reEnact }, words }) => {
  if (!reEnact) return nothing;
  const rejected = reEnact.state === 'rejected';
  return html`<div class="strip re-enact-strip">
    ${icon(rejected ? 'error' : 'globe')}
    <span class="strip-text">${fill(words.reEnacted, reEnact.name, reEnact.of)}
      <span class="faint">· ${found(reEnact, words).join(' · ')}</span></span>
  </div>`;
};

function found({ state, why = '', checks }: ReEnactNote, words: PreviewWords): readonly string[] {
  if (state === 'going') return [words.reEnactGoing];
  if (state === 'rejected' || !checks) return [fill(words.reEnactRejected, why)];
  return [
    checks.language === 'as asked' ? words.languageAsAsked : words.languageUnsure,
    ...(checks.leaks > 0 ? [fill(words.languageLeaks, checks.leaks)] : []),
    ...(checks.duplicates > 0 ? [fill(words.linesTwice, checks.duplicates)] : []),
    ...(checks.repaired === undefined ? [] : [fill(words.formMended, checks.repaired)]),
  ];
}
