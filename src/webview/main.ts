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
import { followEnd } from './follow-end.ts';
import { firstState, type PanelChange, type PanelState, reduce } from './state.ts';
import { panel } from './view/panel.ts';
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
  if (due || state === before) return;
  due = true;
  requestAnimationFrame(draw);
}

/** Draws, and moves the focus where an action asked for it. */
function draw(): void {
  due = false;
  const editing = state.editing?.turn;
  render(panel(state, actions), document.body);
  followEnd();
  if (editing !== focused.edit) {
    focused.edit = editing;
    if (editing !== undefined) document.querySelector<HTMLTextAreaElement>('.edit-field')?.focus();
  }
  const field =
    focused.composer && document.hasFocus() ? document.querySelector<HTMLTextAreaElement>('#composer') : null;
  if (field) {
    focused.composer = false;
    field.focus();
  }
}

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

function focusOn(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
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
  focusEntry: (entry) => focusOn(`[data-entry="${CSS.escape(entry)}"]`),
  focusOn,
});

// Esc stops the reply from anywhere in the panel.
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.status.busy && !event.defaultPrevented) actions.stop();
});
window.addEventListener('pagehide', () => channel.dispose());

draw();
connect();
