// A reply that did not come: what was said until then, why, what to do about it, and to ask again.
import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { ModelFailure } from '../../model/port.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { FailureEntry } from '../talk-state.ts';
import { icon } from './icon.ts';
import { renderMarkdown } from './markdown.ts';

/** The words of a failure's action; undefined: there is nothing to do. */
export function actionName(action: ModelFailure['action'], words: PreviewWords): string | undefined {
  const names = {
    retry: words.retry,
    'set-key': words.setKey,
    'select-model': words.chooseModel,
    'raise-limit': words.raiseLimit,
    trust: words.manageTrust,
    none: undefined,
  } as const;
  return names[action];
}

/** A stopped reply is no failure and is calm about it. Asking again is always possible: what was wrong may be mended by then. */
export function failure(entry: FailureEntry, persona: string, words: PreviewWords, actions: Actions) {
  const stopped = entry.failure.reason === 'cancelled';
  const { action, message } = entry.failure;
  const mend = stopped || action === 'retry' ? undefined : actionName(action, words);
  return html`
    ${
      entry.partial === ''
        ? nothing
        : html`<div class="turn-head"><span class="speaker">${persona}</span><span class="source">${entry.request?.model}</span></div>
          <div class="text partial">${guard([entry.partial], () => renderMarkdown(entry.partial, []))}</div>`
    }
    <div class="failure ${stopped ? 'calm' : ''}">
      ${icon(stopped ? 'debug-stop' : 'error')}
      <div>
        ${stopped ? nothing : html`<p class="failure-title">${entry.partial === '' ? words.failed : words.brokeOff}</p>`}
        <p>${stopped ? words.stoppedBefore : message}</p>
        <div class="failure-buttons">
          ${mend ? html`<button type="button" class="primary" @click=${() => actions.act(action)}>${mend}</button>` : nothing}
          <button type="button" class=${stopped || mend ? 'secondary' : 'primary'} @click=${actions.retry}>${words.retry}</button>
        </div>
      </div>
    </div>
  `;
}
