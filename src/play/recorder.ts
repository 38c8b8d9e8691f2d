// The one recorder: events of a talk in, append-only trace records into a store out. Only what an event says is written, and
// events carry no key. A store that fails does not stop the talk: its records wait and go out with the next ones.
import type { PlayEvent, SentRequest } from './events.ts';
import { EarlierRequests } from './shared-messages.ts';
import { type TalkStore, type TraceRecord, traceVersion } from './trace.ts';

/** What the first record of a talk says. */
export interface TalkHeader {
  readonly id: string;
  readonly persona: string;
  readonly personaUri: string;
  readonly personaHash: string;
}

export interface RecorderDeps {
  readonly store: TalkStore;
  readonly clock: { now(): number };
  /** Told once for each write that failed, with what the store rejected with. */
  readonly onFailure?: (error: unknown) => void;
}

/** Order is kept; writes never overlap. */
export interface Recorder {
  /** Takes an event at once; it is written behind the talk's back. */
  take(event: PlayEvent): void;
  /** Resolves when everything taken so far was written or has failed to. Never rejects. */
  flush(): Promise<void>;
}

/**
 * A recorder for one talk. Nothing is written before the first event, so that a panel opened and closed leaves no talk.
 * `reopened`: the requests of a talk that is in the store already; its first record is not written again.
 */
export function recorder(header: TalkHeader, deps: RecorderDeps, reopened?: readonly SentRequest[]): Recorder {
  const earlier = new EarlierRequests(reopened);
  const waiting: TraceRecord[] = [];
  let begun = reopened !== undefined;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice();
      try {
        await deps.store.append(header.id, batch);
      } catch (error) {
        deps.onFailure?.(error);
        return;
      }
      waiting.splice(0, batch.length);
    }
  }

  function start(): Promise<void> {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    take(event) {
      const at = new Date(deps.clock.now()).toISOString();
      const record = recordOf(event, at, earlier);
      if (!record) return;
      if (!begun) waiting.push({ type: 'talk', version: traceVersion, at, ...header });
      begun = true;
      waiting.push(record);
      void start();
    },
    async flush() {
      await writing;
      if (waiting.length > 0) await start();
    },
  };
}

/**
 * The record of an event; undefined for what leaves no trace (pieces of text and waiting, which the reply sums up). `earlier`: the
 * requests that a request may point at, which it joins; without it all messages are written out.
 */
export function recordOf(event: PlayEvent, at: string, earlier?: EarlierRequests): TraceRecord | undefined {
  switch (event.type) {
    case 'turn':
      return { type: 'turn', at, turn: event.turn };
    case 'asked': {
      const { request, turn } = event;
      const messages = earlier?.pack(request) ?? request.messages;
      earlier?.add(request);
      return { type: 'request', at, ...(turn === undefined ? {} : { turn }), ...request, messages };
    }
    case 'replied':
      return { type: 'reply', at, turn: event.turn, usage: event.usage, ms: event.ms };
    case 'answered': {
      const { type: _type, ...answer } = event;
      return { type: 'answer', at, ...answer };
    }
    case 'failed': {
      const { turn, failure, partial } = event;
      return { type: 'failure', at, ...(turn === undefined ? {} : { turn }), failure, partial };
    }
    case 'removed':
      return { type: 'removed', at, turns: event.turns };
    case 'moved':
      return { type: 'moved', at, ...(event.to === undefined ? {} : { to: event.to }) };
    case 'preferred':
      return { type: 'preference', at, preference: event.preference };
    case 'sliced':
      return { type: 'slice', at, slice: event.slice };
    case 'withdrawn':
      return { type: 'withdrawal', at, turns: event.turns };
    case 'noted':
      return { type: 'note', at, note: event.note };
    case 'persona':
      return { type: 'persona', at, personaHash: event.hash };
    case 'text':
    case 'retry':
    case 'waiting':
      return undefined;
  }
}
