// What is learnt in a scene beside its lines: beliefs, plans, places, guesses, moods. In: the events of the talk. Out: those notes in their
// order; what of them counts now, `stage-journal.ts` says. Pure.
import type { DyadNote } from '../play/dyad/dyad-notes.ts';
import type { HiddenNote } from '../play/hidden/hidden-notes.ts';
import type { NarratedNote } from '../play/narrated/narrated-notes.ts';
import type { Note } from '../play/notes.ts';
import type { SceneBegan } from '../play/scene/scene-notes.ts';
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';

export type StageNote = NarratedNote | HiddenNote | DyadNote;

export interface StageState {
  /** How the scene last began; undefined: no scene is played. */
  readonly began: SceneBegan | undefined;
  readonly notes: readonly StageNote[];
}

const nothing: StageState = { began: undefined, notes: [] };

export const stagePart: Part<StageState> = {
  first: nothing,
  reduce(part, change) {
    if (change.type === 'snapshot') return change.snapshot.events.reduce(applied, nothing);
    return change.type === 'play' ? change.events.reduce(applied, part) : part;
  },
};

function applied(part: StageState, event: PanelEvent): StageState {
  if (event.type !== 'noted') return part;
  const { note } = event;
  if (note.kind === 'scene began') {
    // What was learnt before the first line belongs to one beginning only.
    return { began: note, notes: part.notes.filter(({ after }) => after !== undefined) };
  }
  return isStageNote(note) ? { ...part, notes: [...part.notes, note] } : part;
}

const kinds: Readonly<Record<StageNote['kind'], true>> = {
  'self-belief': true,
  surroundings: true,
  synopsis: true,
  affected: true,
  placement: true,
  'scene-update': true,
  plot: true,
  decoded: true,
  hint: true,
  proposal: true,
  'proposal-score': true,
  'tone-samples': true,
  'aspect-pick': true,
  'seeker-mood': true,
  'support-rating': true,
};

function isStageNote(note: Note): note is StageNote {
  return Object.hasOwn(kinds, note.kind);
}
