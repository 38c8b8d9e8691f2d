// *Thumbs*: one reply found good or bad by itself, with no other beside it. In: a reply. Out: a note of the talk; the last one on a reply holds, and
// `none` takes it back. Asks nobody. Of two replies to one line *pick the better one* says more, and is a preference.
import type { PlayCommand } from './events.ts';
import { tell } from './follow.ts';
import type { Note } from './notes.ts';
import type { Run } from './session.ts';
import type { SessionState } from './session-state.ts';

export type Thumb = 'up' | 'down';

export interface ThumbNote {
  readonly kind: 'thumb';
  /** Id of the reply. */
  readonly turn: string;
  readonly thumb: Thumb | 'none';
}

/** Nothing happens where it is no reply of the persona, or is found so already. */
export async function* thumb(
  state: SessionState,
  { turn, thumb: found }: Extract<PlayCommand, { type: 'thumb' }>,
): Run {
  const reply = state.tree.find(({ id }) => id === turn);
  if (reply?.speaker !== 'self' || (thumbsOf(state.notes).get(turn) ?? 'none') === found) return state;
  return yield* tell(state, { type: 'noted', note: { kind: 'thumb', turn, thumb: found } });
}

/** What holds, by id of the reply. */
export function thumbsOf(notes: readonly Note[]): ReadonlyMap<string, Thumb> {
  const found = new Map<string, Thumb>();
  for (const note of notes) {
    if (note.kind !== 'thumb') continue;
    if (note.thumb === 'none') found.delete(note.turn);
    else found.set(note.turn, note.thumb);
  }
  return found;
}
