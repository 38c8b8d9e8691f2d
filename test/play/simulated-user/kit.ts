// Who asks in the tests of this folder, and how an interview is run to its end.

import type { Note } from '../../../src/play/notes.ts';
import { newSession, type SessionState } from '../../../src/play/session.ts';
import { type Asker, personaAsker, plainAsker } from '../../../src/play/simulated-user/asker.ts';
import { bookOf } from '../kit.ts';

/** No line leans or shifts unless a test says so. */
export const straight = { leaning: 0, shifting: 0, terseness: 'plain' } as const;

export const guideText = `persona Odile
  role: keeper of the lighthouse at Skerry Point

knows
  - The lamp was lit first in 1811.
  - The tunnel under the rock is flooded.
    visible to: user

example
  user: Is it open on Mondays?
  self: Never on Mondays.
`;

export const visitorText = `persona Bram
  kind: individual
  role: a retired tram driver with a bad knee

knows
  - He lost his brother at sea.

example
  user: Mind the step.
  self: My knee minds it for me.
`;

export function guide(text = guideText): SessionState {
  const { persona, book } = bookOf(text, 'file:///work/odile.persona');
  return newSession('talk-1', persona, book);
}

export function bram(): Asker {
  return personaAsker(bookOf(visitorText, 'file:///work/bram.persona').persona, [], straight);
}

export function curious(state: SessionState): Asker {
  return plainAsker(state.persona, [], straight);
}

export function notesOf<K extends Note['kind']>(state: SessionState, kind: K): Extract<Note, { kind: K }>[] {
  return state.notes.filter((note): note is Extract<Note, { kind: K }> => note.kind === kind);
}
