// The tab *Memories*: with whom the persona talks, what it remembers of whom, and what can be done about it. Everything stands in a file
// beside the persona, which opens from here.
import { html, nothing } from 'lit-html';
import type { PanelMemories, PanelRemembered } from '../../wire/memory-protocol.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { iconButton } from './button.ts';
import type { DrawerTab } from './drawer-tabs.ts';
import { icon } from './icon.ts';

export const memoriesTab: DrawerTab = {
  id: 'memories',
  name: (words) => words.memoriesTab,
  view: (state, actions) => html`<div class="memory-tab memories" tabindex="-1">${body(state, actions)}</div>`,
};

function body(state: PanelState, actions: Actions) {
  const { words, parts } = state;
  const { memories: shown } = parts.memory;
  if (!shown) return html`<p class="faint">${words.loadingTab}</p>`;
  if (!shown.on && shown.memories.length === 0)
    return html`<p class="tab-note">${icon('info')}<span>${words.memoriesOff}</span></p>`;
  return html`
    ${shown.on ? session(shown, state, actions) : html`<p class="tab-note">${icon('info')}<span>${words.memoriesOff}</span></p>`}
    ${shown.error === undefined ? nothing : html`<p class="tab-note" role="alert">${icon('warning')}<span>${shown.error}</span></p>`}
    ${shown.problems === 0 ? nothing : html`<p class="tab-note">${icon('warning')}<span>${problems(shown.problems, words)}</span></p>`}
    ${
      shown.memories.length === 0
        ? html`<p class="faint">${words.memoriesNone}</p>`
        : html`<ul class="memory-list">${shown.memories.map((one) => row(one, state, actions))}</ul>`
    }
    ${past(shown, words)}
    <div class="tab-tools">
      <button type="button" class="secondary" @click=${() => actions.memoryAct('file')}>${words.memoriesFile}</button>
    </div>
  `;
}

function session({ session: number, partner }: PanelMemories, { words, status }: PanelState, actions: Actions) {
  const named = partner !== undefined;
  return html`<section class="session">
    <h2 class="tab-title">${named ? fill(words.memoriesWith, number, partner) : fill(words.memoriesNobody, number)}</h2>
    <div class="tab-tools">
      <button type="button" class=${named ? 'secondary' : 'primary'} @click=${() => actions.memoryAct('name')}>
        ${named ? words.memoriesRename : words.memoriesName}
      </button>
      <button type="button" class=${named ? 'primary' : 'secondary'} ?disabled=${status.busy} @click=${() => actions.memoryAct('end')}>
        ${words.memoriesEnd}
      </button>
      <button type="button" class="secondary" @click=${() => actions.memoryAct('next')}>${words.memoriesNext}</button>
    </div>
  </section>`;
}

function row(memory: PanelRemembered, state: PanelState, actions: Actions) {
  const { words, parts } = state;
  const { id, about, from, session: number, text, links } = memory;
  const { editing } = parts.memory;
  const whom =
    about === 'self' ? fill(words.memoryAboutSelf, from, number) : fill(words.memoryAbout, about, from, number);
  return html`<li class="memory" data-memory=${id}>
    ${editing?.id === id ? editor(id, editing.text, words, actions) : html`<p class="memory-text">${text}</p>`}
    <p class="faint memory-meta">
      <span>${id}</span><span>${whom}</span>
      ${memory.private ? html`<span class="hidden-mark">${icon('eye-closed')}${fill(words.memoryPrivate, from)}</span>` : nothing}
      ${links.map((other) => html`<span>${fill(words.memoryLinked, other)}</span>`)}
    </p>
    ${editing?.id === id ? nothing : buttons(memory, words, actions)}
  </li>`;
}

function buttons({ id, text, private: hidden }: PanelRemembered, words: PreviewWords, actions: Actions) {
  return html`<div class="memory-actions">
    ${iconButton({ icon: 'edit', name: words.memoryEdit, run: () => actions.editMemory(id, text) })}
    ${iconButton({
      icon: hidden ? 'eye' : 'eye-closed',
      name: hidden ? words.memoryShow : words.memoryHide,
      run: () => actions.changeMemory(id, hidden ? 'open' : 'private'),
    })}
    ${iconButton({ icon: 'trash', name: words.memoryForget, run: () => actions.changeMemory(id, 'forget') })}
  </div>`;
}

function editor(id: string, text: string, words: PreviewWords, actions: Actions) {
  const save = () => actions.changeMemory(id, 'edit');
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.isComposing)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') save();
    else actions.editMemory(undefined, '');
  };
  return html`<div class="memory-edit">
    <textarea
      class="memory-field"
      rows="3"
      aria-label=${words.memoryEdit}
      .value=${text}
      @input=${(event: Event) => actions.editMemory(id, (event.target as HTMLTextAreaElement).value)}
      @keydown=${keys}
    ></textarea>
    <div class="tab-tools">
      <button type="button" class="primary" ?disabled=${text.trim() === ''} @click=${save}>${words.memorySave}</button>
      <button type="button" class="secondary" @click=${() => actions.editMemory(undefined, '')}>${words.cancel}</button>
    </div>
  </div>`;
}

function past({ sessions }: PanelMemories, words: PreviewWords) {
  if (sessions.length === 0) return nothing;
  return html`<details class="stands"><summary>${fill(words.sessionsHead, sessions.length)}</summary>
    <ul>${sessions.map((one) => html`<li>${fill(words.sessionLine, one.session, one.partner)}</li>`)}</ul>
  </details>`;
}

function problems(count: number, words: PreviewWords): string {
  return count === 1 ? words.memoriesProblemOne : fill(words.memoriesProblems, count);
}
