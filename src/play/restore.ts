// Records of a talk in, the session as it stood out: a panel after a reload, a talk opened again. Asks and judges nothing.
import type { Persona } from '../lang/persona.ts';
import type { ModelFailure } from '../model/port.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { PlayEvent, SentRequest } from './events.ts';
import { apply, newSession, type SessionOptions, type SessionState } from './session-state.ts';
import { EarlierRequests } from './shared-messages.ts';
import type { KeptRequest, TraceRecord } from './trace.ts';

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
  return replay(records, persona, book, options).state;
}

/** The same, with the events that lead there. */
export function replay(
  records: readonly TraceRecord[],
  persona: Persona,
  book: RuleBook,
  options: SessionOptions = {},
): { readonly state: SessionState; readonly events: readonly PlayEvent[] } {
  const header = records.find((record) => record.type === 'talk');
  const fresh = newSession(header?.id ?? '', persona, book, options);
  const told = eventsOf(records);
  const left = told.reduce(apply, header ? { ...fresh, hash: header.personaHash } : fresh);
  const brokenOff = leftOffIn(left);
  return { state: brokenOff.reduce(apply, left), events: [...told, ...brokenOff] };
}

/** What ends the replies that were under way when the records ended. */
function leftOffIn({ reply, rival, step }: SessionState): PlayEvent[] {
  const open = [...(reply || step ? [reply?.turn] : []), ...(rival ? [rival.turn] : [])];
  return open.map((turn) => ({ type: 'failed', turn, failure: leftOff, partial: '' }));
}

/** The events that records were written for, in their order; requests as they were sent. */
export function eventsOf(records: readonly TraceRecord[]): PlayEvent[] {
  const earlier = new EarlierRequests();
  const events: PlayEvent[] = [];
  for (const record of records) {
    if (record.type === 'talk') continue;
    const event = record.type === 'request' ? askedOf(record, earlier) : eventOf(record);
    if (event) events.push(event);
  }
  return events;
}

/** Every request of a talk as it was sent. */
export function requestsOf(records: readonly TraceRecord[]): SentRequest[] {
  const requests = records.filter((record) => record.type === 'request');
  return eventsOf(requests).flatMap((event) => (event.type === 'asked' ? [event.request] : []));
}

/** A request that points at one that is not there is passed over: what was sent cannot be told. */
function askedOf(
  {
    type: _type,
    at: _at,
    turn,
    ...kept
  }: KeptRequest & { readonly type: string; readonly at: string; readonly turn?: string },
  earlier: EarlierRequests,
): PlayEvent | undefined {
  const messages = earlier.unpack(kept.messages);
  if (!messages) return undefined;
  const request: SentRequest = { ...kept, messages };
  earlier.add(request);
  return { type: 'asked', request, turn };
}

function eventOf(record: Exclude<TraceRecord, { readonly type: 'talk' | 'request' }>): PlayEvent {
  switch (record.type) {
    case 'turn':
      return { type: 'turn', turn: record.turn };
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
    case 'withdrawal':
      return { type: 'withdrawn', turns: record.turns };
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
