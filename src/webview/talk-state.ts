// The talk as the panel draws it: a list of entries, folded from events. Pure: the same events give the same list, so a reload is a replay.
import type { ModelFailure, Usage } from '../model/port.ts';
import type { PanelEvent, PanelTurn, RequestNote } from '../wire/preview-protocol.ts';

export interface TurnEntry {
  readonly kind: 'turn';
  readonly id: string;
  readonly turn: PanelTurn;
  readonly request: RequestNote | undefined;
  readonly ms: number | undefined;
  readonly usage: Usage | undefined;
}

/** The persona was edited while the talk went on. */
export interface ChangeEntry {
  readonly kind: 'change';
  readonly id: string;
  readonly problems: number;
}

/** A reply that did not come, with what was said until then. */
export interface FailureEntry {
  readonly kind: 'failure';
  readonly id: string;
  readonly failure: ModelFailure;
  readonly partial: string;
  readonly request: RequestNote | undefined;
}

export type Entry = TurnEntry | ChangeEntry | FailureEntry;

/** A reply that is on its way. */
export interface Coming {
  readonly turn: string;
  readonly text: string;
  readonly waiting: { readonly attempt: number; readonly seconds: number; readonly why: string } | undefined;
  /** Nothing has come for long: how long, in words. */
  readonly silence?: string;
}

export interface Talk {
  readonly entries: readonly Entry[];
  /** Every line there ever was, in the order they came: alternatives are the lines that follow the same one. */
  readonly tree: readonly TurnEntry[];
  /** What is being asked that will be no line of the talk, by name. */
  readonly step: string | undefined;
  readonly coming: Coming | undefined;
  /** The latest request of each reply on its way. */
  readonly requests: Readonly<Record<string, RequestNote>>;
  /** Hash of the persona that plays; a second event with it changes nothing. */
  readonly hash: string | undefined;
}

export const emptyTalk: Talk = {
  entries: [],
  tree: [],
  step: undefined,
  coming: undefined,
  requests: {},
  hash: undefined,
};

/** The talk after an event. */
export function applyPanelEvent(talk: Talk, event: PanelEvent): Talk {
  switch (event.type) {
    case 'turn':
      return put(talk, turnEntry(event.turn, undefined, undefined, undefined));
    case 'asked':
      if (event.turn === undefined) return { ...talk, step: event.request.step };
      if (event.request.beside !== undefined) return asRival(talk, event.turn, event.request);
      // A slice that is asked for may be silence: nobody is about to speak before the first word.
      if (event.request.step === 'slice') {
        return { ...talk, step: undefined, requests: { ...talk.requests, [event.turn]: event.request } };
      }
      return {
        ...talk,
        step: undefined,
        entries: talk.entries.filter((entry) => entry.kind !== 'failure'),
        coming: { turn: event.turn, text: '', waiting: undefined },
        requests: { ...talk.requests, [event.turn]: event.request },
      };
    case 'text': {
      if (isRival(talk, event.turn)) return talk;
      const said = talk.entries.find((entry) => entry.kind === 'turn' && entry.id === event.turn);
      if (said?.kind === 'turn') {
        return put(talk, { ...said, turn: { ...said.turn, text: said.turn.text + event.text } });
      }
      const before = talk.coming?.turn === event.turn ? talk.coming.text : '';
      return { ...talk, coming: { turn: event.turn, text: before + event.text, waiting: undefined } };
    }
    case 'retry': {
      if (event.turn === undefined || isRival(talk, event.turn)) return talk;
      const waiting = { attempt: event.attempt, seconds: Math.ceil(event.afterMs / 1000), why: event.why };
      return { ...talk, coming: { turn: event.turn, text: '', waiting } };
    }
    case 'waiting':
      if (talk.coming?.turn !== event.turn || !talk.coming) return talk;
      return { ...talk, coming: { ...talk.coming, waiting: undefined, silence: event.why } };
    case 'replied': {
      if (event.turn.beside !== undefined) {
        const rival = turnEntry(event.turn, talk.requests[event.turn.id], event.ms, event.usage);
        return { ...talk, tree: planted(talk.tree, rival), requests: withoutKey(talk.requests, rival.id) };
      }
      const entry = turnEntry(event.turn, talk.requests[event.turn.id], event.ms, event.usage);
      return finish(put(talk, entry), event.turn.id);
    }
    case 'failed': {
      if (event.turn !== undefined && isRival(talk, event.turn)) {
        return { ...talk, requests: withoutKey(talk.requests, event.turn) };
      }
      const { turn = 'step', failure, partial } = event;
      const entry: FailureEntry = { kind: 'failure', id: turn, failure, partial, request: talk.requests[turn] };
      return finish(put(talk, entry), turn);
    }
    case 'answered':
      return { ...talk, step: undefined };
    case 'moved':
      return moved(talk, event.to);
    case 'preferred':
    case 'withdrawn':
    case 'sliced':
      return talk;
    case 'noted':
      // Counsel ends with its note, whatever became of its requests.
      return event.note.kind === 'refined' || event.note.kind === 'weighed' ? { ...talk, step: undefined } : talk;
    case 'removed': {
      const gone = new Set(event.turns);
      const entries = talk.entries.filter((entry) => entry.kind !== 'failure' && !gone.has(entry.id));
      return { ...talk, entries: withoutDoubleChanges(entries) };
    }
    case 'persona': {
      if (event.hash === talk.hash) return talk;
      if (talk.hash === undefined || talk.entries.length === 0) return { ...talk, hash: event.hash };
      const change: ChangeEntry = { kind: 'change', id: `change-${event.hash}`, problems: event.problems };
      return { ...talk, hash: event.hash, entries: withoutDoubleChanges([...talk.entries, change]) };
    }
  }
}

/** A rival's reply is no entry of its own: it stands beside the one it was asked for with. */
function asRival(talk: Talk, turn: string, request: RequestNote): Talk {
  return { ...talk, requests: { ...talk.requests, [turn]: request } };
}

function isRival(talk: Talk, turn: string): boolean {
  return talk.requests[turn]?.beside !== undefined;
}

function turnEntry(
  turn: PanelTurn,
  request: RequestNote | undefined,
  ms: number | undefined,
  usage: Usage | undefined,
): TurnEntry {
  return { kind: 'turn', id: turn.id, turn, request, ms, usage };
}

/** Puts an entry in the place of the one with its id, else at the end. */
function put(talk: Talk, entry: Entry): Talk {
  const at = talk.entries.findIndex((other) => other.id === entry.id);
  const entries = at < 0 ? [...pathBefore(talk, entry), entry] : talk.entries.with(at, entry);
  return { ...talk, entries, tree: entry.kind === 'turn' ? planted(talk.tree, entry) : talk.tree };
}

/** Where a line follows another than the last, as when two windows spoke in one talk, the talk that leads there. */
function pathBefore(talk: Talk, entry: Entry): readonly Entry[] {
  const after = entry.kind === 'turn' ? entry.turn.after : undefined;
  const last = talk.entries.findLast(({ kind }) => kind === 'turn');
  if (after === undefined || !last || last.id === after) return talk.entries;
  const before = moved(talk, after).entries;
  return before.length > 0 ? before : talk.entries;
}

function planted(tree: readonly TurnEntry[], entry: TurnEntry): readonly TurnEntry[] {
  const at = tree.findLastIndex((other) => other.id === entry.id);
  return at < 0 ? [...tree, entry] : tree.with(at, entry);
}

/** The path to another place of the tree. Where the persona changed on the way there is not told again. */
function moved(talk: Talk, to: string | undefined): Talk {
  const byId = new Map(talk.tree.map((entry) => [entry.id, entry]));
  const entries: Entry[] = [];
  for (let next = to; next !== undefined; ) {
    const entry = byId.get(next);
    if (!entry) break;
    // A ring ends where it began.
    byId.delete(next);
    entries.push(entry);
    next = entry.turn.after;
  }
  return { ...talk, entries: entries.reverse() };
}

function finish(talk: Talk, turn: string): Talk {
  return { ...talk, coming: undefined, step: undefined, requests: withoutKey(talk.requests, turn) };
}

function withoutKey(requests: Talk['requests'], turn: string): Talk['requests'] {
  return Object.fromEntries(Object.entries(requests).filter(([id]) => id !== turn));
}

/** Of several changes in a row only the last is worth a line; ids stay unique because positions do. */
function withoutDoubleChanges(entries: readonly Entry[]): readonly Entry[] {
  const kept = entries.filter((entry, at) => entry.kind !== 'change' || entries[at + 1]?.kind !== 'change');
  return kept.map((entry, at) => (entry.kind === 'change' ? { ...entry, id: `change-${at}` } : entry));
}
