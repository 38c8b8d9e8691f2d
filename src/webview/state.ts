// All that the panel knows, as one value, and the one function that changes it. Pure: no DOM, no clock, no messages.
import type { HostEvent, PanelSent, PanelSnapshot, PanelStatus } from '../wire/preview-protocol.ts';
import { fill, type PreviewWords, previewWords } from '../wire/preview-words.ts';
import type { DrawerChange } from './drawer-state.ts';
import { afterSlices, type DuplexChange } from './duplex-state.ts';
import type { FiguresChange } from './figures-state.ts';
import type { FindChange } from './find-state.ts';
import type { InterviewChange } from './interview-state.ts';
import type { MemoryStateChange } from './memory-state.ts';
import { firstParts, type Parts, reduceParts } from './parts.ts';
import { applyPanelEvent, emptyTalk, type Talk } from './talk-state.ts';

/** What was sent, on its way to being shown. */
export type SentView =
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly sent: PanelSent }
  | { readonly state: 'failed'; readonly why: string };

export interface PanelState {
  /** Undefined until the host has answered `ready`. */
  readonly session: { readonly uri: string; readonly talk: string } | undefined;
  /** Why there is no connection. */
  readonly lost: string | undefined;
  readonly words: PreviewWords;
  readonly status: PanelStatus;
  readonly talk: Talk;
  readonly draft: string;
  /** Index of the greeting that opens the talk. */
  readonly greeting: number;
  /** Ids of entries whose ledger is open. */
  readonly ledgers: ReadonlySet<string>;
  /** By id of the entry whose request is shown. */
  readonly sent: ReadonlyMap<string, SentView>;
  readonly editing: { readonly turn: string; readonly text: string } | undefined;
  /** The line that the tab key stops at; undefined: the last. */
  readonly active: string | undefined;
  /** What the live region says. */
  readonly announced: string;
  /** What each feature knows for itself. */
  readonly parts: Parts;
}

export type PanelChange =
  | HostEvent
  | DrawerChange
  | MemoryStateChange
  | DuplexChange
  | FiguresChange
  | FindChange
  | InterviewChange
  | { readonly type: 'lost'; readonly why: string }
  | { readonly type: 'draft'; readonly text: string }
  | { readonly type: 'greeting'; readonly index: number }
  | { readonly type: 'ledger'; readonly entry: string }
  | { readonly type: 'sent'; readonly entry: string; readonly view: SentView | undefined }
  | { readonly type: 'editing'; readonly turn: string | undefined; readonly text: string }
  | { readonly type: 'active'; readonly entry: string }
  | { readonly type: 'announce'; readonly text: string };

/** The panel before the host has answered. */
export const firstState: PanelState = {
  session: undefined,
  lost: undefined,
  words: previewWords,
  status: {
    persona: undefined,
    model: { label: '', provider: 'understudy' },
    trusted: true,
    lasting: true,
    busy: false,
  },
  talk: emptyTalk,
  draft: '',
  greeting: 0,
  ledgers: new Set(),
  sent: new Map(),
  editing: undefined,
  active: undefined,
  announced: '',
  parts: firstParts,
};

/** The state after a change. */
export function reduce(state: PanelState, change: PanelChange): PanelState {
  const next = reduceOwn(state, change);
  const parts = reduceParts(state.parts, change, state);
  return parts === next.parts ? next : { ...next, parts };
}

function reduceOwn(state: PanelState, change: PanelChange): PanelState {
  switch (change.type) {
    case 'snapshot':
      return open(state, change.snapshot);
    case 'status':
      return { ...state, status: change.status };
    case 'play': {
      const talk = change.events.reduce(applyPanelEvent, state.talk);
      const moved = change.events.some((event) => event.type === 'turn' || event.type === 'asked');
      const announced = change.events.reduce((said, event) => announcement(state, event) ?? said, state.announced);
      const draft = afterSlices(state.draft, change.events);
      return { ...state, talk, announced, draft, active: moved ? undefined : state.active };
    }
    case 'lost':
      return { ...state, lost: change.why };
    case 'draft':
      return { ...state, draft: change.text };
    case 'greeting':
      return { ...state, greeting: change.index };
    case 'ledger':
      return { ...state, ledgers: toggled(state.ledgers, change.entry) };
    case 'sent': {
      const sent = new Map(state.sent);
      if (change.view) sent.set(change.entry, change.view);
      else sent.delete(change.entry);
      return { ...state, sent };
    }
    case 'editing':
      return { ...state, editing: change.turn === undefined ? undefined : { turn: change.turn, text: change.text } };
    case 'active':
      return { ...state, active: change.entry };
    case 'announce':
      return { ...state, announced: change.text };
    default:
      // The features' own changes are theirs to reduce.
      return state;
  }
}

/** A snapshot replaces the talk; another talk also closes what was open on the old one. */
function open(state: PanelState, snapshot: PanelSnapshot): PanelState {
  const same = state.session?.talk === snapshot.talk;
  return {
    ...(same ? state : { ...firstState, draft: state.draft, greeting: state.greeting }),
    session: { uri: snapshot.uri, talk: snapshot.talk },
    lost: undefined,
    words: snapshot.words,
    status: snapshot.status,
    talk: snapshot.events.reduce(applyPanelEvent, emptyTalk),
  };
}

/** Only what is finished is said aloud: a whole reply with its broken rules, or why there is none. */
function announcement(state: PanelState, event: Extract<HostEvent, { type: 'play' }>['events'][number]) {
  const { words, status } = state;
  if (event.type === 'failed') {
    return event.failure.reason === 'cancelled' ? words.announceStopped : event.failure.message;
  }
  if (event.type !== 'replied') return undefined;
  const broken = (event.turn.verdicts ?? []).filter((verdict) => verdict.state === 'broken');
  const reply = fill(words.announceReply, event.turn.name ?? status.persona?.name ?? '', event.turn.text);
  if (broken.length === 0) return reply;
  return `${reply} ${fill(words.announceBroken, broken.map((verdict) => verdict.rule).join(', '))}`;
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
