// What the user should know about the file, the folder or the store, between the header and the talk. One line each, one action at most.
import { html, nothing } from 'lit-html';
import type { PanelAction } from '../../wire/preview-protocol.ts';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { type IconName, icon } from './icon.ts';

interface Notice {
  readonly icon: IconName;
  readonly tone: 'info' | 'warning';
  readonly text: string;
  readonly action?: { readonly name: string; readonly run: () => void };
}

/** The notices that hold now. */
export function notices(state: PanelState, actions: Actions) {
  const list = noticesOf(state, actions);
  if (list.length === 0) return nothing;
  return html`<div class="notices">${list.map(
    (notice) => html`<div class="notice ${notice.tone}">
      ${icon(notice.icon)}
      <p>${notice.text}${
        notice.action
          ? html` <button type="button" class="link-button" @click=${notice.action.run}>${notice.action.name}</button>`
          : nothing
      }</p>
    </div>`,
  )}</div>`;
}

function noticesOf(state: PanelState, actions: Actions): Notice[] {
  const { words, status } = state;
  const { persona } = status;
  const act = (name: string, action: PanelAction) => ({ name, run: () => actions.act(action) });
  const list: Notice[] = [];
  if (state.lost !== undefined) {
    const text = state.session ? state.lost : fill(words.lost, state.lost);
    list.push({
      icon: 'debug-disconnect',
      tone: 'warning',
      text,
      action: { name: words.reload, run: actions.reconnect },
    });
  }
  if (!state.session) return list;
  if (!status.trusted) {
    list.push({ icon: 'shield', tone: 'warning', text: words.untrusted, action: act(words.manageTrust, 'trust') });
  }
  if (!persona)
    list.push({ icon: 'error', tone: 'warning', text: words.unread, action: act(words.openFile, 'open-file') });
  else if (persona.missing) list.push({ icon: 'warning', tone: 'warning', text: words.missing });
  else if (persona.problems > 0) {
    const older = persona.problems === 1 ? words.problemsOne : fill(words.problemsMany, persona.problems);
    const text = persona.older ? older : words.problemsRead;
    list.push({ icon: 'warning', tone: 'warning', text, action: act(words.showProblems, 'show-problems') });
  }
  if (!status.lasting) list.push({ icon: 'info', tone: 'info', text: words.passing });
  return list;
}
