// The strip of an interview: who asks, how far it is, how to stop it; then how it ended and what can be done next.
import { html, nothing } from 'lit-html';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { InterviewShown } from '../interview-state.ts';
import { iconButton } from './button.ts';
import { icon } from './icon.ts';
import type { Strip } from './strips.ts';

const endings: Readonly<Record<NonNullable<InterviewShown['ended']>, keyof PreviewWords>> = {
  turns: 'interviewTurns',
  budget: 'interviewBudget',
  context: 'interviewContext',
  farewell: 'interviewFarewell',
  stopped: 'interviewStopped',
  failed: 'interviewFailed',
  'nothing new': 'interviewNothingNew',
};

export const interviewStrip: Strip = ({ parts: { interview }, status, talk, words }, actions) => {
  if (!interview) return nothing;
  const going = interview.ended === undefined && status.busy;
  return going
    ? underWay(interview, talk.coming !== undefined, words, actions)
    : over(interview, status.busy, words, actions);
};

function underWay(
  { asker, model, turns, said }: InterviewShown,
  answering: boolean,
  words: PreviewWords,
  actions: Actions,
) {
  const text = fill(answering ? words.interviewing : words.interviewWaits, asker, said, turns);
  return html`<div class="strip interview-strip">
    ${icon('comment-discussion')}
    <span class="strip-text">${text} <span class="faint">· ${fill(words.interviewBy, model)}</span></span>
    <progress class="interview-progress" max=${turns} value=${said} aria-label=${words.interviewProgress}></progress>
    <span class="strip-actions">
      <button type="button" class="link-button" @click=${actions.stop}>${icon('debug-stop')}${words.stopInterview}</button>
    </span>
  </div>`;
}

function over(interview: InterviewShown, busy: boolean, words: PreviewWords, actions: Actions) {
  const { asker, model, turns, said, ended } = interview;
  const how = ended === undefined ? words.interviewLeftOff : words[endings[ended]];
  return html`<div class="strip interview-strip">
    ${icon('comment-discussion')}
    <span class="strip-text">${fill(how, asker, said, turns)} <span class="faint">· ${fill(words.interviewBy, model)}</span></span>
    <span class="strip-actions">
      <button type="button" class="link-button" ?disabled=${busy} @click=${actions.askAsUser}>${icon('comment-discussion')}${words.askOneMore}</button>
      <button type="button" class="link-button" ?disabled=${busy} @click=${actions.interview}>${icon('debug-restart')}${words.interviewAgain}</button>
      ${iconButton({ icon: 'close', name: words.closeInterview, run: actions.closeInterview })}
    </span>
  </div>`;
}
