// One line of the list: a turn, two replies side by side, a reply that did not come, or where the persona changed.
import { html } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { RefinedNote, WeighedNote } from '../../play/counsel-notes.ts';
import { fill } from '../../wire/preview-words.ts';
import type { Actions } from '../actions.ts';
import { isBest } from '../compare-state.ts';
import { agreement } from '../counsel-state.ts';
import type { PanelState } from '../state.ts';
import { actorsOf, branchOf } from '../talk-index.ts';
import type { Entry } from '../talk-state.ts';
import { failure } from './failure.ts';
import { icon } from './icon.ts';
import { pair, pairInputs } from './pair.ts';
import { refinedKey } from './refined.ts';
import { turn } from './turn.ts';
import { weighedKey } from './weighed.ts';

export interface ListContext {
  readonly state: PanelState;
  readonly actions: Actions;
  readonly persona: string;
  /** How many lines the list has, drawn or not. */
  readonly size: number;
}

export interface RowContext extends ListContext {
  readonly index: number;
  /** The line that the tab key stops at. */
  readonly active: boolean;
  /** The last turn: its reply can be asked for again. */
  readonly last: boolean;
}

/** The line as an item of the list, which says its place though the lines around it are not drawn. */
export function row(entry: Entry, context: RowContext) {
  const { state, actions, index, size, active } = context;
  if (entry.kind === 'change') {
    const text = entry.problems > 0 ? state.words.personaChangedProblems : state.words.personaChanged;
    return html`<li class="change" data-index=${index} aria-setsize=${size} aria-posinset=${index + 1}>
      <span>${icon('git-commit')}${text}</span>
    </li>`;
  }
  return html`<li
    class="entry ${looks(entry, state)}"
    data-entry=${entry.id}
    data-index=${index}
    aria-setsize=${size}
    aria-posinset=${index + 1}
    tabindex=${active ? 0 : -1}
    @focusin=${() => actions.activate(entry.id)}
  ><div class="line">${body(entry, context)}</div></li>`;
}

function looks(entry: Exclude<Entry, { kind: 'change' }>, { parts, talk }: PanelState): string {
  if (parts.compare.pairs.has(entry.id)) return 'compared';
  if (entry.kind === 'failure') return 'failed';
  const { speaker, thought } = entry.turn;
  const kind = speaker === 'user' || speaker === 'self' || speaker === 'narrator' ? speaker : 'other';
  const found = parts.find.open && parts.find.current === entry.id ? ' found' : '';
  return `${kind}${thought ? ' thought' : ''}${found}${branchOf(talk.tree, entry) ? ' branching' : ''}`;
}

function body(entry: Exclude<Entry, { kind: 'change' }>, { state, actions, persona, active, last }: RowContext) {
  const { words } = state;
  const busy = state.talk.coming !== undefined || state.status.busy;
  const compared = state.parts.compare.pairs.get(entry.id);
  if (compared) {
    const onPath = entry.kind === 'turn' ? entry.id : undefined;
    const view = { pair: compared, onPath, active, last };
    const inputs = [compared, onPath, persona, active, last, busy, words, ...pairInputs(state, compared)];
    return guard(inputs, () => pair(view, state, actions));
  }
  if (entry.kind === 'failure') {
    return guard([entry, persona, words], () => failure(entry, persona, words, actions));
  }
  const ledgerOpen = state.ledgers.has(entry.id);
  const sent = state.sent.get(entry.id);
  const editing = state.editing?.turn === entry.id ? state.editing.text : undefined;
  const branch = branchOf(state.talk.tree, entry);
  const best = branch && isBest(state.parts.compare, entry.id, branch.ids);
  const cast = actorsOf(state.talk.tree, persona);
  // One alone needs no telling apart.
  const actor = cast.size > 1 ? cast.get(entry.turn.speaker) : undefined;
  const thumb = state.parts.thumbs.get(entry.id);
  const refined = state.parts.counsel.refined.get(entry.id);
  const weighed = branch && weighedHere(state, entry.id, branch.ids);
  const opened = openedOf(state, refined, weighed?.note);
  const inputs = [
    ...[entry, persona, active, last, busy, ledgerOpen, sent, editing, words],
    ...[branch?.at, branch?.ids.length, best, actor?.order, actor?.initial, thumb],
    ...[refined, weighed?.note, weighed?.agreement.of, weighed?.agreement.agree, [...opened].join()],
  ];
  return guard(inputs, () =>
    turn(
      {
        entry,
        persona,
        active,
        last,
        busy,
        ledgerOpen,
        sent,
        editing,
        branch,
        best: best ?? false,
        actor,
        thumb,
        refined,
        weighed,
        opened,
      },
      words,
      actions,
    ),
  );
}

/** The latest weighing of this version and another one of its place. */
function weighedHere({ parts, words }: PanelState, id: string, ids: readonly string[]) {
  const note = parts.counsel.weighed.findLast(
    ({ turns }) => turns.includes(id) && turns.every((one) => ids.includes(one)),
  );
  if (!note) return undefined;
  const [a, b] = note.turns.map((one) => fill(words.versionName, ids.indexOf(one) + 1));
  return { note, names: [a ?? '', b ?? ''] as const, agreement: agreement(parts.counsel, parts.compare.picks) };
}

/** Those of its details that are open. */
function openedOf({ ledgers }: PanelState, refined: RefinedNote | undefined, weighed: WeighedNote | undefined) {
  const keys = [...(refined ? [refinedKey(refined)] : []), ...(weighed ? [weighedKey(weighed)] : [])];
  return new Set(keys.filter((key) => ledgers.has(key)));
}
