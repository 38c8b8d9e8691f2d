// What happened on the path that the talk now takes: its turns, and between them the notes made there. In: a session. Out: one list in
// the order it happened. A way of playing reads from it what comes next, so a talk stopped, reloaded or gone back in goes on by itself.
import type { Turn } from '../events.ts';
import type { Note } from '../notes.ts';
import type { SessionState } from '../session-state.ts';

/** A note that was made at one place of the talk. */
export interface Placed {
  /** Id of the last turn then; undefined: nothing had been said. */
  readonly after: string | undefined;
}

/** A note of a way of playing: it also names the request that gave it. */
export interface StepNote extends Placed {
  readonly request: string;
}

export type JournalEntry<N extends Note> = { readonly turn: Turn } | { readonly note: N };

/** Turns of the path, and notes of these kinds made on it. Notes of other branches are left out. */
export function journalOf<K extends Note['kind']>(
  state: SessionState,
  kinds: readonly K[],
): readonly JournalEntry<PlacedNote<K>>[] {
  const isOurs = (note: Note): note is PlacedNote<K> => kinds.some((kind) => kind === note.kind) && 'after' in note;
  const begun = state.notes.findLastIndex(({ kind }) => kind === 'scene began');
  // Before the first line all beginnings look alike: only what the last one brought counts.
  const ours = state.notes.flatMap((note, index) =>
    isOurs(note) && (note.after !== undefined || index > begun) ? [note] : [],
  );
  const notes = Map.groupBy(ours, (note) => note.after);
  const at = (turn: string | undefined) => (notes.get(turn) ?? []).map((note) => ({ note }));
  return [...at(undefined), ...state.turns.flatMap((turn) => [{ turn }, ...at(turn.id)])];
}

export type PlacedNote<K extends Note['kind']> = Extract<Note, { readonly kind: K } & Placed>;

/** Where a note made now stands. */
export function here(state: SessionState): string | undefined {
  return state.turns.at(-1)?.id;
}
