// One line of the talk: who, what, how it was obtained, its ledger, and what can be done with it.
import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { live } from 'lit-html/directives/live.js';
import type { RefinedNote } from '../../play/counsel-notes.ts';
import type { Thumb } from '../../play/thumbs.ts';
import type { PanelTurn } from '../../wire/preview-protocol.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import type { SentView } from '../state.ts';
import type { Actor, Branch } from '../talk-index.ts';
import type { TurnEntry } from '../talk-state.ts';
import { branch } from './branch.ts';
import { iconButton } from './button.ts';
import { cutMark } from './cut-mark.ts';
import { ledger } from './ledger.ts';
import { type Mark, renderMarkdown } from './markdown.ts';
import { provenance } from './provenance.ts';
import { refined, refinedKey } from './refined.ts';
import { sent } from './sent.ts';
import { speaker } from './speaker.ts';
import { thumbButtons, thumbMark } from './thumbs.ts';
import { type WeighedView, weighed, weighedKey } from './weighed.ts';

export interface TurnView {
  readonly entry: TurnEntry;
  readonly persona: string;
  /** The line that the tab key stops at. */
  readonly active: boolean;
  /** The last reply: it can be asked for again. */
  readonly last: boolean;
  readonly busy: boolean;
  readonly ledgerOpen: boolean;
  readonly sent: SentView | undefined;
  /** The text being edited, where this line is. */
  readonly editing: string | undefined;
  /** Its alternatives; undefined: it stands alone. */
  readonly branch?: Branch | undefined;
  /** It was found better than each of its alternatives. */
  readonly best?: boolean;
  /** What was said of it by itself. */
  readonly thumb?: Thumb | undefined;
  /** What became of refining it. */
  readonly refined?: RefinedNote | undefined;
  /** Keys of details that are open. */
  readonly opened?: ReadonlySet<string>;
  /** What a judge said of it and another version. */
  readonly weighed?: Omit<WeighedView, 'open' | 'tabbable'> | undefined;
  /** Not on the path: it stands beside a line of the talk. */
  readonly aside?: boolean;
  /** Who speaks, where it is not the user. */
  readonly actor?: Actor | undefined;
}

/** A user's line or a reply. */
export function turn(view: TurnView, words: PreviewWords, actions: Actions) {
  const { entry, active } = view;
  const { turn: line } = entry;
  if (view.editing !== undefined) return editor(line, view.editing, words, actions);
  if (line.hidden)
    return html`<div class="turn-head">${speaker(line, view.persona, view.actor, words)}</div>
      <p class="remark">${words.unheard}</p>`;
  return html`
    <div class="turn-head">
      ${speaker(line, view.persona, view.actor, words)}
      ${branch(line.id, view.branch, { busy: view.busy, tabbable: active }, words, actions)}
      <span class="source">${provenance(entry, words)}</span>
    </div>
    <div class="text">${guard([line.text, line.verdicts], () => renderMarkdown(line.text, marksOf(line)))}</div>
    ${cutMark(line, words)}
    ${entry.request && entry.request.dropped.length > 0 ? remarks(entry, words) : nothing}
    ${line.verdicts ? ledger({ entry: line.id, verdicts: line.verdicts, open: view.ledgerOpen, tabbable: active }, words, actions) : nothing}
    ${thumbMark(line.id, view.thumb, { tabbable: active, busy: view.busy }, words, actions)}
    ${counsel(view, words, actions)}
    <div class="actions" role="group" aria-label=${words.actions}>${buttons(view, words, actions)}</div>
    ${view.sent && line.request !== undefined ? sent(view.sent, line.request, words, actions) : nothing}
  `;
}

/** What was asked about this reply. */
function counsel({ refined: note, weighed: found, opened, active }: TurnView, words: PreviewWords, actions: Actions) {
  const shown = (key: string) => ({ open: opened?.has(key) ?? false, tabbable: active });
  return [
    note ? refined(note, shown(refinedKey(note)), words, actions) : nothing,
    found ? weighed({ ...found, ...shown(weighedKey(found.note)) }, words, actions) : nothing,
  ];
}

function marksOf(line: PanelTurn): Mark[] {
  return (line.verdicts ?? [])
    .filter((verdict) => verdict.state === 'broken' && verdict.span)
    .map((verdict) => ({
      start: verdict.span?.start ?? 0,
      end: verdict.span?.end ?? 0,
      title: `${verdict.rule}: ${verdict.why}`,
    }));
}

function remarks(entry: TurnEntry, words: PreviewWords) {
  const { dropped = [] } = entry.request ?? {};
  return html`<p class="remark">${fill(words.dropped, dropped.join('; '))}</p>`;
}

function buttons(view: TurnView, words: PreviewWords, actions: Actions) {
  const { entry, active: tabbable } = view;
  const { id, speaker: key, text, request, written } = entry.turn;
  const shown = view.sent !== undefined;
  return [
    key === 'self' && view.branch && !view.busy
      ? bestButton(id, view.branch, view.best ?? false, tabbable, words, actions)
      : nothing,
    key === 'self' && !view.busy ? thumbButtons(id, view.thumb, tabbable, words, actions) : nothing,
    request !== undefined && view.last && !written && !view.busy
      ? iconButton({ icon: 'refresh', name: words.retry, run: actions.retry, tabbable })
      : nothing,
    key === 'self' && !written && !view.busy
      ? iconButton({ icon: 'sparkle', name: words.refine, run: () => actions.refine(id), tabbable })
      : nothing,
    key === 'self' && view.branch && !view.busy ? weighButton(id, view.branch, tabbable, words, actions) : nothing,
    view.busy || view.aside
      ? nothing
      : iconButton({
          icon: 'edit',
          name: key === 'user' ? words.edit : words.writeOver,
          run: () => actions.beginEdit(id, text),
          tabbable,
        }),
    view.busy || view.last
      ? nothing
      : iconButton({ icon: 'discard', name: words.goBack, run: () => actions.go(id, false), tabbable }),
    iconButton({ icon: 'copy', name: words.copy, run: () => actions.copy(text), tabbable }),
    written || view.busy
      ? nothing
      : iconButton({ icon: 'save-as', name: words.saveUpTo, run: () => actions.saveAs(id), tabbable }),
    request === undefined
      ? nothing
      : iconButton({
          icon: shown ? 'eye-closed' : 'eye',
          name: shown ? words.hideSent : words.whatWasSent,
          run: () => actions.toggleSent(id, request),
          tabbable,
          expanded: shown,
        }),
  ];
}

function bestButton(
  id: string,
  { ids }: Branch,
  best: boolean,
  tabbable: boolean,
  words: PreviewWords,
  actions: Actions,
) {
  return iconButton({
    icon: best ? 'star-full' : 'star-empty',
    name: fill(words.best, ids.length),
    run: () => actions.best(id, ids),
    tabbable,
    pressed: best,
  });
}

/** Against the version before it; the first one against the next. */
function weighButton(id: string, { ids, at }: Branch, tabbable: boolean, words: PreviewWords, actions: Actions) {
  const other = at > 0 ? at - 1 : 1;
  const [first, second] = [Math.min(at, other), Math.max(at, other)];
  const [a, b] = [ids[first] ?? id, ids[second] ?? id];
  const name = fill(words.weighVersions, first + 1, second + 1);
  return iconButton({ icon: 'law', name, run: () => actions.weigh(a, b), tabbable });
}

function editor({ id, speaker: key }: PanelTurn, text: string, words: PreviewWords, actions: Actions) {
  const own = key === 'user';
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) actions.sendEdit();
    else if (event.key === 'Escape') actions.cancelEdit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="editor">
    <textarea
      class="edit-field"
      rows="1"
      aria-label=${own ? words.editing : words.writingOver}
      .value=${live(text)}
      @input=${(event: Event) => actions.changeEdit(id, (event.target as HTMLTextAreaElement).value)}
      @keydown=${keys}
    ></textarea>
    <div class="editor-buttons">
      <button type="button" class="secondary" @click=${actions.cancelEdit}>${words.cancel}</button>
      <button type="button" class="primary" @click=${actions.sendEdit}>${own ? words.send : words.apply}</button>
    </div>
  </div>`;
}
