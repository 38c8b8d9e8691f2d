// Where a narrated scene stands: read from its journal alone, entry by entry. In: who plays, how they begin, what happened. Out: the
// round, who has finished, what everybody believes and where they are. Pure; the same journal gives the same state.
import type { Turn } from '../events.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { type NarratedNote, part } from './narrated-notes.ts';

export interface Beliefs {
  readonly belief: string;
  readonly desire: string;
  readonly intention: string;
  readonly surroundings: string;
}

export interface Place {
  readonly position: string;
  readonly condition: string;
}

/** How far the one whose turn it is has got. */
export interface Deed {
  readonly actor: string;
  readonly acted: boolean;
  readonly spoke: boolean;
  /** Undefined until the narrator has said whom it touches. */
  readonly affected: { readonly target: string | undefined; readonly impact: string } | undefined;
  readonly told: boolean;
  readonly reacted: boolean;
  readonly settled: boolean;
  /** Who has been placed anew after it. */
  readonly placed: readonly string[];
}

export interface NarratedState {
  /** The round under way, from 1. */
  readonly round: number;
  /** In which order everybody comes this round. */
  readonly order: readonly string[];
  readonly believed: readonly string[];
  readonly observed: readonly string[];
  readonly planned: boolean;
  readonly plans: Readonly<Record<string, string>>;
  /** In the order their turns ended. */
  readonly finished: readonly string[];
  readonly deed: Deed | undefined;
  readonly beliefs: Readonly<Record<string, Beliefs>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly sceneNow: string;
  readonly updated: boolean;
  readonly plot: string;
}

/** @param actors keys, in the order of the scene. @param places how they begin. */
export function narratedState(
  actors: readonly string[],
  places: Readonly<Record<string, Place>>,
  journal: readonly JournalEntry<NarratedNote>[],
): NarratedState {
  const nowhere: Place = { position: '', condition: '' };
  let state: NarratedState = {
    ...newRound(1, actors),
    beliefs: Object.fromEntries(actors.map((actor) => [actor, noBeliefs])),
    places: Object.fromEntries(actors.map((actor) => [actor, places[actor] ?? nowhere])),
    sceneNow: '',
    plot: '',
  };
  // Lines before the first synopsis are the scene's opening.
  for (const entry of journal) {
    if ('note' in entry) state = noted(state, entry.note);
    else if (state.planned) state = said(state, entry.turn);
  }
  return state;
}

/** Who acts next, or is in the middle of it; undefined: everybody has had their turn. */
export function onTurn(state: NarratedState): string | undefined {
  return state.deed?.actor ?? state.order.find((actor) => !state.finished.includes(actor));
}

function newRound(round: number, order: readonly string[]) {
  return {
    round,
    order,
    believed: [],
    observed: [],
    planned: false,
    plans: {},
    finished: [],
    deed: undefined,
    updated: false,
  };
}

function noted(state: NarratedState, note: NarratedNote): NarratedState {
  switch (note.kind) {
    case 'self-belief': {
      const { actor, belief, desire, intention } = note;
      const beliefs = { ...state.beliefs, [actor]: { ...beliefsOf(state, actor), belief, desire, intention } };
      return { ...state, believed: [...state.believed, actor], beliefs };
    }
    case 'surroundings': {
      const { actor, text } = note;
      const beliefs = { ...state.beliefs, [actor]: { ...beliefsOf(state, actor), surroundings: text } };
      return { ...state, observed: [...state.observed, actor], beliefs };
    }
    case 'synopsis': {
      const plans = Object.fromEntries(note.plans.map(({ actor, plan }) => [actor, plan]));
      return { ...state, planned: true, plans, order: note.order };
    }
    case 'affected': {
      const { target, impact } = note;
      return {
        ...state,
        deed: { ...deedOf(state, note.actor), acted: true, spoke: true, affected: { target, impact } },
      };
    }
    case 'placement':
      return placed(state, note.actor, { position: note.position, condition: note.condition });
    case 'scene-update':
      return { ...state, sceneNow: note.text, updated: true };
    case 'plot':
      return { ...state, ...newRound(state.round + 1, nextOrder(state)), plot: note.text };
  }
}

/** The next round follows the order in which this one's turns ended. */
function nextOrder(state: NarratedState): readonly string[] {
  return [...state.finished, ...state.order.filter((actor) => !state.finished.includes(actor))];
}

/** Once everybody touched has a place, the turn is over; a reactor ends theirs before the actor, if it was still to come. */
function placed(state: NarratedState, actor: string, place: Place): NarratedState {
  const next = { ...state, places: { ...state.places, [actor]: place } };
  const deed = state.deed;
  if (!deed?.affected) return next;
  const placedNow = [...deed.placed, actor];
  const { target } = deed.affected;
  const touched = target === undefined ? [deed.actor] : [target, deed.actor];
  if (!touched.every((one) => placedNow.includes(one))) return { ...next, deed: { ...deed, placed: placedNow } };
  const finished = [...state.finished, ...touched.filter((one) => !state.finished.includes(one))];
  return { ...next, finished, deed: undefined };
}

function said(state: NarratedState, turn: Turn): NarratedState {
  const labels = turn.labels ?? [];
  const { deed } = state;
  if (turn.speaker === 'narrator') {
    if (!deed) return state;
    // A line written over by hand keeps its place and loses its label.
    const rewritten = turn.edited !== undefined;
    if (labels.includes(part.impact) || (rewritten && !deed.reacted))
      return { ...state, deed: { ...deed, told: true } };
    if (labels.includes(part.outcome) || rewritten) return { ...state, deed: { ...deed, settled: true } };
    return state;
  }
  const { speaker } = turn;
  if (labels.includes(part.action)) return { ...state, deed: { ...deedOf(state, speaker), acted: true } };
  if (deed?.actor === speaker && !deed.spoke) return { ...state, deed: { ...deed, acted: true, spoke: true } };
  if (deed?.affected?.target === speaker && !deed.reacted) return { ...state, deed: { ...deed, reacted: true } };
  // A person's one line is both the deed and what is said; what they say out of turn is only heard.
  if (deed || onTurn(state) !== speaker) return state;
  return { ...state, deed: { ...deedOf(state, speaker), acted: true, spoke: true } };
}

function deedOf(state: NarratedState, actor: string): Deed {
  if (state.deed?.actor === actor) return state.deed;
  const nothing = { acted: false, spoke: false, told: false, reacted: false, settled: false };
  return { actor, ...nothing, affected: undefined, placed: [] };
}

export const noBeliefs: Beliefs = { belief: '', desire: '', intention: '', surroundings: '' };

function beliefsOf(state: NarratedState, actor: string): Beliefs {
  return state.beliefs[actor] ?? noBeliefs;
}
