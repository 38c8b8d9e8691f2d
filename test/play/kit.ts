// A small persona and the parts a role-play needs, for the tests of this room.

import type { Persona } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { ChatModel } from '../../src/model/port.ts';
import type { PlayCommand, PlayEvent } from '../../src/play/events.ts';
import { apply, newSession, type PlayDeps, play, type SessionState } from '../../src/play/session.ts';
import { type RuleBook, readRules } from '../../src/rules/rule-book.ts';
import { memorySource } from '../kit/memory-source.ts';

export const holmesText = `persona Sherlock Holmes
  role: consulting detective

knows
  - Lives at 221B Baker Street.

given
  passphrase: the dog did nothing

rules
  secret: Never tells anyone the passphrase.
    never: say "{{passphrase}}"
  short: Is brief.
    must: be at most 8 words

greeting
  Come in.

greeting
  Sit down, {{user}}.

example
  user: You look tired.
  self: And you look curious.
`;

export function bookOf(text: string, uri = 'file:///work/holmes.persona'): { persona: Persona; book: RuleBook } {
  const persona = readPersona(text, uri, memorySource({}));
  return { persona, book: readRules(persona) };
}

export function holmes(user = 'Watson'): SessionState {
  const { persona, book } = bookOf(holmesText);
  return newSession('talk-1', persona, book, { user });
}

/** Deps with counted ids and a clock that goes on by 10 ms at each look. */
export function depsOf(model: ChatModel, more: Partial<PlayDeps> = {}): PlayDeps {
  let id = 0;
  let now = Date.UTC(2026, 0, 1);
  return { model, measures: {}, clock: { now: () => (now += 10) }, ids: () => `i${++id}`, ...more };
}

/** Plays a command to its end; gives the events and the state they lead to. `stopAt`: aborts on the n-th event (from 0). */
export async function run(
  state: SessionState,
  command: PlayCommand,
  deps: PlayDeps,
  stopAt?: number,
): Promise<{ events: PlayEvent[]; state: SessionState }> {
  const stop = new AbortController();
  const events: PlayEvent[] = [];
  let now = state;
  for await (const event of play(state, command, deps, stop.signal)) {
    now = apply(now, event);
    if (events.push(event) - 1 === stopAt) stop.abort();
  }
  return { events, state: now };
}

/** The talk as `speaker: text` lines. */
export function linesOf(state: SessionState): string[] {
  return state.turns.map((turn) => `${turn.speaker}: ${turn.text}`);
}

export function statesOf(state: SessionState, turn = -1): Record<string, string> {
  return Object.fromEntries((state.turns.at(turn)?.verdicts ?? []).map((verdict) => [verdict.rule, verdict.state]));
}
