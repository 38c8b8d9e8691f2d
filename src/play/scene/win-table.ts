// How often each candidate of an arena was picked. In: the notes of a talk. Out: counts that add up to the turns judged. Pure.
import type { Note } from '../notes.ts';

export interface WinTable {
  /** In the order they were first seen. */
  readonly wins: readonly { readonly label: string; readonly wins: number }[];
  /** Turns that candidates answered: `judged` and `abstained` add up to it. */
  readonly turns: number;
  /** Turns with a pick; the wins add up to it. */
  readonly judged: number;
  readonly abstained: number;
}

/** Counts every pick of the talk, also of turns since taken away: they were judged. */
export function winTable(notes: readonly Note[]): WinTable {
  const wins = new Map<string, number>();
  let turns = 0;
  let judged = 0;
  for (const note of notes) {
    if (note.kind !== 'arena pick') continue;
    turns++;
    for (const { label } of note.candidates) if (!wins.has(label)) wins.set(label, 0);
    const label = note.picked === undefined ? undefined : note.candidates[note.picked]?.label;
    if (label === undefined) continue;
    judged++;
    wins.set(label, (wins.get(label) ?? 0) + 1);
  }
  return {
    wins: [...wins].map(([label, count]) => ({ label, wins: count })),
    turns,
    judged,
    abstained: turns - judged,
  };
}
