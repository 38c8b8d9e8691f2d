// Summaries of exchanges: asked for once each, kept as notes, found by the turns they sum up, so that a talk taken back or moved to another
// branch has only the summaries of what stands in it. Also: where the player cleared the memory.
import type { RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { tell } from '../follow.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { askMemory } from './ask-memory.ts';
import { type Exchange, exchangeText } from './exchanges.ts';
import { summaryRequest } from './memory-prompts.ts';
import { readSentence } from './read-answer.ts';

/** The summary of an exchange as it stands; undefined where there is none. */
export function summaryOf({ notes }: Pick<SessionState, 'notes'>, exchange: Exchange): string | undefined {
  const note = notes.findLast((one) => one.kind === 'summary' && sameTurns(one.turns, exchange));
  return note?.kind === 'summary' ? note.text : undefined;
}

function sameTurns(turns: readonly string[], exchange: Exchange): boolean {
  return turns.length === exchange.turns.length && exchange.turns.every(({ id }, index) => turns[index] === id);
}

/** Asks for a summary where there is none. An empty answer, or none, leaves the exchange without one. */
export async function* summarise(
  state: SessionState,
  exchange: Exchange,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
  names: { readonly user: string; readonly self: string },
): AsyncGenerator<PlayEvent, { readonly state: SessionState; readonly stopped: boolean }> {
  if (summaryOf(state, exchange) !== undefined) return { state, stopped: false };
  const asked = yield* askMemory(state, place, 'summary', summaryRequest(exchangeText(exchange, names)), deps, signal);
  const text = asked.answer && readSentence(asked.answer.text);
  if (!asked.answer || text === undefined) return { state: asked.state, stopped: asked.stopped };
  const turns = exchange.turns.map(({ id }) => id);
  const note = { kind: 'summary', turns, text, request: asked.answer.request } as const;
  return { state: yield* tell(asked.state, { type: 'noted', note }), stopped: asked.stopped };
}

/** How many exchanges, from the first, were cleared away. */
export function clearedUpTo({ notes }: Pick<SessionState, 'notes'>, exchanges: readonly Exchange[]): number {
  let cleared = 0;
  for (const note of notes) {
    if (note.kind !== 'cleared') continue;
    const at = exchanges.findIndex(({ turns }) => turns.at(-1)?.id === note.upTo);
    cleared = Math.max(cleared, at + 1);
  }
  return cleared;
}
