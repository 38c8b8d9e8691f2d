// Lines that two contestants answered, and which of two was found better. In: the events of the talk. Out: pairs by the id of the reply
// that the talk goes on with first. Pure; who is on the path is the talk's to say.
import type { PanelEvent, RequestNote } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';
import type { PanelChange } from './state.ts';
import type { Coming, FailureEntry, TurnEntry } from './talk-state.ts';

/** One contestant's answer: on its way, there, or why there is none. */
export interface Side {
  readonly turn: string;
  readonly request: RequestNote;
  readonly coming: Coming | undefined;
  readonly entry: TurnEntry | FailureEntry | undefined;
}

export interface Pair {
  readonly left: Side;
  readonly right: Side;
}

export interface CompareState {
  /** By the id of either reply. */
  readonly pairs: ReadonlyMap<string, Pair>;
  /** A reply that has just been asked for: another may join it. */
  readonly latest: Side | undefined;
  /** Chosen and rejected, at most one of each two. */
  readonly picks: readonly (readonly [string, string])[];
}

const nobody: CompareState = { pairs: new Map(), latest: undefined, picks: [] };

export const comparePart: Part<CompareState> = {
  first: nobody,
  reduce(part, change: PanelChange) {
    if (change.type === 'snapshot') return change.snapshot.events.reduce(applied, nobody);
    return change.type === 'play' ? change.events.reduce(applied, part) : part;
  },
};

/** The reply found better of these two; undefined: neither. */
export function pickOf({ picks }: CompareState, one: string, other: string): string | undefined {
  return picks.find((pick) => pick.includes(one) && pick.includes(other))?.[0];
}

/** Whether a reply was found better than each other of its place. */
export function isBest(part: CompareState, id: string, ids: readonly string[]): boolean {
  return ids.every((other) => other === id || pickOf(part, id, other) === id);
}

function applied(part: CompareState, event: PanelEvent): CompareState {
  switch (event.type) {
    case 'asked':
      return event.turn === undefined ? part : asked(part, event.turn, event.request);
    case 'text':
      return withSide(part, event.turn, (side) => ({
        ...side,
        coming: { turn: event.turn, text: (side.coming?.text ?? '') + event.text, waiting: undefined },
      }));
    case 'retry': {
      const { turn, attempt, afterMs, why } = event;
      if (turn === undefined) return part;
      const waiting = { attempt, seconds: Math.ceil(afterMs / 1000), why };
      return withSide(part, turn, (side) => ({ ...side, coming: { turn, text: '', waiting } }));
    }
    case 'waiting':
      return event.turn === undefined ? part : withSide(part, event.turn, (side) => silent(side, event.why));
    case 'replied':
      return withSide(part, event.turn.id, (side) => {
        const { turn, ms, usage } = event;
        return {
          ...side,
          coming: undefined,
          entry: { kind: 'turn', id: turn.id, turn, request: side.request, ms, usage },
        };
      });
    case 'failed': {
      const { turn, failure, partial } = event;
      if (turn === undefined) return part;
      const entry = { kind: 'failure', id: turn, failure, partial } as const;
      return withSide(part, turn, (side) => ({
        ...side,
        coming: undefined,
        entry: { ...entry, request: side.request },
      }));
    }
    case 'preferred':
      return { ...part, picks: [...without(part.picks, event.turns), event.turns] };
    case 'withdrawn':
      return { ...part, picks: without(part.picks, event.turns) };
    default:
      return part;
  }
}

function silent(side: Side, why: string): Side {
  const { coming } = side;
  return coming ? { ...side, coming: { ...coming, waiting: undefined, silence: why } } : side;
}

function asked(part: CompareState, turn: string, request: RequestNote): CompareState {
  const side: Side = { turn, request, coming: { turn, text: '', waiting: undefined }, entry: undefined };
  const { latest } = part;
  if (request.beside === undefined || latest?.turn !== request.beside) return { ...part, latest: side };
  const pair = { left: latest, right: side };
  const pairs = new Map(part.pairs).set(latest.turn, pair).set(turn, pair);
  return { ...part, pairs, latest: undefined };
}

/** Changes one side, of a pair or of what may become one. */
function withSide(part: CompareState, turn: string, change: (side: Side) => Side): CompareState {
  if (part.latest?.turn === turn) return { ...part, latest: change(part.latest) };
  const pair = part.pairs.get(turn);
  if (!pair) return part;
  const next = pair.left.turn === turn ? { ...pair, left: change(pair.left) } : { ...pair, right: change(pair.right) };
  return { ...part, pairs: new Map(part.pairs).set(pair.left.turn, next).set(pair.right.turn, next) };
}

function without(picks: CompareState['picks'], [one, other]: readonly [string, string]): CompareState['picks'] {
  return picks.filter((pick) => !(pick.includes(one) && pick.includes(other)));
}
