// Records of a talk in, the session as it stood out: a panel after a reload, a talk opened again. Asks and judges nothing.
import type { Persona } from '../lang/persona.ts';
import type { ModelFailure } from '../model/port.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { PlayEvent, SentRequest } from './events.ts';
import { apply, newSession, type SessionOptions, type SessionState } from './session-state.ts';
import type { TraceRecord } from './trace.ts';

/**
 * The session that wrote `records`. The verdicts are those of then. `hash` is the one last recorded: where the persona was
 * edited since, `withPersona` gives the event that says so. A reply still under way when the records end counts as broken off.
 */
export function restore(
  records: readonly TraceRecord[],
  persona: Persona,
  book: RuleBook,
  options: SessionOptions = {},
): SessionState {
  const header = records.find((record) => record.type === 'talk');
  let state = newSession(header?.id ?? '', persona, book, options);
  if (header) state = { ...state, hash: header.personaHash };
  for (const record of records) {
    const event = eventOf(record);
    if (event) state = apply(state, event);
  }
  if (!state.reply && !state.step) return state;
  return apply(state, { type: 'failed', turn: state.reply?.turn, failure: leftOff, partial: '' });
}

/** The event that a record was written for; undefined for a talk's first record. */
export function eventOf(record: TraceRecord): PlayEvent | undefined {
  switch (record.type) {
    case 'talk':
      return undefined;
    case 'turn':
      return { type: 'turn', turn: record.turn };
    case 'request': {
      const { type: _type, at: _at, turn, ...request } = record;
      return { type: 'asked', request: request satisfies SentRequest, turn };
    }
    case 'reply':
      return { type: 'replied', turn: record.turn, usage: record.usage, ms: record.ms };
    case 'answer': {
      const { type: _type, at: _at, ...answer } = record;
      return { type: 'answered', ...answer };
    }
    case 'failure':
      return { type: 'failed', turn: record.turn, failure: record.failure, partial: record.partial };
    case 'removed':
      return { type: 'removed', turns: record.turns };
    case 'moved':
      return { type: 'moved', to: record.to };
    case 'preference':
      return { type: 'preferred', preference: record.preference };
    case 'slice':
      return { type: 'sliced', slice: record.slice };
    case 'note':
      return { type: 'noted', note: record.note };
    case 'persona':
      return { type: 'persona', hash: record.personaHash, problems: 0 };
  }
}

const leftOff: ModelFailure = {
  reason: 'broken-stream',
  message: 'The window was closed while this reply was being written.',
  action: 'retry',
};
