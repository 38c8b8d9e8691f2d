// A talk's memory as one JSON value: its exchanges with their summaries, what each request made of them, and what is remembered of sessions.
// In: a session and the text of its memories. Out: a value without paths and keys. Pure.
import type { SessionState } from '../session-state.ts';
import { type Counter, exchangesOf } from './exchanges.ts';
import { type Memories, readMemoryFile } from './memory-file.ts';
import { clearedUpTo, summaryOf } from './summaries.ts';

export const exportedMemoryVersion = 1;

/** `tokens` counts; `memories`: the text of the file beside the persona, where there is one. */
export function exportMemory(state: SessionState, tokens: Counter, memories: string): object {
  const exchanges = exchangesOf(state.turns, tokens);
  const cleared = clearedUpTo(state, exchanges);
  const { sessions, memories: kept, links }: Memories = readMemoryFile(memories);
  return {
    version: exportedMemoryVersion,
    persona: state.persona.name,
    partner: state.user ?? null,
    exchanges: exchanges.map((exchange) => ({
      exchange: exchange.number,
      tokens: exchange.tokens,
      lines: exchange.turns.map(({ speaker, text }) => ({ speaker, text })),
      summary: summaryOf(state, exchange) ?? null,
      cleared: exchange.number <= cleared,
    })),
    requests: state.requests.flatMap(({ ordinal, context }) => (context ? [{ ordinal, ...context }] : [])),
    sessions,
    memories: kept,
    links,
  };
}
