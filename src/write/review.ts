// A run of writing as an author decides on it: each patch open, accepted or rejected, what was told, how it ended, what it cost. In: events of
// the run, decisions. Out: a new value. Pure; files and screens are the door's.
import type { ModelIdentity } from '../model/port.ts';
import { areAlternatives } from './alternatives.ts';
import type { Ending, RequestSpan, WriteEvent } from './events.ts';
import type { Patch } from './patch.ts';
import type { Table } from './table.ts';

export type PatchState = 'open' | 'accepted' | 'rejected';

export interface ReviewRow {
  readonly patch: Patch;
  readonly state: PatchState;
  /** The author has changed the words. */
  readonly edited: boolean;
  /** Rejected by nobody: an alternative to it was accepted. Open again where that one is taken back. */
  readonly beside?: true;
}

export type Told = Pick<Extract<WriteEvent, { type: 'told' }>, 'severity' | 'message'>;

export interface Review {
  readonly what: string;
  readonly model: ModelIdentity | undefined;
  readonly requests: RequestSpan | undefined;
  /** In the order they were told. */
  readonly rows: readonly ReviewRow[];
  readonly told: readonly Told[];
  /** Whole files beside the one that is written: offered, never written by themselves. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** In the order they were told. */
  readonly tables: readonly Table[];
  /** The step that goes on. */
  readonly step: { readonly name: string; readonly number: number; readonly of: number | undefined } | undefined;
  readonly spent: { readonly requests: number; readonly input: number; readonly output: number };
  /** Undefined while the run goes on. */
  readonly ending: Ending | undefined;
}

export const emptyReview: Review = {
  what: '',
  model: undefined,
  requests: undefined,
  rows: [],
  told: [],
  files: [],
  tables: [],
  step: undefined,
  spent: { requests: 0, input: 0, output: 0 },
  ending: undefined,
};

/** The review after an event. A patch told again is known better, and stays decided as it was; an edited one stays as edited. */
export function applyEvent(review: Review, event: WriteEvent): Review {
  switch (event.type) {
    case 'started':
      // A run that goes on tells everything again.
      return { ...review, what: event.what, model: event.model, requests: event.requests, told: [], ending: undefined };
    case 'step':
      return { ...review, step: { name: event.name, number: event.number, of: event.of } };
    case 'spent': {
      const { requests, input, output } = review.spent;
      const { usage } = event;
      const spent = { requests: requests + event.requests, input: input + usage.input, output: output + usage.output };
      return { ...review, spent };
    }
    case 'patches': {
      const rows = [...review.rows];
      for (const patch of event.patches) {
        const at = rows.findIndex((row) => row.patch.id === patch.id);
        const known = rows[at];
        if (known) rows[at] = toldAgain(known, patch);
        else rows.push(firstTold(patch, rows));
      }
      return { ...review, rows };
    }
    case 'effect':
      return {
        ...review,
        rows: review.rows.map((row) =>
          event.patches.includes(row.patch.id) ? { ...row, patch: { ...row.patch, effect: event.effect } } : row,
        ),
      };
    case 'told':
      return { ...review, told: [...review.told, { severity: event.severity, message: event.message }] };
    case 'finished':
      return { ...review, step: undefined, ending: event.ending };
    case 'file': {
      const others = review.files.filter(({ name }) => name !== event.name);
      return { ...review, files: [...others, { name: event.name, text: event.text }] };
    }
    case 'table':
      return { ...review, tables: [...review.tables, event.table] };
    case 'call':
      return review;
  }
}

/** Open; but for what the run passed over, and what has an alternative that the author has taken meanwhile. */
function firstTold(patch: Patch, rows: readonly ReviewRow[]): ReviewRow {
  if (patch.passedOver !== undefined) return { patch, state: 'rejected', edited: false };
  const isTaken = rows.some((row) => row.state === 'accepted' && areAlternatives(row.patch, patch));
  return isTaken ? { patch, state: 'rejected', edited: false, beside: true } : { patch, state: 'open', edited: false };
}

/** What the run passed over once and chose later is open; what it chose stays chosen. */
function toldAgain(known: ReviewRow, patch: Patch): ReviewRow {
  const { passedOver, effect } = known.patch;
  const { passedOver: now, ...rest } = patch;
  const still = passedOver !== undefined && now !== undefined ? { passedOver: now } : {};
  const chosen = passedOver !== undefined && now === undefined && known.state === 'rejected';
  const fresh: Patch = { ...rest, ...still, effect: patch.effect ?? effect };
  return { ...known, patch: fresh, state: chosen ? 'open' : known.state };
}

/** The review with one patch decided, or taken back to `open`. Its alternatives are out once it is accepted; each can be opened again. */
export function decide(review: Review, id: string, state: PatchState): Review {
  const decided = review.rows.find(({ patch }) => patch.id === id);
  if (!decided) return review;
  const rows = review.rows.map((row): ReviewRow => {
    const { patch, edited } = row;
    if (patch.id === id) return { patch, state, edited };
    const isOut = state === 'accepted' && row.state !== 'rejected' && areAlternatives(patch, decided.patch);
    return isOut ? { patch, state: 'rejected', edited, beside: true } : row;
  });
  return { ...review, rows };
}

/**
 * The review after its file was changed by undo or redo: an accepted patch that is not there any more is open, and so are its alternatives; one that
 * is there is accepted.
 */
export function followFile(review: Review, isThere: (patch: Patch) => boolean): Review {
  const found = review.rows.map((row): ReviewRow => {
    const { patch, state, edited, beside } = row;
    if (state === 'accepted') return isThere(patch) ? row : { patch, state: 'open', edited };
    const mayBeThere = state === 'open' || beside === true;
    return mayBeThere && isThere(patch) ? { patch, state: 'accepted', edited } : row;
  });
  const isOut = ({ patch }: ReviewRow) =>
    found.some((row) => row.state === 'accepted' && areAlternatives(row.patch, patch));
  const rows = found.map((row): ReviewRow => {
    const { patch, edited, beside } = row;
    return beside === true && !isOut(row) ? { patch, state: 'open', edited } : row;
  });
  return { ...review, rows };
}

/** One patch as the author has changed it: what was measured of it before holds no more. */
export function replacePatch(review: Review, id: string, patches: readonly Patch[]): Review {
  const others = new Set(review.rows.filter((row) => row.patch.id !== id).map((row) => row.patch.id));
  const fresh = patches
    .filter((patch) => !others.has(patch.id))
    .map((patch): ReviewRow => ({ patch: { ...patch, effect: undefined }, state: 'open', edited: true }));
  return { ...review, rows: review.rows.flatMap((row) => (row.patch.id === id ? fresh : [row])) };
}

export function patchesIn(review: Review, state: PatchState): readonly Patch[] {
  return review.rows.filter((row) => row.state === state).map(({ patch }) => patch);
}

export function countOf(review: Review, state: PatchState): number {
  return patchesIn(review, state).length;
}
