// How far a talk of seeker and supporter has got, read from the journal alone, and what comes next. In: the two, what happened. Out: a step.
// Pure. After CharacterChat: tones; then supporter and seeker in turn, each with what comes to mind; the seeker's mood; farewells; a rating.
import { blockedAspects } from '../memory/aspects.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { type DyadNote, farewellLabel } from './dyad-notes.ts';

/** Lines at most, farewells not counted. */
export const mostLines = 20;
const leastMoods = 5;
const goodMood = 4;
/** How often a rating that cannot be read is asked for. */
const ratingTries = 2;

/** One of the two. */
export interface DyadSide {
  readonly key: string;
  readonly person: boolean;
  /** Whether its persona says how it talks. */
  readonly hasTone: boolean;
  /** Ids of what may come to mind. */
  readonly aspects: readonly string[];
}

export interface DyadPlan {
  readonly seeker: DyadSide;
  readonly supporter: DyadSide;
  /** Lines at most. */
  readonly lines: number;
}

export interface DyadState {
  readonly samples: Readonly<Record<string, readonly string[]>>;
  readonly picks: Readonly<Record<string, readonly string[]>>;
  /** Who has been asked what comes to mind for the line that is next, and what did. */
  readonly inMind: { readonly actor: string; readonly aspect: string } | undefined;
  readonly lines: number;
  readonly seekerLines: number;
  readonly lastSpeaker: string | undefined;
  readonly lastTurn: string | undefined;
  /** The seeker's last line is not of the file, and no mood was asked for it. */
  readonly moodDue: boolean;
  /** Those that could be read. */
  readonly moods: readonly number[];
  readonly farewells: readonly string[];
  readonly ratings: readonly (number | undefined)[];
}

export type DyadStep =
  | { readonly step: 'tone' | 'select' | 'farewell'; readonly actor: string }
  | { readonly step: 'reply'; readonly actor: string; readonly aspect: string | undefined; readonly worry: boolean }
  | { readonly step: 'opening' | 'mood' | 'rating' }
  | { readonly step: 'over' };

/** Whether the seeker feels well enough to go: five scores or more, the last two of them 4 or 5. */
export function isLifted(moods: readonly number[]): boolean {
  return moods.length >= leastMoods && moods.slice(-2).every((score) => score >= goodMood);
}

/** The mean of the three answers; undefined where one is missing. */
export function meanRating(scores: readonly (number | undefined)[]): number | undefined {
  const read = scores.filter((score) => score !== undefined);
  if (read.length < scores.length || read.length === 0) return undefined;
  return read.reduce((sum, score) => sum + score, 0) / read.length;
}

export function dyadState(plan: DyadPlan, journal: readonly JournalEntry<DyadNote>[]): DyadState {
  let state: DyadState = {
    samples: {},
    picks: {},
    inMind: undefined,
    lines: 0,
    seekerLines: 0,
    lastSpeaker: undefined,
    lastTurn: undefined,
    moodDue: false,
    moods: [],
    farewells: [],
    ratings: [],
  };
  const two = [plan.seeker.key, plan.supporter.key];
  for (const entry of journal) {
    if ('note' in entry) state = noted(state, entry.note);
    else if (two.includes(entry.turn.speaker)) {
      const { id, speaker, labels, origin } = entry.turn;
      const bySeeker = speaker === plan.seeker.key;
      state = {
        ...state,
        lines: state.lines + 1,
        seekerLines: state.seekerLines + (bySeeker ? 1 : 0),
        lastSpeaker: speaker,
        lastTurn: id,
        inMind: undefined,
        // The first line is how somebody comes in: it says nothing yet of how they feel.
        moodDue: bySeeker && origin === undefined && state.seekerLines > 0 && !labels?.includes(farewellLabel),
        farewells: labels?.includes(farewellLabel) ? [...state.farewells, speaker] : state.farewells,
      };
    }
  }
  return state;
}

function noted(state: DyadState, note: DyadNote): DyadState {
  switch (note.kind) {
    case 'tone-samples':
      return { ...state, samples: { ...state.samples, [note.actor]: note.samples } };
    case 'aspect-pick': {
      const { actor, aspect } = note;
      const picks = { ...state.picks, [actor]: [...(state.picks[actor] ?? []), aspect] };
      return { ...state, picks, inMind: { actor, aspect } };
    }
    case 'seeker-mood':
      return { ...state, moodDue: false, moods: note.score === undefined ? state.moods : [...state.moods, note.score] };
    case 'support-rating':
      return { ...state, ratings: [...state.ratings, note.mean] };
  }
}

export function nextDyadStep(plan: DyadPlan, state: DyadState): DyadStep {
  const { seeker, supporter } = plan;
  for (const side of [seeker, supporter]) {
    if (!side.person && side.hasTone && !state.samples[side.key]) return { step: 'tone', actor: side.key };
  }
  if (state.seekerLines === 0) return { step: 'opening' };
  if (state.moodDue) return { step: 'mood' };
  if (state.farewells.length > 0 || isLifted(state.moods)) {
    const leaving = [supporter, seeker].find(({ key }) => !state.farewells.includes(key));
    return leaving ? { step: 'farewell', actor: leaving.key } : ratingOrOver(state);
  }
  if (state.lines >= plan.lines) return ratingOrOver(state);
  const next = state.lastSpeaker === seeker.key ? supporter : seeker;
  // Their second line is where a seeker comes out with it.
  if (next === seeker && state.seekerLines === 1)
    return { step: 'reply', actor: next.key, aspect: undefined, worry: true };
  const blocked = blockedAspects(state.picks[next.key] ?? []);
  const asked = state.inMind?.actor === next.key;
  if (!next.person && !asked && next.aspects.some((id) => !blocked.has(id))) return { step: 'select', actor: next.key };
  return { step: 'reply', actor: next.key, aspect: asked ? state.inMind?.aspect : undefined, worry: false };
}

function ratingOrOver({ ratings }: DyadState): DyadStep {
  const done = ratings.length >= ratingTries || ratings.at(-1) !== undefined;
  return { step: done ? 'over' : 'rating' };
}

/** The most requests a whole talk takes: tones, then a pick, a line and perhaps a mood for each, farewells, the rating. */
export function mostDyadRequests(lines: number): number {
  return 2 + 2 * lines + Math.ceil(lines / 2) + 2 + ratingTries;
}
