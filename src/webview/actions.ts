// What a person can do in the panel, as one object that the views call. In: the channel to the host and the state's door.
// Out: questions to the host, changes of state. Refusals are shown, never swallowed.
import type { PanelAction, PanelAsks } from '../wire/preview-protocol.ts';
import { type BranchActions, branchActions } from './branch-actions.ts';
import { type CompareActions, compareActions } from './compare-actions.ts';
import { type DrawerActions, drawerActions } from './drawer-actions.ts';
import { type DuplexActions, duplexActions } from './duplex-actions.ts';
import { type FiguresActions, figuresActions } from './figures-actions.ts';
import { type FindActions, findActions } from './find-actions.ts';
import { type InterviewActions, interviewActions } from './interview-actions.ts';
import { type ListActions, listActions } from './list-actions.ts';
import { type MemoryActions, memoryActions } from './memory-actions.ts';
import { type ReplyActions, replyActions } from './reply-actions.ts';
import { type SceneActions, sceneActions } from './scene-actions.ts';
import type { PanelChange, PanelState } from './state.ts';

export interface Actions
  extends BranchActions,
    CompareActions,
    DrawerActions,
    DuplexActions,
    FiguresActions,
    FindActions,
    InterviewActions,
    MemoryActions,
    ReplyActions,
    SceneActions,
    ListActions {
  say(): void;
  retry(): void;
  stop(): void;
  restart(greeting?: number): void;
  keep(): void;
  more(): void;
  selectModel(): void;
  act(action: PanelAction): void;
  reveal(rule: string): void;
  /** Brings a line into sight and focuses it. */
  lookAt(entry: string): void;
  copy(text: string): void;
  toggleLedger(entry: string): void;
  toggleSent(entry: string, request: string): void;
  openSent(request: string): void;
  copyAsCurl(request: string): void;
  beginEdit(turn: string, text: string): void;
  changeEdit(turn: string, text: string): void;
  cancelEdit(): void;
  sendEdit(): void;
  draft(text: string): void;
  reconnect(): void;
}

export interface ActionDeps {
  readonly state: () => PanelState;
  readonly change: (change: PanelChange) => void;
  readonly ask: <K extends keyof PanelAsks & string>(
    name: K,
    params: PanelAsks[K]['params'],
  ) => Promise<PanelAsks[K]['result']>;
  /** Asks for everything again. */
  readonly connect: () => void;
  readonly focusComposer: () => void;
  /** As soon as the line is there: it may still be on its way. */
  readonly focusEntry: (entry: string) => void;
  /** Brings a line to the middle of the page, once what is due has been drawn. */
  readonly reveal: (entry: string) => void;
  /** The reader wants to see the end. */
  readonly toEnd: () => void;
  /** The first element that a selector finds, once what is due has been drawn; `select`: with the text in it. */
  readonly focusOn: (selector: string, select?: boolean) => void;
}

/** Binds every action to the channel. */
export function bindActions(deps: ActionDeps): Actions {
  const { state, change, ask, connect, focusComposer, focusEntry, toEnd } = deps;
  const why = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const refused = (error: unknown) => change({ type: 'lost', why: why(error) });
  const tell = <K extends keyof PanelAsks & string>(name: K, params: PanelAsks[K]['params']) =>
    void ask(name, params).catch(refused);

  const slices = duplexActions(deps);

  return {
    ...branchActions(deps),
    ...compareActions(deps),
    ...drawerActions(deps),
    ...slices,
    ...figuresActions(deps),
    ...findActions(deps),
    ...listActions(deps),
    ...interviewActions(deps),
    ...memoryActions(deps),
    ...replyActions(deps),
    ...sceneActions(deps),
    say() {
      const text = state().draft.trim();
      if (text === '') return;
      // In slices the words go once a slice has taken them.
      if (state().status.duplex !== undefined) return slices.hear(state().draft, true);
      change({ type: 'draft', text: '' });
      toEnd();
      void ask('say', { text }).catch((error: unknown) => {
        change({ type: 'draft', text });
        refused(error);
      });
    },
    retry: () => tell('retry', undefined),
    stop: () => tell('stop', undefined),
    restart(greeting = state().greeting) {
      change({ type: 'greeting', index: greeting });
      tell('restart', { greeting });
      focusComposer();
    },
    keep: () => tell('keep', undefined),
    more: () => tell('more', undefined),
    selectModel: () => tell('selectModel', undefined),
    act: (action) => tell('act', { action }),
    reveal: (rule) => tell('reveal', { rule }),
    lookAt(entry) {
      change({ type: 'active', entry });
      deps.reveal(entry);
      focusEntry(entry);
    },
    copy(text) {
      void ask('copy', { text }).then(() => change({ type: 'announce', text: state().words.copied }), refused);
    },
    toggleLedger: (entry) => change({ type: 'ledger', entry }),
    toggleSent(entry, request) {
      if (state().sent.has(entry)) return change({ type: 'sent', entry, view: undefined });
      change({ type: 'sent', entry, view: { state: 'loading' } });
      ask('sent', { request }).then(
        (sent) => change({ type: 'sent', entry, view: { state: 'shown', sent } }),
        (error: unknown) => change({ type: 'sent', entry, view: { state: 'failed', why: why(error) } }),
      );
    },
    openSent: (request) => tell('openSent', { request }),
    copyAsCurl: (request) => tell('copyAsCurl', { request }),
    beginEdit: (turn, text) => change({ type: 'editing', turn, text }),
    changeEdit: (turn, text) => change({ type: 'editing', turn, text }),
    cancelEdit() {
      const turn = state().editing?.turn;
      change({ type: 'editing', turn: undefined, text: '' });
      if (turn !== undefined) focusEntry(turn);
    },
    sendEdit() {
      const { editing } = state();
      if (!editing || editing.text.trim() === '') return;
      change({ type: 'editing', turn: undefined, text: '' });
      tell('edit', { turn: editing.turn, text: editing.text.trim() });
      focusComposer();
    },
    draft(text) {
      change({ type: 'draft', text });
      if (state().status.duplex !== undefined) slices.hear(text, false);
    },
    reconnect: connect,
  };
}
