// The preview panel's entry: connects the channel, the state and the views. In: messages of the host. Out: the panel's DOM.
// Never asks a model or the network; draws at most once a frame, however fast a reply streams.
import { render } from 'lit-html';
import { Channel, type Timer, type Wire } from '../wire/channel.ts';
import {
  type HostAsks,
  type HostEvent,
  type PanelAsks,
  type PanelMemory,
  type PanelTells,
  readPanelMemory,
} from '../wire/preview-protocol.ts';
import { bindActions } from './actions.ts';
import { markFinds } from './find-marks.ts';
import { followEnd, noteEnd, toEnd } from './follow-end.ts';
import { Rows } from './rows.ts';
import { firstState, type PanelChange, type PanelState, reduce } from './state.ts';
import { placeOf } from './talk-index.ts';
import { panel } from './view/panel.ts';
import { listingOf } from './view/talk.ts';
import '@vscode/codicons/dist/codicon.css';
import './preview.css';

const vscode = acquireVsCodeApi();

const wire: Wire = {
  post: (message) => vscode.postMessage(message),
  listen(receive) {
    const take = (event: MessageEvent) => receive(event.data);
    window.addEventListener('message', take);
    return () => window.removeEventListener('message', take);
  },
};

const timer: Timer = {
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

const memory = readPanelMemory(vscode.getState());
let state: PanelState = {
  ...firstState,
  draft: memory?.draft ?? '',
  parts: { ...firstState.parts, drawer: memory?.drawer ?? firstState.parts.drawer },
};
let due = false;

function change(what: PanelChange): void {
  const before = state;
  state = reduce(state, what);
  const { session, draft, parts } = state;
  if (session && (session !== before.session || draft !== before.draft || parts.drawer !== before.parts.drawer)) {
    vscode.setState({ ...session, draft, drawer: parts.drawer } satisfies PanelMemory);
  }
  // The field lets go of its words before the next key: a key in between would be heard with them.
  if (what.type === 'play' && state.draft !== before.draft) draw();
  if (what.type === 'snapshot') {
    if (session?.talk !== before.session?.talk) toEnd();
    if (what.snapshot.look !== undefined) {
      // A page that is new would begin in the field.
      focused.composer = false;
      actions.lookAt(what.snapshot.look);
    }
  }
  if (state !== before) redraw();
}

function redraw(): void {
  if (due) return;
  due = true;
  requestAnimationFrame(draw);
}

const rows = new Rows(redraw);

/** What was drawn once tells how high it is, and with that which lines are in sight: after a few rounds nothing changes any more. */
const mostRounds = 5;

function drawLines(): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  const keepPlace = rows.keepPlace(find('.panel'), find('.entries'));
  for (let round = 0; round < mostRounds; round++) {
    render(panel(state, actions, rows.list(listingOf(state))), document.body);
    const scroller = find('.panel');
    const due = rows.settle(scroller, find('.entries'), keepPlace);
    followEnd(scroller);
    if (!rows.moved() && !due) return;
  }
}

/** Draws, and moves the focus where an action asked for it. */
function draw(): void {
  due = false;
  const editing = state.editing?.turn;
  drawLines();
  markFinds(state.parts.find.open ? state.parts.find.query : '');
  if (editing !== focused.edit) {
    focused.edit = editing;
    if (editing !== undefined) document.querySelector<HTMLTextAreaElement>('.edit-field')?.focus();
  }
  if (wanted.reveal !== undefined) {
    const index = placeOf(state.talk.entries, wanted.reveal);
    wanted.reveal = undefined;
    if (index !== undefined) rows.reveal(index);
    noteEnd();
  }
  const entry = wanted.focus && document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(wanted.focus)}"]`);
  if (entry) {
    wanted.focus = undefined;
    entry.focus();
    noteEnd();
  }
  const field =
    focused.composer && document.hasFocus() ? document.querySelector<HTMLTextAreaElement>('#composer') : null;
  if (field) {
    focused.composer = false;
    field.focus();
  }
  actions.lookUp();
}

/** Ids of lines that are to be shown or focused as soon as they are there. */
const wanted: { reveal: string | undefined; focus: string | undefined } = { reveal: undefined, focus: undefined };

const focused: { edit: string | undefined; composer: boolean } = { edit: undefined, composer: true };

const channel = new Channel<PanelAsks, HostAsks, PanelTells, HostEvent>(wire, timer, {
  handlers: {},
  receive: change,
  failed: () => undefined,
});

function connect(): void {
  channel.ask('ready', undefined).then(
    (snapshot) => change({ type: 'snapshot', snapshot }),
    (error: unknown) => change({ type: 'lost', why: error instanceof Error ? error.message : String(error) }),
  );
}

function focusOn(selector: string, select = false): void {
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(selector);
    element?.focus();
    if (select && element instanceof HTMLInputElement) element.select();
  });
}

const actions = bindActions({
  state: () => state,
  change,
  ask: (name, params) => channel.ask(name, params),
  connect,
  focusComposer: () => {
    focused.composer = true;
    requestAnimationFrame(draw);
  },
  focusEntry: (entry) => {
    wanted.focus = entry;
    redraw();
  },
  reveal: (entry) => {
    wanted.reveal = entry;
    redraw();
  },
  toEnd,
  focusOn,
});

// Whoever goes elsewhere meanwhile is left there.
window.addEventListener('pointerdown', () => (wanted.focus = undefined), { capture: true });

// VS Code's own search sees only what is in the page, and most of a long talk is not.
window.addEventListener(
  'keydown',
  (event) => {
    wanted.focus = undefined;
    const find =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f';
    if (!find || !state.session) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    actions.openFind();
  },
  { capture: true },
);

// Esc stops the reply from anywhere in the panel.
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.status.busy && !event.defaultPrevented) actions.stop();
});
window.addEventListener('pagehide', () => channel.dispose());

draw();
connect();
